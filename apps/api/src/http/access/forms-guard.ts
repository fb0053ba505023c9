/** Bodies are JSON; a form is taken only where a route says so, which keeps other sites' forms away from the API. */

import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { wrongContentType } from '../problems/errors.js';
import type { KonsilRequest } from '../requests/konsil-request.js';

const FORMS = Symbol('konsil.accepts-forms');

/** This route takes `application/x-www-form-urlencoded` beside JSON. */
export const AcceptsForms = () => SetMetadata(FORMS, true);

@Injectable()
export class FormsGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const type = context.switchToHttp().getRequest<KonsilRequest>().headers['content-type'];
    if (type?.toLowerCase().startsWith('application/x-www-form-urlencoded') !== true) return true;
    if (this.reflector.get<boolean | undefined>(FORMS, context.getHandler()) === true) return true;
    throw wrongContentType();
  }
}
