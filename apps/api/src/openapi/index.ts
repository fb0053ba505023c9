export { Answers, Does, HandsOut, Makes, Shows } from './answers.js';
export { documentOf } from './document.js';
export * from './fields.js';
export { offerOpenApi } from './pages.js';
