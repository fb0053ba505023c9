import type { DataClass, PatientId, PersonId } from '@konsil/domain';
import { Command, InvalidArgumentError, Option } from 'commander';
import { CliError } from '../cli-error.js';

const CLASSES: readonly DataClass[] = ['content', 'contact', 'evidence'];

interface Options {
  readonly decidedBy: string;
  readonly classes: readonly DataClass[];
  readonly requestedBy?: 'patient' | 'guardian';
}

/** `konsil keys erase`: a patient's keys are destroyed, the rows emptied, the erasure recorded; while no server runs. */
export const eraseCommand = (): Command =>
  new Command('erase')
    .description('Destroy the keys of one patient and record it; refused where a duty to keep forbids it')
    .argument('<patient>', 'id of the patient')
    .requiredOption('--decided-by <person>', 'id of the provider whose patient it is and who has decided it')
    .option('--classes <list>', `of ${CLASSES.join(', ')}, separated by commas`, classes, CLASSES)
    .addOption(
      new Option('--requested-by <who>', 'record the request too, where it is not recorded yet').choices([
        'patient',
        'guardian',
      ]),
    )
    .addHelpText(
      'after',
      `
What is destroyed can't be brought back. The last line is JSON: what was destroyed and recorded.

Examples:
  konsil keys erase 6b0f… --decided-by 1c9e… --requested-by patient
  konsil keys erase 6b0f… --decided-by 1c9e… --classes content,contact`,
    )
    .action(async (patient: string, { decidedBy, classes: chosen, requestedBy }: Options) => {
      const { erasePatient, loadConfig } = await import('@konsil/api/maintenance');
      const { isEventStoreError } = await import('@konsil/event-store');
      try {
        const done = await erasePatient(loadConfig(process.env), {
          patientId: patient as PatientId,
          decidedBy: decidedBy as PersonId,
          classes: chosen,
          ...(requestedBy !== undefined && { request: { declaredBy: requestedBy } }),
        });
        process.stdout.write(`${JSON.stringify({ patient, classes: chosen, ...done })}\n`);
      } catch (error) {
        if (!isEventStoreError(error, 'locked')) throw error;
        throw new CliError(`${error.message} Stop it first: a running server does not erase yet.`);
      }
    });

function classes(text: string): readonly DataClass[] {
  const named = text.split(',').map((part) => part.trim());
  const known = CLASSES.filter((one) => named.includes(one));
  if (known.length === named.length) return known;
  throw new InvalidArgumentError(`one or more of ${CLASSES.join(', ')}, separated by commas`);
}
