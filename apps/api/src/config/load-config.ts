import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Config, EventStoreChoice, LogLevel, ReadStoreChoice } from './config.js';
import { type Environment, Variables } from './variables.js';

const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Every variable with what it may hold; the order is the one in which mistakes are reported. */
export const VARIABLES = {
  KONSIL_PORT: 'a whole number from 0 to 65535 (default 3000)',
  KONSIL_HOST: 'a host name or address to listen on (default 127.0.0.1)',
  KONSIL_METRICS_PORT: 'a whole number from 1 to 65535; absent: no metrics are offered',
  KONSIL_DATA: 'a folder (default ./data)',
  KONSIL_EVENT_STORE:
    'sqlite, or a connection string that begins with esdb://, esdb+discover://, kurrentdb:// or kurrentdb+discover:// (default sqlite)',
  KONSIL_READ_STORE: 'sqlite, or a connection string that begins with postgres:// or postgresql:// (default sqlite)',
  KONSIL_PROJECTOR: 'on or off (default on)',
  KONSIL_PUBLIC_URL: 'an http or https address without path, query and fragment (default http://127.0.0.1:PORT)',
  KONSIL_OIDC_ISSUER: 'the https address of an OpenID issuer (http only on this machine); absent: the built-in one',
  KONSIL_OIDC_AUDIENCE: 'letters, digits and . _ : / - (default konsil-api)',
  KONSIL_OIDC_REDIRECT_URIS:
    'https addresses (http only on this machine), separated by commas (default: the portal under the public address)',
  KONSIL_KEK_FILE: 'a file (default: kek in the folder DATA-keys beside the data folder)',
  KONSIL_ERASURE_LEDGER: 'a file outside the data folder (default: erasure-ledger.jsonl in DATA-keys)',
  KONSIL_LOG_LEVEL: `one of ${LEVELS.join(', ')} (default info)`,
  KONSIL_BODY_LIMIT: 'bytes, a whole number from 1024 to 16777216 (default 1048576)',
  KONSIL_ATTESTATION_VERSION: 'letters, digits, dots and hyphens (default 2026-01)',
  KONSIL_TERMS_VERSION: 'letters, digits, dots and hyphens (default 2026-01)',
  KONSIL_DEMO: 'on or off (default off)',
} as const;

const integer =
  (min: number, max: number) =>
  (text: string): number | undefined => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  };
const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : undefined);
const onOff = (text: string): boolean | undefined => (text === 'on' ? true : text === 'off' ? false : undefined);
const version = matching(/^[\w.-]{1,32}$/);

const webAddress = (text: string): URL | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.hash === ''
    ? url
    : undefined;
};
const origin = (text: string) => {
  const url = webAddress(text);
  return url?.pathname === '/' && url.search === '' ? url.origin : undefined;
};
const isLoopback = (url: URL) => ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
/** Encrypted on its way, or not leaving this machine. */
const safeAddress = (text: string) => {
  const url = webAddress(text);
  return url !== undefined && (url.protocol === 'https:' || isLoopback(url)) ? text : undefined;
};
const addresses = (text: string) => {
  const list = text.split(',').map((part) => part.trim());
  return list.every((part) => safeAddress(part) !== undefined) ? list : undefined;
};
const eventStore = (text: string): EventStoreChoice | undefined => {
  if (text === 'sqlite') return { kind: 'sqlite' };
  return /^(esdb|kurrentdb)(\+discover)?:\/\/\S+$/.test(text)
    ? { kind: 'kurrentdb', connectionString: text }
    : undefined;
};

const readStore = (text: string): ReadStoreChoice | undefined => {
  if (text === 'sqlite') return { kind: 'sqlite' };
  return /^postgres(ql)?:\/\/\S+$/.test(text) && URL.canParse(text)
    ? { kind: 'postgres', connectionString: text }
    : undefined;
};

/** Whether an absolute path is the folder or below it. */
export const liesIn = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way === '' || !(way.startsWith('..') || resolve(way) === way);
};

/**
 * The configuration of this environment. Paths come back absolute.
 * @throws ConfigError with every mistake at once.
 */
export const loadConfig = (env: Environment): Config => {
  const variables = new Variables(env);
  const read = <T>(name: keyof typeof VARIABLES, parse: (text: string) => T | undefined, otherwise: T): T =>
    variables.read(name, VARIABLES[name], parse, otherwise);

  variables.refuseUnknown(new Set(Object.keys(VARIABLES)));
  const port = read('KONSIL_PORT', integer(0, 65535), 3000);
  const host = read('KONSIL_HOST', matching(/^[\w.:-]{1,253}$/), '127.0.0.1');
  const metricsPort = read<number | undefined>('KONSIL_METRICS_PORT', integer(1, 65535), undefined);
  const dataFolder = resolve(read('KONSIL_DATA', (text) => text, './data'));
  const beside = join(dirname(dataFolder), `${basename(dataFolder)}-keys`);
  const publicUrl = read('KONSIL_PUBLIC_URL', origin, `http://127.0.0.1:${port}`);
  const outside = read<string | undefined>('KONSIL_OIDC_ISSUER', safeAddress, undefined);
  const config: Config = {
    port,
    host,
    ...(metricsPort !== undefined && { metricsPort }),
    dataFolder,
    eventStore: read('KONSIL_EVENT_STORE', eventStore, { kind: 'sqlite' }),
    readStore: read('KONSIL_READ_STORE', readStore, { kind: 'sqlite' }),
    projector: read('KONSIL_PROJECTOR', onOff, true),
    publicUrl,
    issuer: outside === undefined ? { kind: 'built-in', url: `${publicUrl}/oidc` } : { kind: 'outside', url: outside },
    audience: read('KONSIL_OIDC_AUDIENCE', matching(/^[\w.:/-]{1,200}$/), 'konsil-api'),
    redirectUris: read('KONSIL_OIDC_REDIRECT_URIS', addresses, addresses(`${publicUrl}/signed-in`) ?? []),
    kekFile: resolve(read('KONSIL_KEK_FILE', (text) => text, join(beside, 'kek'))),
    erasureLedger: resolve(read('KONSIL_ERASURE_LEDGER', (text) => text, join(beside, 'erasure-ledger.jsonl'))),
    logLevel: read('KONSIL_LOG_LEVEL', (text) => LEVELS.find((level) => level === text), 'info'),
    bodyLimit: read('KONSIL_BODY_LIMIT', integer(1024, 16_777_216), 1_048_576),
    attestationVersion: read('KONSIL_ATTESTATION_VERSION', version, '2026-01'),
    termsVersion: read('KONSIL_TERMS_VERSION', version, '2026-01'),
    demo: read('KONSIL_DEMO', onOff, false),
  };
  if (liesIn(dataFolder, config.erasureLedger))
    variables.mistake(
      'KONSIL_ERASURE_LEDGER lies inside KONSIL_DATA, where a restored backup would overwrite it; allowed: a file outside the data folder',
    );
  variables.done();
  return config;
};
