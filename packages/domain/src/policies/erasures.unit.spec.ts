import { describe, expect, it } from '@jest/globals';
import { noPatient, patientDecider, type PatientState, type Treatment } from '../patient/index.js';
import { aPatient, inDays, NOW, patientId } from '../testing/index.js';
import type { DataClass } from '../catalogue/index.js';
import { eraseWhenDue } from './erasures.js';

const treatment: Treatment = { state: 'ended', endedAt: '2015-01-01T00:00:00.000Z' };
const due = (patient: PatientState, of: Treatment = treatment) => eraseWhenDue.due([{ patient, treatment: of }], NOW);
const erasing = (...classes: readonly DataClass[]) => [
  { on: { patient: patientId }, command: { type: 'ErasePersonalData', data: { classes } } },
];
const restricted = (eraseAt = NOW) => aPatient().askingForErasure().restricted(eraseAt);

describe('erasing when it is due (product.md G9)', () => {
  it('takes all that no duty keeps, from the scheduled moment on', () => {
    expect(due(restricted().build())).toEqual(erasing('content', 'contact', 'evidence'));
    expect(due(restricted(inDays(1)).build())).toEqual([]);
  });

  it('leaves what a duty keeps for later', () => {
    const late = restricted().withdrawing([{ of: 'everyone' }], undefined, inDays(-1));
    expect(due(late.build())).toEqual(erasing('content', 'contact'));
    expect(due(late.erased('content', 'contact').build())).toEqual([]);
    expect(due(restricted().build(), { state: 'running' })).toEqual(erasing('evidence'));
  });

  it('asks nothing of who is not restricted, or erased already', () => {
    expect(due(noPatient)).toEqual([]);
    expect(due(aPatient().askingForErasure().build())).toEqual([]);
    expect(due(restricted().erased('content', 'contact', 'evidence').build())).toEqual([]);
  });

  it('asks for nothing that the decision refuses', () => {
    for (const built of [restricted(), restricted().withdrawing([{ of: 'everyone' }], undefined, inDays(-1))]) {
      for (const { command } of due(built.build())) {
        if (command.type !== 'ErasePersonalData') throw new Error('Another command.');
        const context = { actor: { kind: 'policy', name: eraseWhenDue.name }, now: NOW, treatment } as const;
        expect(patientDecider.decide(command, built.build(), context)).toHaveLength(1);
      }
    }
  });
});
