/** One after the other for those who write the same stream in this process: they would only lose races against each other. */

export class Turns {
  private readonly last = new Map<string, Promise<void>>();

  /** Runs when those who came before have ended, however they ended. */
  async take<T>(stream: string, act: () => Promise<T>): Promise<T> {
    const before = this.last.get(stream);
    let end: () => void = () => undefined;
    const mine = new Promise<void>((resolve) => (end = resolve));
    this.last.set(stream, mine);
    try {
      await before;
      return await act();
    } finally {
      if (this.last.get(stream) === mine) this.last.delete(stream);
      end();
    }
  }
}
