export { backUp, type BackupOrder } from './back-up.js';
export { unwisePlaces } from './places.js';
export { restoreBackup, type Restored, type RestoreOrder } from './restore.js';
