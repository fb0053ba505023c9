/** Reads the connection string without ever letting it reach a log: the client's own reader prints what it doesn't know. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import parser from '@eventstore/db-client/dist/Client/parseConnectionString.js';
import { EventStoreError } from '../../errors.js';
import { KurrentClient } from './client.js';

const KNOWN = new Set(
  [
    'connectionName',
    'defaultDeadline',
    'discoveryInterval',
    'gossipTimeout',
    'keepAliveInterval',
    'keepAliveTimeout',
    'maxDiscoverAttempts',
    'nodePreference',
    'tls',
    'tlsCAFile',
    'userCertFile',
    'userKeyFile',
  ].map((name) => name.toLowerCase()),
);

const refuse = (why: string): never => {
  throw new EventStoreError('unavailable', `The connection string of the event store can't be used: ${why}.`);
};

const checkOptions = (connectionString: string): void => {
  const query = /\?(?<query>[^@]*)$/.exec(connectionString)?.groups?.['query'] ?? '';
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const name = pair.split('=', 1)[0] ?? '';
    if (!KNOWN.has(name.toLowerCase().replace(/[_-]/g, ''))) refuse(`it has an option that is not known, "${name}"`);
  }
};

const parse = (connectionString: string): ReturnType<typeof parser.parseConnectionString> => {
  checkOptions(connectionString);
  try {
    // The newer names of the same protocol.
    return parser.parseConnectionString(connectionString.replace(/^(?:kurrentdb|kdb)(?=:|\+)/, 'esdb'));
  } catch {
    // The parser's error repeats parts of the string, credentials among them.
    return refuse('expected esdb://[user:password@]host:port[,host:port]?option=value, with a URL-encoded password');
  }
};

const file = (path: string | undefined, what: string): Buffer | undefined => {
  if (path === undefined) return undefined;
  try {
    return readFileSync(resolve(path));
  } catch {
    return refuse(`the file of ${what} can't be read`);
  }
};

/**
 * A client for a single node, a list of nodes or a DNS name of a cluster.
 *
 * @throws EventStoreError `unavailable`; its text never holds the string nor a part of it but an option's name.
 */
export const clientFor = (connectionString: string): KurrentClient => {
  const { hosts, dnsDiscover, tls, tlsCAFile, userCertFile, userKeyFile, defaultCredentials, ...settings } =
    parse(connectionString);
  const [first] = hosts;
  if (first === undefined) return refuse('it names no host');
  const certificates = {
    rootCertificate: file(tlsCAFile, 'tlsCAFile'),
    userCertFile: file(userCertFile, 'userCertFile'),
    userKeyFile: file(userKeyFile, 'userKeyFile'),
  };
  const given = Object.fromEntries(Object.entries(certificates).filter(([, value]) => value !== undefined));
  const channel = { insecure: tls === false, ...given };
  if (dnsDiscover) return new KurrentClient({ ...settings, discover: first }, channel, defaultCredentials);
  if (hosts.length > 1) return new KurrentClient({ ...settings, endpoints: hosts }, channel, defaultCredentials);
  return new KurrentClient({ ...settings, endpoint: first }, channel, defaultCredentials);
};
