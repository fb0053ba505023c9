/**
 * Bodies and queries are exactly what their DTO says: nothing more, nothing converted; mistakes name field and rule, never
 * a value. Nest's own pipe judges, with class-validator; what is plainly right need not come before it (plain-shape.ts).
 */

import {
  type ArgumentMetadata,
  Injectable,
  type PipeTransform,
  type Type,
  type ValidationError,
  ValidationPipe,
  type ValidationPipeOptions,
} from '@nestjs/common';
import { type FieldMistake, ShapeError } from './errors.js';
import { type PlainShape, plainShapeOf } from './plain-shape.js';

type Dto = Type<Record<string, unknown>>;

export const shapeOptions = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  transform: true,
  transformOptions: { enableImplicitConversion: false, exposeDefaultValues: true },
  validationError: { target: false, value: false },
} as const satisfies ValidationPipeOptions;

@Injectable()
export class ShapePipe implements PipeTransform<unknown, unknown> {
  readonly #plain = new Map<Dto, PlainShape | undefined>();
  readonly #shapes = new ValidationPipe({
    ...shapeOptions,
    exceptionFactory: (errors) =>
      new ShapeError(
        'body',
        errors.flatMap((error) => mistakesOf(error, '')),
      ),
  });

  /** What has no shape of its own goes through at once, and that is most of what a request brings. */
  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (!hasShape(metadata)) return value;
    return this.#plainShapeOf(metadata.metatype as Dto | undefined)?.(value) ?? this.#shaped(value, metadata);
  }

  #plainShapeOf(dto: Dto | undefined): PlainShape | undefined {
    if (dto === undefined) return undefined;
    const known = this.#plain.get(dto);
    if (known !== undefined || this.#plain.has(dto)) return known;
    const shape = plainShapeOf(dto);
    this.#plain.set(dto, shape);
    return shape;
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
