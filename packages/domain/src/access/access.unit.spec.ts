import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../context.js';
import type { CollaboratorId } from '../ids.js';
import {
  aCase,
  administrator,
  anna,
  aPatient,
  aRoster,
  by,
  type CaseBuilder,
  everybody,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  mei,
  meiId,
  person,
  petraId,
  planWell,
  planWellId,
  planWellState,
  technician,
} from '../testing/index.js';
import { type Act, judge, type Judgement } from './index.js';

const shared = aCase().sharedWith(luis).sharedWith(jonas).sharedWith(planWell).setup();

const may = (
  actor: Actor,
  act: Act,
  on: CaseBuilder = shared,
  changes: Parameters<typeof by>[1] & { readonly collaboratorId?: CollaboratorId } = {},
): Judgement => {
  const { collaboratorId, ...others } = changes;
  const { now, roster, patient, organisations } = by(actor, others);
  const state = on.build();
  if (state.status === 'none') throw new Error('No case.');
  const through = collaboratorId === undefined ? {} : { collaboratorId };
  return judge({ act, actor, now, case: state, roster, patient, organisations, ...through });
};
const yes = { allowed: true };
const unknown = (reason: string) => ({ allowed: false, known: false, reason });
const known = (reason: string) => ({ allowed: false, known: true, reason });
const luisHimself = person(luisId);
const roster = (built: ReturnType<typeof aRoster>) => ({ roster: built.build() });
const patient = (built: ReturnType<typeof aPatient>) => ({ patient: built.build() });
const inLuisConversation = { collaboratorId: luis.collaboratorId };
const perPatient = everybody().policy('per-patient');
const untilApproved = aCase()
  .sharedWith(luis, { ends: { on: 'approval' } })
  .setup();
const untilTomorrow = aCase().sharedWith(luis, { ends: { on: 'date', at: inDays(1) } });

describe('who may see a case (domain-facts.md, product.md G3)', () => {
  it.each<[string, Judgement, object]>([
    ['its provider', may(anna, 'see-case'), yes],
    [
      'another provider may not know of it',
      may({ ...person(meiId), isProvider: true }, 'see-case'),
      unknown('not-shared'),
    ],
    ['a colleague it is shared with', may(luisHimself, 'see-case'), yes],
    ['practice staff it is shared with', may(person(jonasId), 'see-case'), yes],
    ['a collaborator of other cases may not', may(person(meiId), 'see-case'), unknown('not-shared')],
    ['a stranger may not', may(person(meiId), 'see-case', shared, roster(aRoster())), unknown('no-relation')],
    ['a planner of the planning service', may(person(petraId), 'see-case'), yes],
    [
      'a planner who has left it may not',
      may(person(petraId), 'see-case', shared, {
        organisations: new Map([[planWellId, { ...planWellState, members: [] }]]),
      }),
      unknown('no-relation'),
    ],
    [
      'a planner of a service that is unknown may not',
      may(person(petraId), 'see-case', shared, { organisations: new Map() }),
      unknown('no-relation'),
    ],
    ['the lab', may(technician, 'see-case'), yes],
    ['an administrator may not', may(administrator, 'see-case'), unknown('no-relation')],
    [
      'an auditor may not',
      may({ ...person(meiId), auditor: { scope: { of: 'everything' } } }, 'see-case', shared, roster(aRoster())),
      unknown('no-relation'),
    ],
    ['a rule may not', may({ kind: 'policy', name: 'policy:any' }, 'see-case'), unknown('no-relation')],
    ['the first start may not', may({ kind: 'setup' }, 'see-case'), unknown('no-relation')],
    [
      'who has not registered may not',
      may({ ...luisHimself, registered: false }, 'see-case'),
      unknown('not-registered'),
    ],
    [
      'who has not accepted yet may not',
      may(luisHimself, 'see-case', shared, roster(aRoster().invited(luis))),
      unknown('not-accepted'),
    ],
    [
      'who was removed may not',
      may(luisHimself, 'see-case', shared, roster(everybody().without(luis))),
      unknown('collaborator-removed'),
    ],
    [
      'who was removed and added anew may not see what was shared before',
      may(
        luisHimself,
        'see-case',
        shared,
        roster(
          everybody()
            .without(luis)
            .with({ ...luis, collaboratorId: 'new' as CollaboratorId }),
        ),
      ),
      unknown('collaborator-removed'),
    ],
    [
      'who it was taken back from may not',
      may(luisHimself, 'see-case', shared.unsharedFrom(luis)),
      unknown('not-shared'),
    ],
    ['until a date: before it', may(luisHimself, 'see-case', untilTomorrow), yes],
    [
      'until a date: not from that moment on',
      may(luisHimself, 'see-case', untilTomorrow, { now: inDays(1) }),
      unknown('grant-ended'),
    ],
    ['until approved: before', may(luisHimself, 'see-case', untilApproved), yes],
    ['until approved: not after', may(luisHimself, 'see-case', untilApproved.approved()), unknown('not-shared')],
    ['an archived case its provider', may(anna, 'see-case', shared.closed()), yes],
    ['an archived case the lab', may(technician, 'see-case', shared.closed()), yes],
    ['an archived case its collaborators', may(luisHimself, 'see-case', shared.closed()), yes],
  ])('%s', (_sentence, judgement, expected) => {
    expect(judgement).toMatchObject(expected);
  });
});

