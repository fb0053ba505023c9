import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '../../context.js';
import { defaultSetting, type NotificationKind, notificationKinds } from '../../notifications/index.js';
import {
  administrator,
  anAccount,
  anna,
  aProvisionedAccount,
  given,
  luisId,
  NOW,
  person,
} from '../../testing/index.js';
import { accountDecider, type AccountEvent, canonicalTimeZone, type PreferenceCommand, settingOf } from '../index.js';

const luis = person(luisId);
const by = (actor: Actor = luis) => ({ actor, now: NOW });
const account = (...events: readonly AccountEvent[]) => given(accountDecider, anAccount().and(...events).events);
const kinds = Object.keys(notificationKinds) as NotificationKind[];

const language = { type: 'ChooseLanguage', data: { language: 'de' } } as const;
const timeZone = { type: 'ChooseTimeZone', data: { timeZone: 'Europe/Berlin' } } as const;
const instantly = {
  type: 'ChangeNotificationSetting',
  data: { kind: 'setup-approved', instant: true, summary: false },
} as const;

describe('what a person chooses for themself', () => {
  it.each<[PreferenceCommand, AccountEvent]>([
    [language, { type: 'LanguageChosen', data: { personId: luisId, language: 'de' } }],
    [timeZone, { type: 'TimeZoneChosen', data: { personId: luisId, timeZone: 'Europe/Berlin' } }],
    [instantly, { type: 'NotificationSettingChanged', data: { personId: luisId, ...instantly.data } }],
  ])('%j is recorded once', (command, chosen) => {
    account().when(command, by()).then([chosen]);
    account(chosen).when(command, by()).thenNothing();
  });

  it.each<PreferenceCommand>([language, timeZone, instantly])('%j is nobody else’s to choose', (command) => {
    for (const actor of [anna, administrator]) account().when(command, by(actor)).thenRejected('ACCESS.NOT_FOUND');
    for (const actor of [{ kind: 'setup' }, { kind: 'policy', name: 'policy:x' }] as const)
      account().when(command, by(actor)).thenRejected('ACCESS.DENIED', { reason: 'not-a-person' });
    given(accountDecider).when(command, by()).thenRejected('ACCESS.NOT_FOUND');
    given(accountDecider, anAccount().closed().events).when(command, by()).thenRejected('ACCESS.NOT_FOUND');
    given(accountDecider, aProvisionedAccount().events)
      .when(command, by({ ...luis, registered: false }))
      .thenRejected('ACCESS.DENIED', { reason: 'not-registered' });
  });

  it('in any order, the same again records nothing', () =>
    fc.assert(
      fc.property(fc.array(anyChoice, { minLength: 1, maxLength: 20 }), (commands) => {
        let events = anAccount().events;
        for (const command of commands) {
          events = [...events, ...given(accountDecider, events).when(command, by()).events];
          given(accountDecider, events).when(command, by()).thenNothing();
        }
      }),
      { numRuns: 50 },
    ));
});

describe('language and time zone', () => {
  it('the language in which the person was added is chosen already', () =>
    account()
      .when({ ...language, data: { language: 'en' } }, by())
      .thenNothing());

  it('a time zone is stored as it is spelled', () => {
    expect(canonicalTimeZone('europe/berlin')).toBe('Europe/Berlin');
    account({ type: 'TimeZoneChosen', data: { personId: luisId, timeZone: 'Europe/Berlin' } })
      .when({ ...timeZone, data: { timeZone: 'EUROPE/BERLIN' } }, by())
      .thenNothing();
  });

  it.each(['', 'Europe/Nowhere', '+01:00', 'Praxis am Hafen', `Europe/${'a'.repeat(200)}`])(
    '%j is no time zone',
    (unknown) =>
      account()
        .when({ ...timeZone, data: { timeZone: unknown } }, by())
        .thenRejected('ACCOUNT.TIME_ZONE_UNKNOWN'),
  );
});

describe('what a person is told of (product.md A4)', () => {
  const change = (kind: string, instant: boolean, summary: boolean) =>
    account().when(
      { type: 'ChangeNotificationSetting', data: { kind: kind as NotificationKind, instant, summary } },
      by(),
    );
  const chosen = anAccount().and({
    type: 'NotificationSettingChanged',
    data: { personId: luisId, ...instantly.data },
  });

  it.each(kinds)('of %s as by default, until something else is chosen', (kind) => {
    const { instant, summary } = defaultSetting(kind);
    expect(settingOf(anAccount().build(), kind)).toEqual({ instant, summary });
    change(kind, instant, summary).thenNothing();
  });

  it('as chosen, of that kind alone', () => {
    expect(settingOf(chosen.build(), 'setup-approved')).toEqual({ instant: true, summary: false });
    expect(settingOf(chosen.build(), 'setup-sent-back')).toEqual(defaultSetting('setup-sent-back'));
  });

  it('who has not registered sees nothing yet and is told of invitations alone, who has no account nothing', () => {
    const invitations = kinds.filter((kind) => settingOf(aProvisionedAccount().build(), kind).instant);
    expect(invitations).toEqual(['complete-registration', 'accept-responsibility']);
    expect(kinds.filter((kind) => settingOf(aProvisionedAccount().build(), kind).summary)).toEqual([]);
    expect(settingOf({ status: 'none' }, 'complete-registration')).toEqual({ instant: false, summary: false });
  });

  it('both may be off, unless the kind is forced', () => {
    for (const kind of kinds) {
      if (notificationKinds[kind].forced)
        change(kind, false, false).thenRejected('ACCOUNT.NOTIFICATION_FORCED', { kind });
      else expect(change(kind, false, false).events).toHaveLength(1);
    }
  });

  it('a forced kind comes at once, and in the summary too where that is chosen', () => {
    change('access-ended', false, true).thenRejected('ACCOUNT.NOTIFICATION_FORCED');
    expect(change('access-ended', true, true).events).toHaveLength(1);
  });

  it('a forced kind that an event has switched off comes all the same', () => {
    const off = { kind: 'access-ended', instant: false, summary: false } as const;
    const state = anAccount()
      .and({ type: 'NotificationSettingChanged', data: { personId: luisId, ...off } })
      .build();
    expect(settingOf(state, 'access-ended').instant).toBe(true);
  });

  it.each(['', 'everything', 'toString', '__proto__'])('of %j nobody is told', (unknown) =>
    change(unknown, true, true).thenRejected('ACCOUNT.NOTIFICATION_UNKNOWN'),
  );
});

const anyChoice: fc.Arbitrary<PreferenceCommand> = fc.oneof(
  fc
    .constantFrom('de' as const, 'en' as const)
    .map((one) => ({ type: 'ChooseLanguage' as const, data: { language: one } })),
  fc
    .constantFrom('Europe/Berlin', 'europe/madrid', 'UTC', 'Asia/Tokyo')
    .map((one) => ({ type: 'ChooseTimeZone' as const, data: { timeZone: one } })),
  fc
    .record({
      kind: fc.constantFrom(...kinds.filter((kind) => !notificationKinds[kind].forced)),
      instant: fc.boolean(),
      summary: fc.boolean(),
    })
    .map((data) => ({ type: 'ChangeNotificationSetting' as const, data })),
);
