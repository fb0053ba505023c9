/** What stands in a path. Nothing is known under an id that is none: 404, like for one that nobody has. */

import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { ShapeError } from '../problems/errors.js';
import { ID } from './id.js';

/** Of a setup: counted from 1. */
const VERSION = /^[1-9]\d{0,8}$/;

/** Lets through what is known to be a value of its kind. */
class PathPart<Value> implements PipeTransform<string, Value> {
  constructor(
    private readonly name: string,
    private readonly valueOf: (part: string) => Value | undefined,
  ) {}

  /** @throws ShapeError of a path: 404 */
  transform(part: string): Value {
    const value = this.valueOf(part);
    if (value === undefined) throw new ShapeError('path', [{ pointer: this.name, detail: 'names nothing' }]);
    return value;
  }
}

/** For the handler that has the parameter: what stands there, and its description. */
const inPath =
  <Value>(name: string, schema: Readonly<Record<string, unknown>>, valueOf: (part: string) => Value | undefined) =>
  (target: object, handler: string | symbol | undefined, index: number): void => {
    Param(name, new PathPart(name, valueOf))(target, handler, index);
    if (handler === undefined) return;
    const descriptor = Object.getOwnPropertyDescriptor(target, handler);
    if (descriptor !== undefined) ApiParam({ name, schema: { ...schema } })(target, handler, descriptor);
  };

/** An id as Konsil writes it. */
export const PathId = (name: string): ParameterDecorator =>
  inPath(name, { type: 'string', format: 'uuid' }, (part) => (ID.test(part) ? part : undefined));

/** The number of a setup version. */
export const PathVersion = (name: string): ParameterDecorator =>
  inPath(name, { type: 'integer', minimum: 1 }, (part) => (VERSION.test(part) ? Number(part) : undefined));

/** One of some words. */
export const PathWord = (name: string, words: readonly string[]): ParameterDecorator =>
  inPath(name, { type: 'string', enum: [...words] }, (part) => words.find((word) => word === part));
