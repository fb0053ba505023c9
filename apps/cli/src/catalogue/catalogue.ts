/** `konsil catalogue`: every event type that Konsil records. Rules: product.md I4, G10. */

import type { EventType } from '@konsil/domain';
import { Argument, Command, Option } from 'commander';
import { CliError } from '../cli-error.js';

const FORMATS = ['table', 'json-schema', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

export const catalogueCommand = (): Command =>
  new Command('catalogue')
    .description('Print every event type: when it is recorded, by whom, which fields are personal, how long it is kept')
    .addArgument(new Argument('[types...]', 'only these event types (not with markdown)'))
    .addOption(new Option('--format <format>', 'how to print it').choices(FORMATS).default('table'))
    .addHelpText(
      'after',
      `
Examples:
  konsil catalogue
  konsil catalogue CaseShared CaseUnshared
  konsil catalogue --format json-schema CaseShared    JSON Schema (2020-12), one schema
  konsil catalogue --format json-schema               all of them, by event type
  konsil catalogue --format markdown                  the page docs/events/README.md`,
    )
    .action(async (names: readonly string[], { format }: { readonly format: Format }) => {
      const types = await knownTypes(names);
      process.stdout.write(`${await printed(format, types)}\n`);
    });

const knownTypes = async (names: readonly string[]): Promise<readonly EventType[]> => {
  const { eventTypes, isEventType } = await import('@konsil/domain');
  const unknown = names.filter((name) => !isEventType(name));
  if (unknown.length > 0) {
    throw new CliError(`no event type is called ${unknown.join(', ')}; konsil catalogue lists all of them`);
  }
  return names.length === 0 ? eventTypes : names.filter(isEventType);
};

const printed = async (format: Format, types: readonly EventType[]): Promise<string> => {
  switch (format) {
    case 'table':
      return (await import('./table.js')).asTable(types);
    case 'json-schema':
      return (await import('./json-schema.js')).asJsonSchema(types);
    case 'markdown':
      return (await import('./markdown.js')).asMarkdown();
  }
};