describe('what consent does to it (product.md G2)', () => {
  const everyone = [{ of: 'everyone' }] as const;
  const withdrawn = aPatient().withdrawing([{ of: 'everyone-but-staff' }]);
  it.each<[string, Judgement, object]>([
    [
      'per-patient without a consent: not the colleague',
      may(luisHimself, 'see-case', shared, roster(perPatient)),
      unknown('consent-missing'),
    ],
    [
      'per-patient without a consent: not the planners',
      may(person(petraId), 'see-case', shared, roster(perPatient)),
      unknown('consent-missing'),
    ],
    ['per-patient without a consent: the staff', may(person(jonasId), 'see-case', shared, roster(perPatient)), yes],
    ['per-patient without a consent: the provider', may(anna, 'see-case', shared, roster(perPatient)), yes],
    [
      'per-patient, consent for colleagues: the colleague',
      may(luisHimself, 'see-case', shared, {
        ...roster(perPatient),
        ...patient(aPatient().consenting([{ of: 'kind', kind: 'colleague' }])),
      }),
      yes,
    ],
    [
      'per-patient, consent for colleagues: not the planners',
      may(person(petraId), 'see-case', shared, {
        ...roster(perPatient),
        ...patient(aPatient().consenting([{ of: 'kind', kind: 'colleague' }])),
      }),
      unknown('consent-missing'),
    ],
    [
      'per-patient, shared for teaching, consent to treatment: not the mentor',
      may(person(meiId), 'see-case', aCase().sharedWith(mei, { purpose: 'teaching' }), {
        ...roster(perPatient),
        ...patient(aPatient().consenting(everyone)),
      }),
      unknown('consent-missing'),
    ],
    [
      'per-patient, shared for teaching, consent to teaching: the mentor',
      may(person(meiId), 'see-case', aCase().sharedWith(mei, { purpose: 'teaching' }), {
        ...roster(perPatient),
        ...patient(aPatient().consenting(everyone, { purposes: ['teaching'] })),
      }),
      yes,
    ],
    [
      'per-patient, consent until tomorrow: not tomorrow',
      may(luisHimself, 'see-case', shared, {
        ...roster(perPatient),
        ...patient(aPatient().consenting(everyone, { validUntil: inDays(1) })),
        now: inDays(1),
      }),
      unknown('consent-missing'),
    ],
    [
      'withdrawn under attestation: not the colleague',
      may(luisHimself, 'see-case', shared, patient(withdrawn)),
      unknown('consent-withdrawn'),
    ],
    ['withdrawn: the staff by default', may(person(jonasId), 'see-case', shared, patient(withdrawn)), yes],
    [
      'withdrawn for everyone: not the staff',
      may(person(jonasId), 'see-case', shared, patient(aPatient().withdrawing(everyone))),
      unknown('consent-withdrawn'),
    ],
    [
      'withdrawn for everyone: the provider',
      may(anna, 'see-case', shared, patient(aPatient().withdrawing(everyone))),
      yes,
    ],
    [
      'an objection against Luis leaves the planners',
      may(
        person(petraId),
        'see-case',
        shared,
        patient(aPatient().withdrawing([{ of: 'recipient', recipientId: luisId }])),
      ),
      yes,
    ],
    [
      'consented to again: the open grant works again',
      may(luisHimself, 'see-case', shared, patient(withdrawn.consenting(everyone))),
      yes,
    ],
    [
      'consented to again for others: still not',
      may(luisHimself, 'see-case', shared, patient(withdrawn.consenting([{ of: 'kind', kind: 'mentor' }]))),
      unknown('consent-withdrawn'),
    ],
    [
      'consented to again until tomorrow: not tomorrow, under attestation too',
      may(luisHimself, 'see-case', shared, {
        ...patient(withdrawn.consenting(everyone, { validUntil: inDays(1) })),
        now: inDays(1),
      }),
      unknown('consent-withdrawn'),
    ],
  ])('%s', (_sentence, judgement, expected) => {
    expect(judgement).toMatchObject(expected);
  });
});

