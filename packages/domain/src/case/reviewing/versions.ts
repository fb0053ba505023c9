/** Every verdict names the setup version it is about (product.md C8). */

import { DomainError } from '../../errors.js';
import type { SubmittedCase } from '../state.js';
import { currentVersion, type NewestSetup } from '../facts/index.js';

export type PublishedSetup = Exclude<NewestSetup, { readonly state: 'none' }>;

/**
 * The newest version, if that is the one meant.
 * @throws DomainError `CASE.SETUP_VERSION_OUTDATED` (facts: `currentVersion`), `CASE.SETUP_UNKNOWN` for one that is not there.
 */
export const demandNewest = (on: SubmittedCase, setupVersion: number): PublishedSetup => {
  const { setup } = on.facts;
  const current = currentVersion(on.facts);
  if (setup.state !== 'none' && setupVersion === current) return setup;
  if (setupVersion >= 1 && setupVersion < current) throw outdated(current);
  throw new DomainError('CASE.SETUP_UNKNOWN', 'The lab has published no such version.', { currentVersion: current });
};

/** @throws DomainError `CASE.SETUP_NOT_OPEN` (facts: `setupState`) for a version that is declined or approved. */
export const demandOpen = (setup: PublishedSetup): Extract<PublishedSetup, { state: 'open' }> => {
  if (setup.state === 'open') return setup;
  throw notOpen(setup);
};

export const notOpen = (setup: PublishedSetup): DomainError =>
  new DomainError('CASE.SETUP_NOT_OPEN', `This version is ${setup.state} already.`, {
    setupState: setup.state,
    currentVersion: setup.version,
  });

export const outdated = (version: number): DomainError =>
  new DomainError('CASE.SETUP_VERSION_OUTDATED', 'There is a newer version of the setup.', {
    currentVersion: version,
  });
