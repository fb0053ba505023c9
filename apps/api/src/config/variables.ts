/** Reading one variable at a time, and keeping every mistake instead of stopping at the first. */

export type Environment = Readonly<Record<string, string | undefined>>;

/** All mistakes of a configuration, one line each: which variable, what is wrong, what is allowed. Never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly mistakes: readonly string[]) {
    super(
      `The configuration has ${mistakes.length} ${mistakes.length === 1 ? 'mistake' : 'mistakes'}:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`,
    );
  }
}

/** Answers with the parsed value, or with `undefined` where the text is not allowed. */
export type Parse<T> = (text: string) => T | undefined;

export class Variables {
  readonly #mistakes: string[] = [];

  constructor(private readonly env: Environment) {}

  /** The variable's value, or the default where it is absent or empty; a mistake is kept and the default stands in. */
  read<T>(name: string, allowed: string, parse: Parse<T>, otherwise: T): T {
    const text = this.env[name]?.trim();
    if (text === undefined || text === '') return otherwise;
    const value = parse(text);
    if (value !== undefined) return value;
    this.#mistakes.push(`${name} is not allowed as it is; allowed: ${allowed}`);
    return otherwise;
  }

  mistake(text: string): void {
    this.#mistakes.push(text);
  }

  /** Variables of ours that nobody reads are mistyped ones; those of tests, faults and benchmarks are their own. */
  refuseUnknown(known: ReadonlySet<string>): void {
    for (const name of Object.keys(this.env).sort())
      if (/^KONSIL_(?!TEST_|FAULT|BENCH|LONG)/.test(name) && !known.has(name))
        this.#mistakes.push(`${name} is no variable of Konsil; known: ${[...known].join(', ')}`);
  }

  /** @throws ConfigError where there was any mistake. */
  done(): void {
    if (this.#mistakes.length > 0) throw new ConfigError(this.#mistakes);
  }
}
