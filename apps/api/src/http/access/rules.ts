/** Every route says by one of these who may use it; one that says nothing stops the start (see `route-check.ts`). */

import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { StandingRole } from '../ports.js';

export type RouteRule =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  /** One of the roles is enough. */
  | { readonly kind: 'requires'; readonly roles: readonly StandingRole[] };

export const ROUTE_RULE = Symbol('konsil.route-rule');

/** Says it to the guard and to the API's description at once. */
const routeRule = (rule: RouteRule, access: string | readonly string[]) =>
  applyDecorators(
    SetMetadata(ROUTE_RULE, rule),
    ApiExtension('x-konsil-access', access),
    ...(rule.kind === 'public' ? [] : [ApiSecurity('sign-in'), ApiSecurity('access-token')]),
  );

/** Anybody, without signing in. */
export const Public = () => routeRule({ kind: 'public' }, 'public');

/** Everybody who is signed in; what they may see or do of a case or a patient the handler decides. */
export const SignedIn = () => routeRule({ kind: 'signed-in' }, 'signed-in');

/** Who is signed in and has one of these roles. */
export const Requires = (...roles: readonly [StandingRole, ...StandingRole[]]) =>
  routeRule({ kind: 'requires', roles }, roles);
