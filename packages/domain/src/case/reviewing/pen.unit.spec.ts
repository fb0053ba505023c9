import { describe, expect, it } from '@jest/globals';
import {
  aCase,
  administrator,
  anna,
  annaId,
  aRoster,
  by,
  caseId,
  everybody,
  given,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  mei,
  meiId,
  messageOf,
  patientId,
  pauloId,
  penOf,
  person,
  petraId,
  planWell,
  technician,
} from '../../testing/index.js';
import { type CaseCommand, caseDecider, type DeclineSetup, type PenHolder } from '../index.js';

const ofCase = { caseId, patientId, providerId: annaId };
const take: CaseCommand = { type: 'TakePen', data: {} };
const takeOver: CaseCommand = { type: 'TakePen', data: { takeOver: true } };
const release: CaseCommand = { type: 'ReleasePen', data: {} };
const passTo = (to: PenHolder): CaseCommand => ({ type: 'PassPen', data: { to } });
const decline: DeclineSetup = {
  type: 'DeclineSetup',
  data: { setupVersion: 1, words: { messageId: messageOf(90), text: 'Zahn 12 bitte weniger rotieren.' } },
};
const provider: PenHolder = { of: 'provider' };
const lab: PenHolder = { of: 'lab' };
const byLuis = by(person(luisId));
const byJonas = by(person(jonasId));
const byLab = by(technician);
const free = aCase().sharedWith(luis).sharedWith(jonas).sharedWith(planWell).setup();
const heldBy = (holder: PenHolder) => given(caseDecider, free.penTakenBy(holder).events);
const heldByLuis = { holder: 'collaborator', collaboratorId: luis.collaboratorId };
const taken = (holder: PenHolder, from?: PenHolder) =>
  ({ type: 'PenTaken', data: { ...ofCase, holder, ...(from && { from }) } }) as const;

