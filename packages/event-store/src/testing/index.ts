export { eventStoreContract, type OpenStore } from './contract.js';