describe('who may do what (domain-facts.md, Permissions)', () => {
  const jonasHimself = person(jonasId);
  const withoutPermissions = { roster: aRoster().with(luis, []).build() };
  it.each<[string, Judgement, object]>([
    ['a colleague marks a setup ready', may(luisHimself, 'mark-setup-ready'), yes],
    ['a planner marks a setup ready', may(person(petraId), 'mark-setup-ready'), yes],
    ['the provider gives no verdict', may(anna, 'mark-setup-ready'), known('not-permitted')],
    ['the lab gives no verdict', may(technician, 'mark-setup-ready'), known('not-permitted')],
    ['a stranger gives no verdict', may(person(meiId), 'mark-setup-ready'), unknown('not-shared')],
    ['a collaborator declines with the permission', may(luisHimself, 'decline-setup'), yes],
    [
      'a collaborator without it does not',
      may(luisHimself, 'decline-setup', shared, withoutPermissions),
      known('permission-missing'),
    ],
    ['the provider declines', may(anna, 'decline-setup'), yes],
    ['the lab does not decline', may(technician, 'decline-setup'), known('not-permitted')],
    ['the provider approves', may(anna, 'approve-setup'), yes],
    ['a colleague does not approve', may(luisHimself, 'approve-setup'), known('not-permitted')],
    ['staff does not approve', may(jonasHimself, 'approve-setup'), known('not-permitted')],
    ['a planner does not approve', may(person(petraId), 'approve-setup'), known('not-permitted')],
    ['the lab does not approve', may(technician, 'approve-setup'), known('not-permitted')],
    ['the provider sends back', may(anna, 'send-setup-back'), yes],
    ['a collaborator does not send back', may(luisHimself, 'send-setup-back'), known('not-permitted')],
    ['the lab does not send back', may(technician, 'send-setup-back'), known('not-permitted')],
    ['the lab publishes a setup', may(technician, 'publish-setup'), yes],
    ['the provider does not publish one', may(anna, 'publish-setup'), known('not-permitted')],
    ['a collaborator does not publish one', may(luisHimself, 'publish-setup'), known('not-permitted')],
    ['the provider shares', may(anna, 'change-sharing'), yes],
    ['a collaborator does not share', may(luisHimself, 'change-sharing'), known('not-permitted')],
    ['the lab does not share', may(technician, 'change-sharing'), known('not-permitted')],
    ['the provider shares an archived case', may(anna, 'change-sharing', shared.closed()), yes],
    ['the provider closes', may(anna, 'close-case'), yes],
    ['the provider closes what is closed', may(anna, 'close-case', shared.closed()), yes],
    ['a collaborator does not close', may(luisHimself, 'close-case'), known('not-permitted')],
    ['the lab does not close', may(technician, 'close-case'), known('not-permitted')],
    ['no verdict on an archived case', may(luisHimself, 'mark-setup-ready', shared.closed()), known('archived')],
    ['no decline on an archived case', may(luisHimself, 'decline-setup', shared.closed()), known('archived')],
    ['no decline by the provider either', may(anna, 'decline-setup', shared.closed()), known('archived')],
    ['no approval on an archived case', may(anna, 'approve-setup', shared.closed()), known('archived')],
    ['no sending back on an archived case', may(anna, 'send-setup-back', shared.closed()), known('archived')],
    ['no setup on an archived case', may(technician, 'publish-setup', shared.closed()), known('archived')],
    [
      'who is provider and technician publishes on the own case',
      may({ ...anna, roles: ['lab'] }, 'publish-setup'),
      yes,
    ],
    ['who is colleague and technician publishes', may({ ...luisHimself, roles: ['lab'] }, 'publish-setup'), yes],
  ])('%s', (_sentence, judgement, expected) => {
    expect(judgement).toMatchObject(expected);
  });

  it('a provider is never their own collaborator, also not as a member of a planning service (B7)', () => {
    const organisations = new Map([[planWellId, { ...planWellState, members: [anna.personId] }]]);
    expect(may(anna, 'mark-setup-ready', shared, { organisations })).toMatchObject(known('not-permitted'));
  });

  it('the standing says for which organisation a planner acts, and with what a collaborator sees', () => {
    expect(may(person(petraId), 'mark-setup-ready')).toMatchObject({
      standing: { as: 'collaborator', onBehalfOf: planWellId, grant: { collaboratorId: planWell.collaboratorId } },
    });
    const pseudonymised = aCase().sharedWith(luis, { pseudonymised: true });
    expect(may(luisHimself, 'see-case', pseudonymised)).toMatchObject({ standing: { grant: { pseudonymised: true } } });
    expect(may(luisHimself, 'see-case')).toMatchObject({ standing: { grant: { pseudonymised: false } } });
  });
});

