/** The part of `progress` that is used here; the package brings no types. */
declare module 'progress' {
  export default class ProgressBar {
    constructor(
      format: string,
      options: {
        readonly total: number;
        readonly width?: number;
        readonly clear?: boolean;
        readonly stream?: NodeJS.WritableStream;
      },
    );
    readonly complete: boolean;
    update(ratio: number): void;
    interrupt(message: string): void;
    terminate(): void;
  }
}
