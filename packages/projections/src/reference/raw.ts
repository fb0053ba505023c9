/** An event as an outsider reads it in the log: type, data, place. No type of the product. */

export interface Raw {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly position: number;
  readonly revision: number;
  readonly stream: string;
  readonly recordedAt: string;
}
