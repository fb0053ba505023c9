/** What every query's handler needs: the queries, the moment, and the wish to wait for a log position. */

import type { KeyObject } from 'node:crypto';
import type { Instant, PersonId } from '@konsil/domain';
import type { Asking, Queries } from '@konsil/projections';
import type { ReadSide } from '../commands/desk.js';
import { notShownInTime } from '../commands/answer.js';
import { openCursor, sealCursor } from '../http/index.js';

const BOUND_MS = 5_000;

export class Reads {
  constructor(
    readonly queries: Queries,
    private readonly readSide: ReadSide,
    private readonly clock: () => Instant,
    private readonly cursorKey: KeyObject,
    /** Where the log ended when the process started. */
    private readonly startedAt: number,
  ) {}

  /**
   * Who asks, and when; resolves once the views show the position that the client wishes to see (product.md F7), and
   * everything that was recorded before this process started: older rows could honour an access that has ended.
   * @throws RequestError 503 where that takes longer than five seconds
   */
  async asking(viewer: PersonId, waitFor: number | undefined): Promise<Asking> {
    const position = Math.max(waitFor ?? this.startedAt, this.startedAt);
    if (!(await this.readSide.reached(position, BOUND_MS))) throw notShownInTime(position);
    return { viewer, now: this.clock() };
  }

  /** A page of a list, as long as was asked, with its cursors opened and sealed: they hold sort values, which can be names. */
  async page<Page extends { readonly next?: string }>(
    list: string,
    asked: {
      readonly viewer: PersonId;
      readonly sort?: string | undefined;
      readonly direction?: string | undefined;
      readonly cursor?: string | undefined;
      readonly limit?: number | undefined;
    },
    query: (place: { readonly cursor?: string; readonly limit?: number }) => Promise<Page>,
  ): Promise<Page> {
    const scope = [list, asked.viewer, asked.sort ?? '', asked.direction ?? ''].join(' ');
    const opened =
      asked.cursor === undefined ? {} : { cursor: String(openCursor(this.cursorKey, scope, asked.cursor)) };
    const page = await query({ ...opened, ...(asked.limit !== undefined && { limit: asked.limit }) });
    return page.next === undefined ? page : { ...page, next: sealCursor(this.cursorKey, scope, page.next) };
  }
}