describe('conversations (product.md E1)', () => {
  it.each<[string, Judgement, object]>([
    ['the collaborator sees the own one', may(luisHimself, 'see-conversation', shared, inLuisConversation), yes],
    ['the provider sees it', may(anna, 'see-conversation', shared, inLuisConversation), yes],
    [
      'another collaborator of the case must not know of it',
      may(person(jonasId), 'see-conversation', shared, inLuisConversation),
      unknown('no-relation'),
    ],
    [
      'a planner must not know of it',
      may(person(petraId), 'see-conversation', shared, inLuisConversation),
      unknown('no-relation'),
    ],
    ['the lab reads none', may(technician, 'see-conversation', shared, inLuisConversation), known('not-permitted')],
    ['the lab writes none', may(technician, 'post-message', shared, inLuisConversation), known('not-permitted')],
    ['the lab marks none', may(technician, 'mark-messages-read', shared, inLuisConversation), known('not-permitted')],
    [
      'a removed colleague may not read it',
      may(luisHimself, 'see-conversation', shared, { ...inLuisConversation, ...roster(everybody().without(luis)) }),
      unknown('collaborator-removed'),
    ],
    ['both write', may(luisHimself, 'post-message', shared, inLuisConversation), yes],
    ['the provider too', may(anna, 'post-message', shared, inLuisConversation), yes],
    [
      'nobody writes on an archived case',
      may(luisHimself, 'post-message', shared.closed(), inLuisConversation),
      known('archived'),
    ],
    ['the provider neither', may(anna, 'post-message', shared.closed(), inLuisConversation), known('archived')],
    ['both read an archived one', may(luisHimself, 'see-conversation', shared.closed(), inLuisConversation), yes],
    ['the provider reads an archived one', may(anna, 'see-conversation', shared.closed(), inLuisConversation), yes],
    [
      'reading is marked on archived cases',
      may(luisHimself, 'mark-messages-read', shared.closed(), inLuisConversation),
      yes,
    ],
    [
      'reading is marked by the provider too',
      may(anna, 'mark-messages-read', shared.closed(), inLuisConversation),
      yes,
    ],
  ])('%s', (_sentence, judgement, expected) => {
    expect(judgement).toMatchObject(expected);
  });
});
