/** Second question of every request: may this person use this route at all. Default is no. */

import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { HTTP_PORTS, type HttpPorts, type StandingRole } from '../ports.js';
import { NotAllowed, NotSignedIn } from '../problems/errors.js';
import type { KonsilRequest } from '../requests/konsil-request.js';
import { ruleOf } from './rules.js';

@Injectable()
export class RuleGuard implements CanActivate {
  constructor(@Inject(HTTP_PORTS) private readonly ports: HttpPorts) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const rule = ruleOf(context);
    if (rule === undefined) throw new NotAllowed('no-rule');
    if (rule.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<KonsilRequest>();
    if (request.person === undefined) throw new NotSignedIn('missing');
    if (rule.kind === 'signed-in') return true;
    const roles = this.ports.roles.rolesOf(request.person);
    return roles instanceof Promise
      ? roles.then((held) => this.#decide(rule.roles, held, request))
      : this.#decide(rule.roles, roles, request);
  }

  #decide(needed: readonly StandingRole[], held: ReadonlySet<StandingRole>, request: KonsilRequest): boolean {
    if (needed.some((role) => held.has(role))) return true;
    if (request.person !== undefined)
      this.ports.refusals?.refused({
        personId: request.person,
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        code: 'ACCESS.ROLE_MISSING',
      });
    throw new NotAllowed('role', needed);
  }
}