describe('taking the pen (product.md C9)', () => {
  it('is for provider, collaborator and lab while it is free, and once', () => {
    const nobody = given(caseDecider, free.events);
    nobody.when(take, by()).then([taken(provider)]);
    nobody.when(take, byLuis).then([taken(penOf(luis))]);
    nobody.when(take, byLab).then([taken(lab)]);
    nobody.when(takeOver, byJonas).then([taken(penOf(jonas))]);
    heldBy(provider).when(take, by()).thenNothing();
    heldBy(penOf(luis)).when(takeOver, byLuis).thenNothing();
    heldBy(lab).when(take, byLab).thenNothing();
  });

  it('from another is refused with the holder, unless it is said to be taken over', () => {
    heldBy(penOf(luis)).when(take, byJonas).thenRejected('CASE.PEN_HELD', heldByLuis);
    heldBy(provider)
      .when(take, byJonas)
      .thenRejected('CASE.PEN_HELD', { holder: 'provider', collaboratorId: undefined });
    heldBy(lab).when(take, by()).thenRejected('CASE.PEN_HELD', { holder: 'lab' });
    heldBy(penOf(luis))
      .when(takeOver, byJonas)
      .then([taken(penOf(jonas), penOf(luis))]);
    heldBy(penOf(luis))
      .when(takeOver, byLab)
      .then([taken(lab, penOf(luis))]);
    heldBy(lab)
      .when(takeOver, by())
      .then([taken(provider, lab)]);
  });

  it('is taken over explicitly also from who has no access any more', () => {
    const roster = everybody().without(luis).build();
    heldBy(penOf(luis)).when(take, by(anna, { roster })).thenRejected('CASE.PEN_HELD', heldByLuis);
    heldBy(penOf(luis))
      .when(takeOver, by(anna, { roster }))
      .then([taken(provider, penOf(luis))]);
  });

  it('of an organisation is one, whichever member acts (B8)', () => {
    given(caseDecider, free.events)
      .when(take, by(person(petraId)))
      .then([taken(penOf(planWell))]);
    heldBy(penOf(planWell))
      .when(take, by(person(pauloId)))
      .thenNothing();
    heldBy(penOf(planWell))
      .when(release, by(person(pauloId)))
      .then([{ type: 'PenReleased', data: { ...ofCase, holder: penOf(planWell) } }]);
  });

  it('works through the entry that is named', () => {
    const { collaboratorId } = jonas;
    const named: CaseCommand = { type: 'TakePen', data: { collaboratorId } };
    given(caseDecider, free.events)
      .when(named, byJonas)
      .then([taken(penOf(jonas))]);
    given(caseDecider, free.events).when(named, byLuis).thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('passing the pen', () => {
  const passed = (from: PenHolder, to: PenHolder) => ({ type: 'PenPassed', data: { ...ofCase, from, to } }) as const;

  it('is for its holder, to provider, lab or a collaborator', () => {
    heldBy(penOf(luis))
      .when(passTo(lab), byLuis)
      .then([passed(penOf(luis), lab)]);
    heldBy(penOf(luis))
      .when(passTo(penOf(jonas)), byLuis)
      .then([passed(penOf(luis), penOf(jonas))]);
    heldBy(lab)
      .when(passTo(provider), byLab)
      .then([passed(lab, provider)]);
    heldBy(provider)
      .when(passTo(penOf(luis)), by())
      .then([passed(provider, penOf(luis))]);
  });

  it('stores exactly the holder, whatever else came in with it', () => {
    const withMore = { ...penOf(luis), name: 'Luis' };
    heldBy(provider)
      .when(passTo(withMore), by())
      .then([passed(provider, penOf(luis))]);
  });

  it('to who holds it already records nothing', () => {
    heldBy(provider).when(passTo(provider), by()).thenNothing();
    heldBy(penOf(jonas))
      .when(passTo(penOf(jonas)), byLuis)
      .thenNothing();
  });

  it('is refused to everybody else, and while it is free', () => {
    heldBy(penOf(luis)).when(passTo(lab), by()).thenRejected('CASE.PEN_HELD', heldByLuis);
    heldBy(penOf(luis))
      .when(passTo(penOf(jonas)), byJonas)
      .thenRejected('CASE.PEN_HELD', heldByLuis);
    given(caseDecider, free.events).when(passTo(lab), by()).thenRejected('CASE.PEN_NOT_HELD');
  });

  it('needs a collaborator who sees the case now', () => {
    const { collaboratorId } = luis;
    const toLuis = passTo(penOf(luis));
    const code = 'CASE.PEN_RECIPIENT_SEES_NOTHING';
    heldBy(provider)
      .when(passTo(penOf(mei)), by())
      .thenRejected(code, { collaboratorId: mei.collaboratorId });
    const notAccepted = aRoster().invited(luis).build();
    const paused = everybody()
      .and({ type: 'CollaboratorPaused', data: { providerId: annaId, collaboratorId } })
      .build();
    for (const roster of [
      notAccepted,
      paused,
      everybody().without(luis).build(),
      everybody().policy('per-patient').build(),
    ])
      heldBy(provider).when(toLuis, by(anna, { roster })).thenRejected(code, { collaboratorId });
    const untilTomorrow = aCase()
      .sharedWith(luis, { ends: { on: 'date', at: inDays(1) } })
      .penTakenBy(provider);
    given(caseDecider, untilTomorrow.events)
      .when(toLuis, by())
      .then([passed(provider, penOf(luis))]);
    given(caseDecider, untilTomorrow.events)
      .when(toLuis, by(anna, { now: inDays(1) }))
      .thenRejected(code);
  });
});

describe('releasing the pen', () => {
  it('is for its holder, and a free one is free', () => {
    heldBy(penOf(luis))
      .when(release, byLuis)
      .then([{ type: 'PenReleased', data: { ...ofCase, holder: penOf(luis) } }]);
    given(caseDecider, free.events).when(release, byLuis).thenNothing();
    heldBy(penOf(luis)).when(release, by()).thenRejected('CASE.PEN_HELD', heldByLuis);
  });
});

describe('who has nothing to do with the pen', () => {
  it.each([take, takeOver, passTo(provider), release])('may neither take, pass nor release it: %j', (command) => {
    const on = given(caseDecider, free.penTakenBy(penOf(luis)).events);
    on.when(command, by(person(meiId))).thenRejected('ACCESS.NOT_FOUND');
    on.when(command, by(administrator)).thenRejected('ACCESS.NOT_FOUND');
    on.when(command, by({ kind: 'policy', name: 'policy:escalate-reviews' })).thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, free.closed().events).when(command, by()).thenRejected('CASE.ARCHIVED');
    given(caseDecider, []).when(command, by()).thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('an act that needs the pen', () => {
  it('takes a free one by itself, and is refused while another holds it', () => {
    const { words } = decline.data;
    const { collaboratorId } = luis;
    given(caseDecider, free.events)
      .when(decline, byLuis)
      .then([
        {
          type: 'SetupDeclinedByCollaborator',
          data: { ...ofCase, setupVersion: 1, collaboratorId, personId: luisId, words },
        },
      ]);
    heldBy(penOf(luis)).when(decline, byJonas).thenRejected('CASE.PEN_HELD', heldByLuis);
    heldBy(penOf(luis)).when(decline, by()).thenRejected('CASE.PEN_HELD', heldByLuis);
    heldBy(lab).when(decline, by()).thenRejected('CASE.PEN_HELD', { holder: 'lab' });
  });

  it('leaves it in the hands of who acted', () => {
    for (const [who, holder] of [
      [by(), provider],
      [byLuis, penOf(luis)],
    ] as const) {
      const declined = given(caseDecider, free.events).when(decline, who).events;
      given(caseDecider, [...free.events, ...declined])
        .when(take, byJonas)
        .thenRejected('CASE.PEN_HELD', {
          holder: holder.of,
        });
      given(caseDecider, [...free.events, ...declined])
        .when(take, who)
        .thenNothing();
    }
  });

  it('is open to its holder, and needed by no verdict of another kind nor by the approval', () => {
    expect(heldBy(penOf(luis)).when(decline, byLuis).events).toHaveLength(1);
    const held = given(caseDecider, free.ready(luis).penTakenBy(penOf(jonas)).events);
    const ready: CaseCommand = { type: 'MarkSetupReady', data: { setupVersion: 1 } };
    const approve: CaseCommand = { type: 'ApproveSetup', data: { setupVersion: 1, caseType: 'two' } };
    expect(held.when(ready, by(person(petraId))).events).toHaveLength(1);
    expect(held.when(approve, by()).events).toHaveLength(1);
  });
});

describe('the pen is free again', () => {
  const isFree = (history: typeof free) =>
    given(caseDecider, history.events)
      .when(take, byJonas)
      .then([taken(penOf(jonas))]);

  it('with a new version, when the holder’s share ends by an event, and when it is released', () => {
    isFree(free.declinedBy(luis).setup());
    isFree(free.penTakenBy(lab).setup());
    isFree(free.penTakenBy(penOf(luis)).unsharedFrom(luis));
    isFree(
      aCase()
        .sharedWith(luis, { ends: { on: 'approval' } })
        .sharedWith(jonas)
        .setup()
        .penTakenBy(penOf(luis))
        .approved(),
    );
    isFree(free.penTakenBy(penOf(luis)).and({ type: 'PenReleased', data: { ...ofCase, holder: penOf(luis) } }));
  });

  it('with the decline that took it sent back, but not where another has taken it over since, or a *ready* is sent back', () => {
    isFree(free.declinedBy(luis).sentBackTo(luis));
    given(caseDecider, free.declinedBy(luis).penTakenBy(lab).sentBackTo(luis).events)
      .when(take, byJonas)
      .thenRejected('CASE.PEN_HELD', { holder: 'lab' });
    given(caseDecider, free.ready(luis).penTakenBy(penOf(luis)).sentBackTo(luis).events)
      .when(take, byJonas)
      .thenRejected('CASE.PEN_HELD', heldByLuis);
  });

  it('but not when another’s share ends, or at the approval', () => {
    given(caseDecider, free.penTakenBy(penOf(luis)).unsharedFrom(planWell).events)
      .when(take, byJonas)
      .thenRejected('CASE.PEN_HELD');
    given(caseDecider, free.penTakenBy(penOf(luis)).approved().events)
      .when(take, byJonas)
      .thenRejected('CASE.PEN_HELD');
  });
});
