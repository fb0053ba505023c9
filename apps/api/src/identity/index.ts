export { Identity } from './identity.js';
export { IdentityModule, type IdentityModuleOptions } from './identity.module.js';
export * from './ports.js';
export { API_RESOURCE, PORTAL_CLIENT } from './provider/provider.js';
