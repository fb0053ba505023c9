// region own-storage
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { accountDecider, accountStream, actorOf, DomainError, fold } from '@konsil/domain';

// A log of your own: a file for the stream, an event a line, all events of a decision in one append.
const personId = '0b7f3c1e-9a54-4d1f-8a27-3f5e2c6d7a01';
const file = `${accountStream(personId)}.jsonl`;
const parsed = (line) => JSON.parse(line);
const history = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map(parsed) : []);
const append = (events) => appendFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(''));

// Load, decide, append: what a server does with every command.
const load = () => fold(accountDecider.evolve, accountDecider.initial, history());
const handle = (type, data, actor = actorOf(load())) => {
  try {
    const events = accountDecider.decide({ type, data }, load(), { actor, now: new Date().toISOString() });
    append(events);
    console.log(type, '->', events.map((event) => event.type).join() || 'nothing to record');
  } catch (refusal) {
    if (!(refusal instanceof DomainError)) throw refusal;
    console.log(type, '->', refusal.code);
  }
};

const practice = { practiceId: '1c8a4d2f-0b65-4e2a-9b38-4a6f3d7e8b01', name: 'Praxis Berg' };
handle('ProvisionAccount', { personId, name: 'Anna', email: 'anna@example.org', language: 'de' }, { kind: 'setup' });
handle('OpenPractice', practice);
handle('RegisterAccount', { emailVerifiedBy: 'registration-link' });
handle('OpenPractice', practice);
handle('RegisterAccount', { emailVerifiedBy: 'registration-link' });
// endregion
