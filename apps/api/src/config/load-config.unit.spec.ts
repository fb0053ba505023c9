import { describe, expect, it } from '@jest/globals';
import { loadConfig } from './load-config.js';
import { ConfigError } from './variables.js';

const mistakesOf = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
};

describe('The configuration', () => {
  it('needs nothing: the embedded default', () => {
    expect(loadConfig({ HOME: '/somewhere' })).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      dataFolder: `${process.cwd()}/data`,
      eventStore: { kind: 'sqlite' },
      readStore: { kind: 'sqlite' },
      projector: true,
      publicUrl: 'http://127.0.0.1:3000',
      issuer: { kind: 'built-in', url: 'http://127.0.0.1:3000/oidc' },
      audience: 'konsil-api',
      erasureLedger: `${process.cwd()}/data-keys/erasure-ledger.jsonl`,
      kekFile: `${process.cwd()}/data-keys/kek`,
      attestationVersion: '2026-01',
      termsVersion: '2026-01',
      demo: false,
    });
  });

  it('reports all mistakes at once, each with the variable and what it may hold', () => {
    const mistakes = mistakesOf({ KONSIL_PORT: 'http', KONSIL_PROJECTOR: 'maybe', KONSIL_EVENT_STORE: 'postgres' });
    expect(mistakes).toHaveLength(3);
    expect(mistakes[0]).toBe(
      'KONSIL_PORT is not allowed as it is; allowed: a whole number from 0 to 65535 (default 3000)',
    );
  });

  it('never repeats a value, which may be a secret', () => {
    const mistakes = mistakesOf({
      KONSIL_EVENT_STORE: 'esdb:/admin:hunter2@host',
      KONSIL_OIDC_ISSUER: 'hunter2',
      KONSIL_READ_STORE: 'postgres:/hunter2',
    });
    expect(mistakes).toHaveLength(3);
    expect(mistakes.join()).not.toContain('hunter2');
  });

  it('refuses a variable that it does not know, which is a mistyped one', () => {
    expect(mistakesOf({ KONSIL_PROT: '3000' })[0]).toMatch(/^KONSIL_PROT is no variable of Konsil/);
    expect(mistakesOf({ KONSIL_TEST_ROUNDS: '5' })).toEqual([]);
  });

  it.each([
    ['KONSIL_PORT', ['0', '65535'], ['-1', '65536', '3.5', '1e3']],
    [
      'KONSIL_EVENT_STORE',
      ['sqlite', 'esdb://h:2113?tls=false', 'kurrentdb+discover://h'],
      ['SQLite', 'http://h', 'esdb://'],
    ],
    [
      'KONSIL_READ_STORE',
      ['sqlite', 'postgres://konsil@h/konsil', 'postgresql://h:5432/konsil?sslmode=require'],
      ['PostgreSQL', 'postgres://', 'mysql://h/konsil'],
    ],
    [
      'KONSIL_PUBLIC_URL',
      ['https://konsil.example', 'http://konsil.lan:3000/'],
      ['konsil.example', 'https://k.example/app', 'ftp://k'],
    ],
    [
      'KONSIL_OIDC_ISSUER',
      ['https://id.example/realms/x', 'http://localhost:8080/x'],
      ['http://id.example', 'id.example'],
    ],
    [
      'KONSIL_OIDC_REDIRECT_URIS',
      ['https://a.example/b,http://127.0.0.1/c'],
      ['http://a.example/b', 'nothing', 'https://a.example/#b'],
    ],
    ['KONSIL_BODY_LIMIT', ['1024'], ['1023', '99999999']],
    ['KONSIL_DEMO', ['on', 'off'], ['true', 'ON', 'constructor', 'toString']],
    ['KONSIL_LOG_LEVEL', ['silent', 'trace'], ['loud']],
    ['KONSIL_TERMS_VERSION', ['2026-02'], ['a b']],
  ])('%s takes %j and refuses %j', (name, taken, refused) => {
    expect(taken.map((value) => mistakesOf({ [name]: value }).length)).toEqual(taken.map(() => 0));
    expect(refused.map((value) => mistakesOf({ [name]: value }).length)).toEqual(refused.map(() => 1));
  });

  it('keeps the erasure ledger out of the data folder, so that no restored backup brings it back', () => {
    expect(mistakesOf({ KONSIL_DATA: '/srv/konsil', KONSIL_ERASURE_LEDGER: '/srv/konsil/keys/ledger' })[0]).toContain(
      'KONSIL_ERASURE_LEDGER lies inside KONSIL_DATA',
    );
    expect(mistakesOf({ KONSIL_DATA: '/srv/konsil', KONSIL_ERASURE_LEDGER: '/srv/konsil-ledger' })).toEqual([]);
  });
});
