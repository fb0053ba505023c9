/** Where class-transformer keeps what its decorators say; its package has the types elsewhere than the code. */
declare module 'class-transformer/cjs/storage.js' {
  export { defaultMetadataStorage } from 'class-transformer/types/storage.js';
}
