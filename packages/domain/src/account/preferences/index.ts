/** What a person chose for themself: language, time zone, what they are told of, saved views. Rules: product.md A1, A4, A5. */

import type { Decisions } from '../../decider.js';
import type { AccountContext } from '../context.js';
import type { AccountEvent } from '../events.js';
import type { AccountState } from '../state.js';
import { chooseLanguage, type ChooseLanguage, chooseTimeZone, type ChooseTimeZone } from './choosing.js';
import { changeNotificationSetting, type ChangeNotificationSetting } from './notifying.js';
import { deleteView, type DeleteView, saveView, type SaveView } from './views.js';

export type PreferenceCommand = ChooseLanguage | ChooseTimeZone | ChangeNotificationSetting | SaveView | DeleteView;

export const preferenceDecisions: Decisions<AccountState, PreferenceCommand, AccountEvent, AccountContext> = {
  ChooseLanguage: chooseLanguage,
  ChooseTimeZone: chooseTimeZone,
  ChangeNotificationSetting: changeNotificationSetting,
  SaveView: saveView,
  DeleteView: deleteView,
};

export { canonicalTimeZone, type ChooseLanguage, type ChooseTimeZone } from './choosing.js';
export { type ChangeNotificationSetting, settingOf } from './notifying.js';
export { type DeleteView, MOST_VIEWS, type SaveView } from './views.js';
