/** How the rows are followed by the process that answers, and what changes in them as it does. */

import { hearTold, Live, type ReadStore, ToldSender } from '@konsil/projections';
import type { Logger } from 'pino';
import { now } from '../clock.js';
import type { Config } from '../config/index.js';
import { foldingConfig } from './folding.js';
import { SharedReadSide, ThreadReadSide } from './read-side.js';
import { startProjectorThread } from './thread.js';
import { nameOf } from './trouble.js';

export interface Following {
  readonly readSide: ThreadReadSide | SharedReadSide;
  /** Absent where another process folds and nobody tells what it changes. */
  readonly live?: Live;
  close(): Promise<void>;
}

/** With the projector in this process, or beside the one that has it, as the configuration says. */
export const follow = (
  config: Config,
  log: Logger,
  readStore: ReadStore,
  onFatal: (cause: unknown) => void,
): Following =>
  config.projector ? followOwnThread(config, log, readStore, onFatal) : followAnother(config, log, readStore);

const followOwnThread = (
  config: Config,
  log: Logger,
  readStore: ReadStore,
  onFatal: (cause: unknown) => void,
): Following => {
  const { readStore: choice } = config;
  const sender = choice.kind === 'postgres' ? new ToldSender(choice) : undefined;
  const link = startProjectorThread({ config: foldingConfig(config) }, log, {
    shown: (position, told) => {
      readSide.shown(position);
      live.take(told);
      if (told.length > 0)
        sender
          ?.send(told)
          .catch((cause: unknown) => log.warn({ cause: nameOf(cause) }, 'other processes do not hear of a change'));
    },
    caughtUp: () => log.debug('the read models have caught up with the log'),
    lost: onFatal,
  });
  const readSide = new ThreadReadSide(link);
  // Nobody here knows whether anybody listens in another process.
  if (sender !== undefined) void link.listen(true);
  const onListening = (isListening: boolean): Promise<void> => link.listen(isListening || sender !== undefined);
  const live = new Live({ source: readStore, clock: now, onListening });
  return {
    readSide,
    live,
    close: async () => {
      await readSide.close();
      await sender?.close();
    },
  };
};

/** On PostgreSQL the process that folds says what changes; of a file nobody tells. */
const followAnother = ({ readStore: choice }: Config, log: Logger, readStore: ReadStore): Following => {
  const readSide = new SharedReadSide(() => readStore.readCheckpoint());
  if (choice.kind !== 'postgres') return { readSide, close: () => readSide.close() };
  const heard = hearTold(choice, {
    onTold: (told) => live.take(told),
    onGap: () => live.missed(),
    onTrouble: (cause) => log.warn({ cause: nameOf(cause) }, 'changes are not heard of, and listened for again'),
  });
  const live = new Live({ source: readStore, clock: now, onListening: () => heard.listening });
  return {
    readSide,
    live,
    close: async () => {
      await readSide.close();
      await heard.close();
    },
  };
};
