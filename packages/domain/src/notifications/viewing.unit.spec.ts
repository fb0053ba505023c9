import { describe, expect, it } from '@jest/globals';
import type { AccountState } from '../account/index.js';
import type { GrantEnd } from '../case/events/index.js';
import type { PersonId } from '../ids.js';
import {
  aCase,
  anAccount,
  annaId,
  annasPractice,
  aPatient,
  aRoster,
  type CaseBuilder,
  caseId,
  inDays,
  jonas,
  luis,
  luisId,
  NOW,
  type PatientBuilder,
  patientId,
  pauloId,
  petraId,
  planWell,
  planWellId,
  planWellState,
  type RosterBuilder,
} from '../testing/index.js';
import { type NoticeView, noticeView } from './index.js';

interface Moment {
  readonly on?: CaseBuilder;
  readonly roster?: RosterBuilder;
  readonly patient?: PatientBuilder;
}
const accepted = aRoster().with(luis).with(jonas).with(planWell);
const shared = aCase().sharedWith(luis).sharedWith(jonas).sharedWith(planWell);
const at = ({ on = shared, roster = accepted, patient = aPatient() }: Moment) => ({
  roster: roster.build(),
  cases: [{ case: on.build(), patient: patient.build() }],
});
const viewed = (
  before: Moment,
  after: Moment,
  { now = NOW, accounts = [] }: { readonly now?: string; readonly accounts?: readonly [PersonId, AccountState][] } = {},
): NoticeView =>
  noticeView({
    before: at(before),
    after: at(after),
    organisations: new Map([[planWellId, planWellState]]),
    accounts: new Map(accounts),
    now,
  });
const shareOf = (view: NoticeView, { collaboratorId } = luis) =>
  view.shares.find((share) => share.collaboratorId === collaboratorId);
const entryOf = (view: NoticeView, { collaboratorId } = luis) =>
  view.entries.find((entry) => entry.collaboratorId === collaboratorId);
const fromLuis = { caseId, collaboratorId: luis.collaboratorId };
const works = { ...fromLuis, open: true, sees: true, lost: false };
const until = (ends: GrantEnd) => aCase().sharedWith(luis, { ends });
const untilTomorrow = until({ on: 'date', at: inDays(1) });
const ofCase = { caseId, patientId, providerId: annaId };

describe('what a share is to its recipient, around an event', () => {
  it('who sees the case, before and after, has lost nothing', () => expect(shareOf(viewed({}, {}))).toEqual(works));

  it('just shared: sees it', () => expect(shareOf(viewed({ on: aCase() }, {}))).toEqual(works));

  it('shared before acceptance: sees nothing, and loses nothing when it ends', () => {
    const roster = aRoster().invited(luis);
    expect(shareOf(viewed({ roster }, { roster }))).toEqual({ ...works, sees: false });
    expect(shareOf(viewed({ roster }, { roster, on: shared.unsharedFrom(luis) }))).toEqual({
      ...fromLuis,
      open: false,
      sees: false,
      lost: false,
    });
  });

  it('unshared: has lost it', () =>
    expect(shareOf(viewed({}, { on: shared.unsharedFrom(luis) }))).toEqual({
      ...fromLuis,
      open: false,
      sees: false,
      lost: true,
    }));

  it('removed: has lost it then, and not again when the share ends in its train', () => {
    const roster = accepted.without(luis);
    expect(shareOf(viewed({}, { roster }))).toEqual({ ...fromLuis, open: true, sees: false, lost: true });
    expect(shareOf(viewed({ roster }, { roster, on: shared.unsharedFrom(luis, 'collaborator-removed') }))).toEqual({
      ...fromLuis,
      open: false,
      sees: false,
      lost: false,
    });
  });

  it('a withdrawal takes the case from those it names, once', () => {
    const patient = aPatient().withdrawing([{ of: 'everyone-but-staff' }]);
    const view = viewed({}, { patient });
    expect(shareOf(view)).toMatchObject({ open: true, sees: false, lost: true });
    expect(shareOf(view, jonas)).toMatchObject({ sees: true, lost: false });
    const again = patient.withdrawing([{ of: 'everyone-but-staff' }]);
    expect(shareOf(viewed({ patient }, { patient: again }))).toMatchObject({ sees: false, lost: false });
  });

  it('a policy takes it from those without a consent', () =>
    expect(shareOf(viewed({}, { roster: accepted.policy('per-patient') }))).toMatchObject({ sees: false, lost: true }));

  it('an end with approval takes it with the approval', () =>
    expect(
      shareOf(viewed({ on: until({ on: 'approval' }).setup() }, { on: until({ on: 'approval' }).setup().approved() })),
    ).toEqual({ ...fromLuis, open: false, sees: false, lost: true }));

  it('an end by date is told with the event that records it, not with whatever comes before', () => {
    const later = { now: inDays(2) };
    expect(shareOf(viewed({ on: untilTomorrow }, { on: untilTomorrow.setup() }, later))).toEqual({
      ...works,
      sees: false,
    });
    const expired = untilTomorrow.and({
      type: 'GrantExpired',
      data: { ...ofCase, collaboratorId: luis.collaboratorId, recipientId: luisId },
    });
    expect(shareOf(viewed({ on: untilTomorrow }, { on: expired }, later))).toEqual({
      ...fromLuis,
      open: false,
      sees: false,
      lost: true,
    });
  });

  it('a case that is not there yet has no shares', () => {
    const { roster } = at({});
    const nothing = { roster, cases: [{ case: { status: 'none' } as const, patient: aPatient().build() }] };
    const facts = { before: nothing, organisations: new Map(), accounts: new Map(), now: NOW };
    expect(noticeView({ ...facts, after: nothing }).shares).toEqual([]);
    expect(noticeView({ ...facts, before: { roster, cases: [] }, after: at({}) }).shares).toHaveLength(3);
  });
});

describe('who stands behind an entry', () => {
  it('the person, or every member of the organisation', () => {
    expect(entryOf(viewed({}, {}))?.people).toEqual([luisId]);
    expect(entryOf(viewed({}, {}), planWell)?.people).toEqual([petraId, pauloId]);
    const facts = { before: at({}), after: at({}), organisations: new Map(), accounts: new Map(), now: NOW };
    expect(entryOf(noticeView(facts), planWell)?.people).toEqual([]);
  });

  it('active until the event, or not', () => {
    expect(entryOf(viewed({}, { roster: accepted.without(luis) }))?.wasActive).toBe(true);
    const invited = aRoster().invited(luis);
    expect(entryOf(viewed({ roster: invited }, { roster: invited.without(luis) }))?.wasActive).toBe(false);
    expect(entryOf(viewed({ roster: aRoster() }, { roster: invited }))?.wasActive).toBe(false);
  });

  it('is asked what fits: who is a provider, and an organisation, to accept the responsibility', () => {
    const asks = (account: AccountState) => entryOf(viewed({}, {}, { accounts: [[luisId, account]] }))?.asks;
    expect(asks(anAccount().build())).toBe('complete-registration');
    expect(asks(anAccount().withPractice(annasPractice).build())).toBe('accept-responsibility');
    expect(entryOf(viewed({}, {}))?.asks).toBe('complete-registration');
    expect(entryOf(viewed({}, {}), planWell)?.asks).toBe('accept-responsibility');
  });
});
