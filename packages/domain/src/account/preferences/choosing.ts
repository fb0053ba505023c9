/** In which language and by which clock a person is spoken to. Rules: product.md A1, H3. */

import type { Context } from '../../context.js';
import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import type { TimeZone } from '../../time.js';
import { demandOwnAccount } from '../acting.js';
import type { AccountEvent, Language } from '../events.js';
import type { AccountState } from '../state.js';

export type ChooseLanguage = Command<'ChooseLanguage', { readonly language: Language }>;
/** `timeZone`: an IANA name in whatever spelling. */
export type ChooseTimeZone = Command<'ChooseTimeZone', { readonly timeZone: string }>;

/** By the person, for themself: the language of mails and of the portal. */
export const chooseLanguage = (
  command: ChooseLanguage,
  state: AccountState,
  { actor }: Context,
): readonly AccountEvent[] => {
  const account = demandOwnAccount(state, actor);
  const { language } = command.data;
  if (language === account.language) return [];
  return [{ type: 'LanguageChosen', data: { personId: account.personId, language } }];
};

/** By the person, for themself: at whose 07:00 the daily summary leaves. What is stored is the canonical spelling. */
export const chooseTimeZone = (
  command: ChooseTimeZone,
  state: AccountState,
  { actor }: Context,
): readonly AccountEvent[] => {
  const account = demandOwnAccount(state, actor);
  const timeZone = canonicalTimeZone(command.data.timeZone);
  if (timeZone === undefined) {
    throw new DomainError('ACCOUNT.TIME_ZONE_UNKNOWN', 'This is no time zone like Europe/Berlin.');
  }
  if (timeZone === account.timeZone) return [];
  return [{ type: 'TimeZoneChosen', data: { personId: account.personId, timeZone } }];
};

/**
 * A time zone's name as the IANA database of the runtime spells it: `Europe/Berlin` for `europe/berlin`, and for an older or
 * newer name of a zone the one that the runtime prefers; `undefined` where it knows none. An offset such as `+01:00` is no
 * zone: it has no summer time.
 */
export const canonicalTimeZone = (name: string): TimeZone | undefined => {
  if (!/^[A-Za-z][\w+/-]{0,63}$/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch (unknown) {
    if (unknown instanceof RangeError) return undefined;
    throw unknown;
  }
};
