/** Every verdict names the setup version it is about (product.md C8). */

import { DomainError } from '../../errors.js';
import type { SubmittedCase } from '../state.js';
import { currentVersion, type NewestSetup } from '../facts/index.js';

export type PublishedSetup = Exclude<NewestSetup, { readonly state: 'none' }>;
export type OpenSetup = Extract<PublishedSetup, { readonly state: 'open' }>;

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

/**
 * The version as one that can still be judged.
 * @throws DomainError `CASE.SETUP_NOT_OPEN` (facts: `setupState`, `revisionAsked`) for a version that is declined or
 * approved, or that a revision was asked for since.
 */
export const demandOpen = (on: SubmittedCase, setup: PublishedSetup): OpenSetup => {
  if (setup.state === 'open' && !on.facts.revisionAsked) return setup;
  throw notOpen(on, setup);
};

export const notOpen = ({ facts: { revisionAsked } }: SubmittedCase, { state, version }: PublishedSetup): DomainError =>
  new DomainError(
    'CASE.SETUP_NOT_OPEN',
    revisionAsked ? 'A revision was asked for; the next version is awaited.' : `This version is ${state} already.`,
    { setupState: state, revisionAsked, currentVersion: version },
  );

export const outdated = (version: number): DomainError =>
  new DomainError('CASE.SETUP_VERSION_OUTDATED', 'There is a newer version of the setup.', {
    currentVersion: version,
  });
