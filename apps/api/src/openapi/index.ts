export { Answers, Does, Makes, Shows } from './answers.js';
export { documentOf } from './document.js';
export * from './fields.js';
export { offerOpenApi } from './pages.js';
