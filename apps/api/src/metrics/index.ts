export { offerMetrics } from './offer.js';
