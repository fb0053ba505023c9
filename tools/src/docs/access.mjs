/**
 * Makes docs/api/access.md, who may do what with a case, from the table of the built @konsil/domain that decisions ask.
 *
 * Usage: node tools/src/docs/access.mjs [--check]
 */

import { parseArgs } from 'node:util';
import { matrix } from '@konsil/domain';
import { bringUpToDate } from './page.mjs';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

/** @type {Readonly<Record<import('@konsil/domain').Act, string>>} */
const REQUESTS = {
  'see-case': '`GET /cases/{caseId}`; rows of the lists (not for the lab)',
  'see-conversation': '`GET …/conversations/{collaboratorId}/messages`',
  'post-message': '`POST …/conversations/{collaboratorId}/messages`',
  'mark-messages-read': '`POST …/conversations/{collaboratorId}/reads`',
  'change-sharing': '`PATCH …/collaborators`',
  'publish-setup': '`POST …/setups`',
  'mark-setup-ready': '`POST …/setups/{version}/verdicts`, ready',
  'decline-setup': '`POST …/setups/{version}/verdicts`, declined; `…/decline`',
  'send-setup-back': '`POST …/setups/{version}/send-back`',
  'approve-setup': '`POST …/setups/{version}/approval`',
  'close-case': '`POST …/closure`',
};

/** @param {import('@konsil/domain').Cell} cell */
const wordsOf = (cell) => {
  if (cell === 'never') return 'no';
  if (cell === 'always') return 'yes';
  return cell === 'open' ? 'until archived' : `until archived, with \`${cell.permission}\``;
};

/** @type {readonly import('@konsil/domain').Relation[]} */
const RELATIONS = ['provider', 'collaborator', 'lab'];

const acts = /** @type {import('@konsil/domain').Act[]} */ (Object.keys(matrix));
const rows = acts.map(
  (act) => `| ${act} | ${REQUESTS[act]} | ${RELATIONS.map((relation) => wordsOf(matrix[act][relation])).join(' | ')} |`,
);

const page = `<!-- Made by tools/src/docs/access.mjs from packages/domain/src/access/matrix.ts: change it there. -->

# Who may do what with a case

| Act | Request | Provider | Collaborator | Lab |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

**Provider** is who owns the case. **Collaborator** is who has a share that works _now_: not ended, of an accepted and not removed roster
entry, and with a standing basis (consent, or the attestation where that is the policy); a member of a planning service acts for it. To a
conversation stand the provider and the one collaborator whose it is. The **lab** works on every case. Administrators and auditors stand to no
case.

What an act is refused with: nobody who may not know of the case learns that it is there (404 \`ACCESS.NOT_FOUND\`, and so for everything that
is only read); who may know of it, and may not do this, gets 403 \`ACCESS.DENIED\` with \`facts.reason\` and, where one is missing, \`facts.permission\`; an archived case answers 409
\`CASE.ARCHIVED\`. Submitting an order starts a case and is the provider's, at one of the own practices.
`;

await bringUpToDate(new Map([['docs/api/access.md', page]]), values);
