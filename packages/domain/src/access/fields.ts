/**
 * What of a case is shown to whom, field by field, as one table: group of fields x relation. Queries, audit and docs come
 * from it; its tests don't. It is asked of somebody who may see the case (`judge`, act `see-case`); reading a
 * conversation is an act of its own. Rules: product.md C4, C6, D5, E1; domain-facts.md (Permissions).
 */

import type { Grant } from '../case/state.js';

export type FieldGroup =
  /** The patient's name and date of birth, wherever they stand. */
  | 'identity'
  | 'order-numbers'
  | 'provider-name'
  | 'practice'
  /** Kinds and dates of orders, status, category, review rule, whose turn it is. */
  | 'life'
  /** What the lab asked for and why it rejected it; why a case is on hold or was cancelled. */
  | 'records-and-reasons'
  | 'case-type'
  /** Whether an order is included or paid. */
  | 'charges'
  | 'setups'
  | 'shipments'
  /** How the reader judged which version. */
  | 'own-verdicts'
  /** Who else judged which version how; never the words. */
  | 'verdicts-of-others'
  /** Messages and words of acts in the reader's own conversation. */
  | 'own-conversation'
  /** Messages and words of acts in the conversations with other collaborators. */
  | 'other-conversations'
  /** With which words the provider declined a version or asked for a revision: in every conversation, and to the lab. */
  | 'words-of-the-provider-to-all'
  /** With which words a collaborator did: in that one conversation, and to the lab, which makes the next version by them. */
  | 'words-of-collaborators-to-the-lab'
  /** How the case is shared with the reader: purpose, end, whether pseudonymised, with which permissions. */
  | 'own-share'
  /** With whom else the case is shared, and how. Who has judged is named with the verdict. */
  | 'other-collaborators'
  /** What a planning service was asked for, until when: to the one that was asked. */
  | 'own-planning-order'
  /** Consents, withdrawals and objections of the patient. */
  | 'consents'
  /** Invitations, standing rules, permissions and notes of the provider's roster. */
  | 'roster';

export type Showing = 'shown' | 'hidden';
/** To a collaborator also: only where the share is not pseudonymised (C4). */
export type ShowingToCollaborator = Showing | 'unless-pseudonymised';

export interface FieldsRow {
  readonly provider: Showing;
  readonly collaborator: ShowingToCollaborator;
  readonly lab: Showing;
}

const toAll: FieldsRow = { provider: 'shown', collaborator: 'shown', lab: 'shown' };
const toBothSides: FieldsRow = { provider: 'shown', collaborator: 'shown', lab: 'hidden' };
const toProviderAlone: FieldsRow = { provider: 'shown', collaborator: 'hidden', lab: 'hidden' };

export const fields: Readonly<Record<FieldGroup, FieldsRow>> = {
  /** product.md does not say whether the lab needs it: it makes aligners that name their patient, and sees it. */
  identity: { provider: 'shown', collaborator: 'unless-pseudonymised', lab: 'shown' },
  'order-numbers': toAll,
  'provider-name': toAll,
  practice: toAll,
  life: toAll,
  'records-and-reasons': toAll,
  'case-type': toAll,
  /** The provider alone accepts a price (domain-facts.md). */
  charges: { provider: 'shown', collaborator: 'hidden', lab: 'shown' },
  setups: toAll,
  shipments: toAll,
  'own-verdicts': toAll,
  'verdicts-of-others': toAll,
  'own-conversation': toBothSides,
  'other-conversations': toProviderAlone,
  /** A decline and a revision ask the lab for the next version (C6): it reads what it shall change, and no conversation. */
  'words-of-the-provider-to-all': toAll,
  'words-of-collaborators-to-the-lab': { provider: 'shown', collaborator: 'hidden', lab: 'shown' },
  'own-share': toBothSides,
  'other-collaborators': toProviderAlone,
  'own-planning-order': toBothSides,
  consents: toProviderAlone,
  roster: toProviderAlone,
};

/** How somebody stands to the case, as far as it decides what they are shown: a `Standing`, or what a row of a read model says. */
export type ShownTo =
  | { readonly as: 'provider' }
  | { readonly as: 'lab' }
  | { readonly as: 'collaborator'; readonly grant: Pick<Grant, 'pseudonymised'> };

/** Which groups of fields somebody who stands to the case in this way is shown; the others are left out of every answer. */
export const fieldsShownTo = (standing: ShownTo): ReadonlySet<FieldGroup> => {
  const isShown = (row: FieldsRow): boolean => {
    const showing = row[standing.as];
    if (showing !== 'unless-pseudonymised') return showing === 'shown';
    return standing.as === 'collaborator' && !standing.grant.pseudonymised;
  };
  const groups = Object.keys(fields) as FieldGroup[];
  return new Set(groups.filter((group) => isShown(fields[group])));
};
