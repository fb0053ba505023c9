import { existsSync } from 'node:fs';

/** A mistake of who typed the command: the message says what to do, no stack is shown. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** @throws CliError where the folder is not there */
export const needDataFolder = (folder: string): void => {
  if (!existsSync(folder)) throw new CliError('there is no data folder yet; KONSIL_DATA says where to look');
};
