/** What ESLint says of texts as if they stood in files: JSON `[{ file, text }]` in, JSON `[[{ rule, message }]]` out. */

import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

// With CI set, the parser would read the file itself the first time and not the text that it is given.
process.env['TSESTREE_SINGLE_RUN'] = 'false';

const eslint = new ESLint();
const results = [];
for (const one of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(one.text, { filePath: one.file });
  results.push(result?.messages.map(({ ruleId, message }) => ({ rule: ruleId, message })) ?? []);
}
process.stdout.write(JSON.stringify(results));
