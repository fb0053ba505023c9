import { describe, expect, it } from '@jest/globals';
import { checkAppend } from './append-request.js';
import { MAX_APPEND_BYTES, MAX_EVENT_BYTES } from './limits.js';
import type { NewEvent } from './port.js';
import { anEvent } from './testing/contract/fixtures.js';

/** Data and metadata together are exactly so large; half of the text are characters of two bytes. */
const sized = (bytes: number): NewEvent => {
  const empty = anEvent({ data: JSON.stringify({ text: '' }) });
  const left = bytes - Buffer.byteLength(empty.data + empty.metadata);
  const text = 'ü'.repeat(Math.floor(left / 4)) + 'x'.repeat(left - 2 * Math.floor(left / 4));
  return { ...empty, data: JSON.stringify({ text }) };
};
const asked =
  (...events: NewEvent[]) =>
  () =>
    checkAppend({ stream: 's-1', expected: 'any', events });
const tooLarge = (message: string) => expect.objectContaining({ code: 'too-large', message });

describe('the limits of an append', () => {
  it('let an event of 1 MiB pass, and refuse the next byte with both figures', () => {
    expect(asked(sized(MAX_EVENT_BYTES))).not.toThrow();
    expect(asked(sized(MAX_EVENT_BYTES + 1))).toThrow(tooLarge('An event of 1048577 bytes exceeds 1048576.'));
  });

  it('let an append of 16 MiB pass, and refuse the next byte with both figures', () => {
    const events = Array.from({ length: MAX_APPEND_BYTES / MAX_EVENT_BYTES }, () => sized(MAX_EVENT_BYTES));
    expect(asked(...events)).not.toThrow();
    const one = sized(200);
    const bytes = MAX_APPEND_BYTES + 3 * (one.data.length + one.metadata.length);
    expect(asked(...events, one)).toThrow(tooLarge(`An append of ${bytes} bytes exceeds 16777216.`));
  });
});
