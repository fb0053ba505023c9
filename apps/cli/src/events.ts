import type { StoredEvent } from '@konsil/event-store';
import { Command, InvalidArgumentError } from 'commander';

/** `konsil events`: the log as it stands, and as it grows. Payloads are not opened: what is sealed stays sealed. */
export const eventsCommand = (): Command =>
  new Command('events')
    .description('Print the events of the log, one JSON line each; what is sealed stays sealed')
    .option('--after <position>', 'begin behind this log position', position, -1)
    .option('--stream <prefix>', 'only streams whose name begins with this')
    .option('--follow', 'go on with what comes', false)
    .addHelpText(
      'after',
      `
Examples:
  konsil events
  konsil events --stream case- --follow
  konsil events --after 1200`,
    )
    .action(async ({ after, stream, follow }: Options) => {
      const { loadConfig, openLog } = await import('@konsil/api/maintenance');
      const log = await openLog(loadConfig(process.env));
      const stop = new AbortController();
      process.on('SIGINT', () => stop.abort());
      const prefixes = stream === undefined ? {} : { prefixes: [stream] };
      try {
        for await (const message of log.subscribe({ after, ...prefixes, signal: stop.signal })) {
          if (message.kind === 'events') for (const event of message.events) process.stdout.write(`${lineOf(event)}\n`);
          if (message.kind === 'caught-up' && !follow) break;
        }
      } finally {
        stop.abort();
        await log.close();
      }
    });

interface Options {
  readonly after: number;
  readonly stream?: string;
  readonly follow: boolean;
}

const lineOf = ({ position: at, stream, revision, type, recordedAt, data }: StoredEvent): string =>
  JSON.stringify({
    position: at,
    recordedAt,
    stream,
    revision,
    type,
    data: data === undefined ? null : (JSON.parse(data) as unknown),
  });

function position(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= -1) return value;
  throw new InvalidArgumentError('a log position: a whole number, -1 for the beginning');
}
