import { Matches, type ValidationOptions } from 'class-validator';

/** An id as Konsil writes it; one in upper case would be another text and name nothing. */
export const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A field of a body or query that holds an id, or with `each` a list of ids. */
export const IsId = (options: ValidationOptions = {}): PropertyDecorator =>
  Matches(ID, { message: 'must be a UUID in lower case', ...options });
