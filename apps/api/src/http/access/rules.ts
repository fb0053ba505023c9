/** Every route says by one of these who may use it; one that says nothing stops the start (see `route-check.ts`). */

import { applyDecorators, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { StandingRole } from '../ports.js';

export type RouteRule =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  /** One of the roles is enough. */
  | { readonly kind: 'requires'; readonly roles: readonly StandingRole[] };

export const ROUTE_RULE = Symbol('konsil.route-rule');

const reflector = new Reflector();
/** By class and handler; each is asked on every request, and what decorators said does not change. */
const said = new WeakMap<object, WeakMap<object, RouteRule>>();

/** What the handler of a request says, or else its class; undefined where nothing was said. */
export const ruleOf = (context: ExecutionContext): RouteRule | undefined => {
  const [handler, owner] = [context.getHandler(), context.getClass()];
  const known = said.get(owner)?.get(handler);
  if (known !== undefined) return known;
  const rule = reflector.getAllAndOverride<RouteRule | undefined>(ROUTE_RULE, [handler, owner]);
  if (rule !== undefined) said.set(owner, (said.get(owner) ?? new WeakMap<object, RouteRule>()).set(handler, rule));
  return rule;
};

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
