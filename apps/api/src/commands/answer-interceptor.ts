import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { Answer } from './answer.js';

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'answer';

/** Turns what a command answered into status, `ETag` and `Konsil-Position`. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      map((value: unknown) => {
        if (!isAnswer(value)) return value;
        const reply = context.switchToHttp().getResponse<FastifyReply>();
        void reply.status(value.status);
        // Nothing has ever been recorded there: there is no revision to match and no position to wait for.
        if (value.revision >= 0) {
          void reply.headers({ etag: `"${value.revision}"`, 'konsil-position': String(value.position) });
        }
        return value.body;
      }),
    );
  }
}
