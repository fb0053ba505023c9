/** Patients whose treatment ended so long ago that no duty keeps their data, each with words that stand nowhere else. */

import { createHash, randomUUID } from 'node:crypto';
import { catalogue } from '@konsil/domain';

/**
 * @typedef {object} Patient
 * @property {string} patientId
 * @property {string} caseId
 * @property {string} collaboratorId
 * @property {Record<'givenName' | 'familyName' | 'married' | 'birthDate' | 'guardian' | 'hash' | 'viewer' | 'words' | 'first' | 'second', string>} canaries
 *
 * @typedef {{ type: import('@konsil/domain').EventType, stream: string, data: object }} Told
 */

/**
 * @param {import('../random.mjs').Random} random
 * @param {number} n
 * @returns {Patient}
 */
export const aPatient = (random, n) => {
  const word = () => Array.from({ length: WORD }, () => random.pick(LETTERS)).join('');
  const day = new Date(Date.UTC(1950, 0, 1 + n * 37 + random.between(0, 36)));
  return {
    ...{ patientId: randomUUID(), caseId: randomUUID(), collaboratorId: randomUUID() },
    canaries: {
      ...{ givenName: word(), familyName: word(), married: word(), guardian: word() },
      ...{ birthDate: day.toISOString().slice(0, 10), hash: createHash('sha256').update(word()).digest('hex') },
      ...{ viewer: `https://viewer.example/${word()}`, words: word(), first: word(), second: word() },
    },
  };
};

/** Half of it is still nobody else's: a page may end in the middle. */
const WORD = 24;
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/**
 * The example of the catalogue with these values in place of its own.
 * @param {import('@konsil/domain').EventType} type
 * @param {string} stream
 * @param {object} values
 * @returns {Told}
 */
const told = (type, stream, values) => ({ type, stream, data: { ...catalogue[type].example, ...values } });

/**
 * What happened at first: the order, a consent, a setup that is declined, a message.
 * @param {Patient} patient
 * @param {string} providerId
 * @returns {Told[]}
 */
export const firstPart = ({ patientId, caseId, collaboratorId, canaries }, providerId) => {
  const { givenName, familyName, birthDate, guardian, hash, viewer, words, first } = canaries;
  const [ofPatient, ofCase] = [`patient-${patientId}`, `case-${caseId}`];
  const ids = { patientId, providerId };
  const onCase = { ...ids, caseId };
  const evidence = { kind: 'signed-form', documentHash: hash };
  const occurredAt = '2010-02-27T09:30:00.000Z';
  const consent = { consentId: randomUUID(), evidence, guardianName: guardian, occurredAt, validUntil: undefined };
  return [
    told('PatientRegistered', ofPatient, { ...ids, identity: { givenName, familyName, birthDate } }),
    told('ConsentGiven', ofPatient, { ...ids, ...consent }),
    told('OrderSubmitted', ofCase, { ...onCase, through: undefined }),
    told('CaseShared', ofCase, { ...onCase, collaboratorId, ends: undefined, pseudonymised: false }),
    told('SetupReadyForReview', ofCase, { ...onCase, setupVersion: 1, viewerUrl: viewer, occurredAt }),
    told('SetupDeclined', ofCase, { ...onCase, setupVersion: 1, words: { messageId: randomUUID(), text: words } }),
    told('MessagePosted', `conversation-${caseId}-${collaboratorId}`, {
      ...{
        ...onCase,
        collaboratorId,
        messageId: randomUUID(),
        authorId: providerId,
        side: 'provider',
        text: first + ' text'.repeat(400),
      },
      corrects: undefined,
    }),
  ];
};

/**
 * What happened later, so that rows were changed that stood in the file already: another name, a message, the end.
 * @param {Patient} patient
 * @param {string} providerId
 * @returns {Told[]}
 */
export const secondPart = ({ patientId, caseId, collaboratorId, canaries }, providerId) => {
  const { givenName, married, birthDate, second } = canaries;
  const onCase = { patientId, providerId, caseId };
  return [
    told('PatientCorrected', `patient-${patientId}`, {
      ...{ patientId, providerId, identity: { givenName, familyName: married, birthDate } },
    }),
    told('MessagePosted', `conversation-${caseId}-${collaboratorId}`, {
      ...{ ...onCase, collaboratorId, messageId: randomUUID(), authorId: providerId, side: 'provider', text: second },
      corrects: undefined,
    }),
    told('CaseClosed', `case-${caseId}`, onCase),
  ];
};

/**
 * The provider of all of them.
 * @param {string} personId
 * @returns {Told[]}
 */
export const provider = (personId) => [
  told('AccountProvisioned', `account-${personId}`, { personId }),
  told('AccountRegistered', `account-${personId}`, { personId }),
  told('PracticeOpened', `account-${personId}`, { personId, practiceId: randomUUID() }),
];
