// region decide-and-fold
import { caseDecider, fold, rolledUpStatus } from '@konsil/domain';
import { aCase, by, luis } from '@konsil/domain/testing';

const history = aCase().setup().events; // what your log holds of `case-{caseId}`
const state = fold(caseDecider.evolve, caseDecider.initial, history);
const command = { type: 'ChangeSharing', data: { add: [{ collaboratorId: luis.collaboratorId }], remove: [] } };
const events = caseDecider.decide(command, state, by()); // who acts, when, and the folded roster, patient, account
const after = fold(caseDecider.evolve, state, events); // append `events`, then go on from here
console.log(events.map(({ type }) => type).join(), rolledUpStatus(after.facts));
// endregion
