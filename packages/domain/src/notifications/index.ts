export * from './endsSoon.js';
export * from './kinds.js';
export type { Notification, NotificationAbout } from './notification.js';
export * from './notify.js';
export type { EntryView, NoticeView, ShareView } from './view.js';
export * from './viewing.js';
