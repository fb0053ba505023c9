/** What people type into the pages, checked field by field. */

import type { Language } from '@konsil/domain';
import type { FieldMistake } from '../../http/problems/errors.js';
import type { PersonCard } from '../ports.js';
import { PASSWORD_LENGTH } from '../store/passwords.js';
import { fieldOf } from './answers.js';
import { textsIn } from './texts.js';

export interface Checked<T> {
  readonly value: T;
  /** Empty where everything is right. In the language of the page. */
  readonly mistakes: readonly FieldMistake[];
}

export const checkedPassword = (body: unknown, language: Language): Checked<string> => {
  const value = fieldOf(body, 'password');
  const length = [...value].length;
  const right = length >= PASSWORD_LENGTH.min && length <= PASSWORD_LENGTH.max;
  return { value, mistakes: right ? [] : [{ pointer: '/password', detail: textsIn(language).passwordLength }] };
};

export const checkedCard = (body: unknown, language: Language): Checked<PersonCard> => {
  const texts = textsIn(language);
  const name = fieldOf(body, 'name').trim();
  const email = fieldOf(body, 'email').trim();
  const mistakes: FieldMistake[] = [];
  if (name.length < 1 || name.length > 200) mistakes.push({ pointer: '/name', detail: texts.nameMissing });
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254)
    mistakes.push({ pointer: '/email', detail: texts.emailWrong });
  const chosen = fieldOf(body, 'language');
  return { value: { name, email, language: chosen === 'de' || chosen === 'en' ? chosen : language }, mistakes };
};
