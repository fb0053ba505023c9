// region own-storage
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { accountDecider, accountStream, actorOf, DomainError, fold } from '@konsil/domain';

/** A log of your own: a file per stream, an event a line. */
const fileOf = (stream) => `${stream}.jsonl`;
const read = (stream) =>
  existsSync(fileOf(stream))
    ? readFileSync(fileOf(stream), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
const append = (stream, events) => {
  for (const event of events) appendFileSync(fileOf(stream), `${JSON.stringify(event)}\n`);
};

const personId = '0b7f3c1e-9a54-4d1f-8a27-3f5e2c6d7a01';
const stream = accountStream(personId);
const load = () => fold(accountDecider.evolve, accountDecider.initial, read(stream));
/** Load, decide, append: what a server does with every command. */
const handle = (type, data, actor = actorOf(load())) => {
  try {
    const events = accountDecider.decide({ type, data }, load(), { actor, now: new Date().toISOString() });
    append(stream, events);
    console.log(type, '->', events.map((event) => event.type).join() || 'nothing to record');
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    console.log(type, '->', error.code);
  }
};

handle(
  'ProvisionAccount',
  { personId, name: 'Anna Berg', email: 'anna@example.org', language: 'de' },
  { kind: 'setup' },
);
handle('OpenPractice', { practiceId: '1c8a4d2f-0b65-4e2a-9b38-4a6f3d7e8b01', name: 'Praxis Berg' });
handle('RegisterAccount', { emailVerifiedBy: 'registration-link' });
handle('OpenPractice', { practiceId: '1c8a4d2f-0b65-4e2a-9b38-4a6f3d7e8b01', name: 'Praxis Berg' });
handle('RegisterAccount', { emailVerifiedBy: 'registration-link' });
// endregion
