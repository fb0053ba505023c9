/** What Konsil is told by its environment, parsed once at the start. Every variable begins with `KONSIL_`. */

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** Where events are kept: files in the data folder, or a KurrentDB / EventStoreDB server. */
export type EventStoreChoice =
  | { readonly kind: 'sqlite' }
  /** May hold a password: never logged. */
  | { readonly kind: 'kurrentdb'; readonly connectionString: string };

/** Where the read models are kept: a file in the data folder, or a schema `konsil` of a PostgreSQL database. */
export type ReadStoreChoice =
  | { readonly kind: 'sqlite' }
  /** May hold a password: never logged. */
  | { readonly kind: 'postgres'; readonly connectionString: string };

/** Who signs people in: Konsil itself, or an OpenID provider elsewhere. */
export type IssuerChoice =
  { readonly kind: 'built-in'; readonly url: string } | { readonly kind: 'outside'; readonly url: string };

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where metrics are offered, on the same host; absent: nowhere. */
  readonly metricsPort?: number;
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
  readonly eventStore: EventStoreChoice;
  readonly readStore: ReadStoreChoice;
  /** Whether this process folds events into read models. */
  readonly projector: boolean;
  /** How people reach Konsil, without a slash at the end; links and the built-in issuer begin with it. */
  readonly publicUrl: string;
  readonly issuer: IssuerChoice;
  /** Audience that an access token must name. */
  readonly audience: string;
  /** Where the portal's sign-in may return to, beside loopback addresses of the built-in client. */
  readonly redirectUris: readonly string[];
  /** File with the key that wraps all others; made with mode 0600 on the embedded default. Absolute. */
  readonly kekFile: string;
  /** Absolute path; outside the data folder, so that no backup of it can hold the ledger. */
  readonly erasureLedger: string;
  readonly logLevel: LogLevel;
  /** Bytes that the body of a request may have. */
  readonly bodyLimit: number;
  /** The texts that are current; an older accepted one blocks new shares (product.md B1, G2). */
  readonly attestationVersion: string;
  readonly termsVersion: string;
  /** Whether the data folder holds sample data, for which the CLI may mint access tokens. */
  readonly demo: boolean;
}
