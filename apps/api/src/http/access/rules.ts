/** Every route says by one of these who may use it; one that says nothing stops the start (see `route-check.ts`). */

import { SetMetadata } from '@nestjs/common';
import type { StandingRole } from '../ports.js';

export type RouteRule =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  /** One of the roles is enough. */
  | { readonly kind: 'requires'; readonly roles: readonly StandingRole[] };

export const ROUTE_RULE = Symbol('konsil.route-rule');

/** Anybody, without signing in. */
export const Public = () => SetMetadata(ROUTE_RULE, { kind: 'public' } satisfies RouteRule);

/** Everybody who is signed in; what they may see or do of a case or a patient the handler decides. */
export const SignedIn = () => SetMetadata(ROUTE_RULE, { kind: 'signed-in' } satisfies RouteRule);

/** Who is signed in and has one of these roles. */
export const Requires = (...roles: readonly [StandingRole, ...StandingRole[]]) =>
  SetMetadata(ROUTE_RULE, { kind: 'requires', roles } satisfies RouteRule);
