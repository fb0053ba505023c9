/** First question of every request: who. Bearer token -> `request.person`, else 401 (RFC 6750). */

import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { type Authenticator, AUTHENTICATOR } from '../ports.js';
import { NotSignedIn } from '../problems/errors.js';
import type { KonsilRequest } from '../requests/konsil-request.js';
import { ruleOf } from './rules.js';

@Injectable()
export class PersonGuard implements CanActivate {
  constructor(@Inject(AUTHENTICATOR) private readonly authenticator: Authenticator) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const rule = ruleOf(context);
    if (rule?.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<KonsilRequest>();
    const person = this.authenticator.personOf(bearerToken(request.headers.authorization));
    if (typeof person === 'string') {
      request.person = person;
      return true;
    }
    return person.then((id) => {
      request.person = id;
      return true;
    });
  }
}

/** @throws NotSignedIn where there is no bearer token. */
export const bearerToken = (header: string | undefined): string => {
  const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(header ?? '')?.[1];
  if (token === undefined) throw new NotSignedIn(header === undefined ? 'missing' : 'malformed');
  return token;
};
