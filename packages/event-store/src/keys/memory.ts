/** Keys and directory in memory, for tests: gone with the process. */

import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import type { DataClass } from '../codec/codec.js';
import { normalisedEmail, type Directory } from './directory.js';
import { KeyError, type KeyAnswer, type KeyRing, type SealingKey } from './key-ring.js';

/** A key ring in memory. */
export const createMemoryKeys = (): KeyRing => {
  const bySubject = new Map<string, SealingKey>();
  const byId = new Map<string, KeyAnswer>();
  const fences = new Set<string>();
  const nameOf = (subject: string, dataClass: DataClass): string => `${dataClass} ${subject}`;
  const answerOf = (keyId: string): KeyAnswer => byId.get(keyId) ?? 'unknown';
  return {
    keyFor: async (subject, dataClass) => {
      const name = nameOf(subject, dataClass);
      if (fences.has(name)) throw new KeyError('fenced', 'The subject has been erased.', { subject, class: dataClass });
      const made = bySubject.get(name) ?? { id: randomUUID(), key: createSecretKey(randomBytes(32)) };
      bySubject.set(name, made);
      byId.set(made.id, made.key);
      return made;
    },
    knownKeyFor: () => undefined,
    keyById: async (keyId) => answerOf(keyId),
    cachedKey: answerOf,
    isFenced: async (subject, dataClass) => fences.has(nameOf(subject, dataClass)),
    erase: async (subject, classes) =>
      classes.flatMap((dataClass) => {
        const name = nameOf(subject, dataClass);
        fences.add(name);
        const destroyed = bySubject.get(name);
        bySubject.delete(name);
        if (destroyed === undefined) return [];
        byId.set(destroyed.id, 'destroyed');
        return [destroyed.id];
      }),
    close: async () => undefined,
  };
};

/** A directory in memory. */
export const createMemoryDirectory = (): Directory => {
  const people = new Map<string, string>();
  const identities = new Map<string, string>();
  const forgetIn = (map: Map<string, string>, personId: string): void => {
    for (const [name, person] of map) if (person === personId) map.delete(name);
  };
  const identity = (issuer: string, subject: string): string => JSON.stringify([issuer, subject]);
  return {
    find: async (email) => people.get(normalisedEmail(email)),
    findOrProvision: async (email, newPersonId) => {
      const address = normalisedEmail(email);
      const known = people.get(address);
      if (known === undefined) people.set(address, newPersonId);
      return { personId: known ?? newPersonId, provisioned: known === undefined };
    },
    forget: async (personId) => {
      forgetIn(people, personId);
      forgetIn(identities, personId);
    },
    findIdentity: async (issuer, subject) => identities.get(identity(issuer, subject)),
    linkIdentity: async (issuer, subject, personId) => {
      const name = identity(issuer, subject);
      const linked = identities.get(name);
      if (linked !== undefined) return linked;
      const ofIssuer = JSON.stringify([issuer]).slice(0, -1);
      for (const [other, person] of identities) {
        if (person === personId && other.startsWith(`${ofIssuer},`)) return undefined;
      }
      identities.set(name, personId);
      return personId;
    },
    close: async () => undefined,
  };
};
