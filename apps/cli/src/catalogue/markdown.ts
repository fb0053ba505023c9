/** The catalogue as a page of the docs. Rules: product.md I4, G10. */

import { catalogue, type EventType, eventTypes, retentions } from '@konsil/domain';

/** What the id of a data subject stands for, by the field that holds it. */
const SUBJECTS = { patientId: 'the patient', personId: 'the person', organisationId: 'the organisation' };

const subjectOf = (field: string): string =>
  Object.entries(SUBJECTS).find(([name]) => name === field)?.[1] ?? `\`${field}\``;

/** What is sealed, whose data it is and under which class of key; one line. */
const personalOf = (
  personal: Readonly<Record<string, { readonly subject: string; readonly class: string }>>,
): string => {
  const fields = Object.entries(personal);
  if (fields.length === 0) return 'none';
  return fields
    .map(([path, field]) => `\`${path}\` (of ${subjectOf(field.subject)}, class \`${field.class}\`)`)
    .join(', ');
};

const sectionOf = (type: EventType): string => {
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

const typesOf = (category: string): readonly EventType[] =>
  eventTypes.filter((type) => catalogue[type].category === category);

/** The page of all event types, `docs/events/README.md`. */
export const asMarkdown =
  (): string => `<!-- Made by konsil catalogue from packages/domain/src/catalogue: change it there. -->

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
