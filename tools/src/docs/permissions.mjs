/**
 * Makes docs/permissions.md, who may do what with a case and who is shown what of it, from the tables of the built
 * @konsil/domain that decisions ask.
 *
 * Usage: node tools/src/docs/permissions.mjs [--check]
 */

import { parseArgs } from 'node:util';
import { fields, matrix } from '@konsil/domain';
import { bringUpToDate } from './page.mjs';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

/** @type {Readonly<Record<import('@konsil/domain').Act, string>>} */
const ACTS = {
  'see-case': 'see the case, its details and setups',
  'see-conversation': 'read the conversation of provider and collaborator, all of it',
  'post-message': 'write in it',
  'mark-messages-read': 'mark it as read',
  'translate-message': 'have a message translated, where the provider switched that on',
  'change-sharing': 'share the case, renew and end shares',
  'choose-review-rule': 'choose how several verdicts roll up',
  'check-records': 'ask for records, reject them, accept them',
  'publish-setup': 'publish a version of the setup',
  'mark-setup-ready': 'mark a version ready for approval',
  'decline-setup': 'decline a version, with notes',
  'send-setup-back': "send a collaborator's verdict back, with a reason",
  'approve-setup': 'approve a version, pick the case type, accept the price',
  'hold-pen': 'take the pen, pass it on, let it go',
  'request-revision': 'ask for a revision',
  'order-retainer': 'order a retainer',
  'order-replacement': 'order a replacement',
  'ship-order': 'ship',
  'order-tps': 'order an external planning service',
  'complete-tps': 'say that the planning is done: the service that was asked',
  'cancel-tps': 'cancel the planning',
  'upgrade-case-type': 'upgrade the case type',
  'change-practice': 'move the case to another practice',
  'hold-case': 'put the case on hold, resume it',
  'complete-case': 'complete the case',
  'cancel-case': 'cancel the case',
  'close-case': 'close the case',
  'reopen-case': 'reopen the case',
};

/** @type {Readonly<Record<import('@konsil/domain').FieldGroup, string>>} */
const FIELDS = {
  identity: "the patient's name and date of birth",
  'order-numbers': 'order numbers',
  'provider-name': "the provider's name",
  practice: 'the practice',
  life: 'orders, status, category, review rule, whose turn it is',
  'records-and-reasons': 'records that were asked for or rejected; why a case is on hold or was cancelled',
  'case-type': 'the case type',
  charges: 'whether an order is included or paid',
  setups: 'the setup in all its versions',
  shipments: 'shipments',
  'own-verdicts': 'the own verdicts',
  'verdicts-of-others': 'who else judged which version how',
  'own-conversation': 'messages and words of the own conversation',
  'other-conversations': 'messages and words of the conversations with others',
  'words-of-the-provider-to-all': "the words of the provider's declines and revisions",
  'words-of-collaborators-to-the-lab': "the words of collaborators' declines and revisions, other than one's own",
  'own-share': 'how the case is shared with oneself: purpose, end, permissions',
  'other-collaborators': 'with whom else the case is shared, and how',
  'own-planning-order': 'the planning that was ordered from oneself, and until when',
  consents: "the patient's consents, withdrawals and objections",
  roster: "the provider's roster: invitations, rules, the permissions of others",
};

/** @type {Readonly<Record<import('@konsil/domain').Phase, string>>} */
const PHASES = { always: 'yes', open: 'until archived', running: 'until archived, not on hold' };

/** @param {import('@konsil/domain').Cell} cell */
const wordsOf = (cell) => {
  if (cell === 'never') return 'no';
  return typeof cell === 'string' ? PHASES[cell] : `${PHASES[cell.when]}, with \`${cell.permission}\``;
};

/** @param {import('@konsil/domain').ShowingToCollaborator} showing @param {boolean} pseudonymised */
const shownAs = (showing, pseudonymised) =>
  showing === 'shown' || (showing === 'unless-pseudonymised' && !pseudonymised) ? 'yes' : 'no';

const acts = /** @type {import('@konsil/domain').Act[]} */ (Object.keys(matrix)).map((act) => {
  const { provider, collaborator, lab } = matrix[act];
  return `| ${ACTS[act]} | ${wordsOf(provider)} | ${wordsOf(collaborator)} | ${wordsOf(lab)} | \`${act}\` |`;
});

const groups = /** @type {import('@konsil/domain').FieldGroup[]} */ (Object.keys(fields)).map((group) => {
  const { provider, collaborator, lab } = fields[group];
  const toCollaborator = `${shownAs(collaborator, false)} | ${shownAs(collaborator, true)}`;
  return `| ${FIELDS[group]} | ${shownAs(provider, false)} | ${toCollaborator} | ${shownAs(lab, false)} |`;
});

const page = `<!-- Made by tools/src/docs/permissions.mjs from packages/domain/src/access/matrix.ts and fields.ts: change it there. -->

# Permissions

Who may do what with a case, and who is shown what of it. Decisions, guards and this page ask the same two tables; the tests of the tables
do not read them, and \`npm run permissions:flip\` shows that no cell can change without a test that fails.

## In which part

A **provider** owns the case. A **collaborator** has a share that works _now_: not ended by an event or by its date, of a roster entry that
was accepted and is neither paused nor removed, and with a basis that stands: a consent of the patient that covers recipient and purpose,
or, where nothing was withdrawn or objected to, the treatment itself for practice staff and the provider's attestation for the others
(under the policy \`per-patient\` only a consent). A member of a planning service acts for it. To a conversation stand the provider and the one
collaborator whose it is. The **lab** works on every case. Administrators and auditors stand to no case. A provider is never their own
collaborator.

Nobody in any other part learns that the case is there.

## Who may do what

| To | Provider | Collaborator | Lab | Name |
| --- | --- | --- | --- | --- |
${acts.join('\n')}

"With" names the permission that the collaborator's roster entry has to have: \`decline-setups\` is the minimum of every entry, the others are
off until the provider gives them. Approving a setup is never delegable. A case is **archived** once it is completed, cancelled or closed, until it
is reopened; while a retainer that was ordered after the end has not been shipped, it is not.

Who starts a case is asked before there is one: a provider orders at one of the own practices, and so does a collaborator with
\`add-orders\` in the provider's name, for a new patient or one of a case that is shared with them. A draft is seen by its creator and the
provider alone.

## Who is shown what

| Of a case | Provider | Collaborator | Pseudonymised | Lab |
| --- | --- | --- | --- | --- |
${groups.join('\n')}

**Pseudonymised** is a collaborator with whom the case is shared that way: they know it by its order number. Free text, files and the setup
itself can still name the patient.

## At an earlier moment

Access is a function of what is recorded and of the moment that is asked about. \`accessAsOf(histories, question, { at })\` of
[\`@konsil/domain\`](packages/domain.md) answers who could see a case at any moment that has passed, on what basis, and if not why not: from
everything that was recorded before the first event recorded after that moment, and from nothing else.
`;

await bringUpToDate(new Map([['docs/permissions.md', page]]), values);
