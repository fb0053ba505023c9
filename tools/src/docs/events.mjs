/**
 * Makes docs/events/README.md, the page of all event types, from the catalogue of the built @konsil/domain.
 *
 * Usage: node tools/src/docs/events.mjs [--check]
 */

import { parseArgs } from 'node:util';
import { catalogue, eventTypes, retentions } from '@konsil/domain';
import { bringUpToDate } from './page.mjs';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

/** What the id of a data subject stands for, by the field that holds it. */
const SUBJECTS = { patientId: 'the patient', personId: 'the person', organisationId: 'the organisation' };

/** @param {string} field */
const subjectOf = (field) => Object.entries(SUBJECTS).find(([name]) => name === field)?.[1] ?? `\`${field}\``;

/**
 * What is sealed, whose data it is and under which class of key; one line.
 * @param {Readonly<Record<string, { readonly subject: string, readonly class: string }>>} personal
 */
const personalOf = (personal) => {
  const fields = Object.entries(personal);
  if (fields.length === 0) return 'none';
  return fields
    .map(([path, field]) => `\`${path}\` (of ${subjectOf(field.subject)}, class \`${field.class}\`)`)
    .join(', ');
};

/** @param {import('@konsil/domain').EventType} type */
const sectionOf = (type) => {
  const entry = catalogue[type];
  return `### ${type}

| | |
| --- | --- |
| Recorded when | ${entry.recorded} |
| Caused by | ${entry.by.map((role) => `\`${role}\``).join(', ')} |
| Personal fields | ${personalOf(entry.personal)} |
| Kept as | \`${entry.retention}\` |
| For | ${entry.purpose} |
| Schema version | ${entry.version} |

\`\`\`json
${JSON.stringify(entry.example, null, 2)}
\`\`\`
`;
};

const categories = [...new Set(eventTypes.map((type) => catalogue[type].category))];

/** @param {string} category */
const typesOf = (category) => eventTypes.filter((type) => catalogue[type].category === category);

const page = `<!-- Made by tools/src/docs/events.mjs from the catalogue in packages/domain/src/catalogue: change it there. -->

# Events

Every event type that Konsil records. Names and shapes are a stored format: they change only by a new schema version beside the
old one. Who acted, for whom and through which command stands in the event's metadata; when and where in the log, the log says.

| Stream | Event types |
| --- | --- |
${categories
  .map(
    (category) =>
      `| [\`${category}-…\`](#streams-${category}) | ${typesOf(category)
        .map((type) => `[${type}](#${type.toLowerCase()})`)
        .join(', ')} |`,
  )
  .join('\n')}

## What the columns mean

**Caused by** names the part in which somebody acts, as it stands in \`metadata.actor.role\`; \`setup\` is the first start, \`policy\`
a rule that acts by itself. **Personal fields** are stored encrypted, under a key of their own for each data subject and class:
destroying the key erases them everywhere, and the field then reads as \`{ "erased": true }\`. **Kept as** is one of these:

| Class | How long | After | Ground |
| --- | --- | --- | --- |
${Object.entries(retentions)
  .map(([name, { years, after, ground }]) => `| \`${name}\` | ${years} years | ${after} | ${ground} |`)
  .join('\n')}

## What stands with every event

| In the metadata | What |
| --- | --- |
| \`actor\` | \`id\` of the person, \`role\` in which they acted, \`onBehalfOf\` whom |
| \`commandId\`, \`causationId\` | the command that caused it; a repeat of the request finds it by this |
| \`correlationId\` | the HTTP request |
| \`bodyMac\` | HMAC of the request's body under a key of the month, which is destroyed later |
| \`schemaVersion\` | of the data |
| \`digest\`, \`header\` | SHA-256 of the stored data; the canonical header that covers it ([why it has no position](../decisions/header-without-position.md)) |

${categories.map((category) => `## Streams \`${category}\`\n\n${typesOf(category).map(sectionOf).join('\n')}`).join('\n')}`;

await bringUpToDate(new Map([['docs/events/README.md', page]]), values);
