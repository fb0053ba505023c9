export { documentOf } from './document.js';
export { offerOpenApi } from './pages.js';
