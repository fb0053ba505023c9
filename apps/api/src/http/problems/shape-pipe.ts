/** Bodies and queries are exactly what their DTO says: nothing more, nothing converted; mistakes name field and rule, never a value. */

import {
  type ArgumentMetadata,
  Injectable,
  type PipeTransform,
  type ValidationError,
  ValidationPipe,
} from '@nestjs/common';
import { type FieldMistake, ShapeError } from './errors.js';

@Injectable()
export class ShapePipe implements PipeTransform<unknown, unknown> {
  readonly #shapes = new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    transformOptions: { enableImplicitConversion: false, exposeDefaultValues: true },
    validationError: { target: false, value: false },
    exceptionFactory: (errors) =>
      new ShapeError(
        'body',
        errors.flatMap((error) => mistakesOf(error, '')),
      ),
  });

  /** What has no shape of its own goes through at once, and that is most of what a request brings. */
  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    return hasShape(metadata) ? this.#shaped(value, metadata) : value;
  }

  async #shaped(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    try {
      return (await this.#shapes.transform(value, metadata)) as unknown;
    } catch (error) {
      if (!(error instanceof ShapeError) || metadata.type === 'body' || metadata.type === 'custom') throw error;
      throw new ShapeError(metadata.type === 'query' ? 'query' : 'path', error.mistakes);
    }
  }
}

/** What our own decorators give is made by us, and a text of the path is checked by a pipe of its own. */
const hasShape = ({ type, metatype }: ArgumentMetadata): boolean =>
  type !== 'custom' && (type !== 'param' || metatype !== String);

const mistakesOf = ({ property, constraints, children }: ValidationError, above: string): FieldMistake[] => {
  const pointer = property ? `${above}/${escaped(property)}` : above;
  return [
    ...Object.values(constraints ?? {}).map((detail) => ({ pointer, detail })),
    ...(children ?? []).flatMap((child) => mistakesOf(child, pointer)),
  ];
};

/** As JSON pointers want it (RFC 6901); a name that a client made up is not repeated at length. */
const escaped = (name: string) => name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
