/** What has changed for one reader and was not told yet; bounded, however long they do not listen. */

import type { CaseId } from '@konsil/domain';
import type { Told } from '../engine/index.js';
import type { Cell } from '../read-store/cells.js';

const LISTS = ['orders', 'collaborations', 'collaborators'] as const;
export type LiveList = (typeof LISTS)[number];

/** A grant as it is told, by column. */
export type GrantTold = Readonly<Record<string, Cell>>;

/** Cases that are named at once; where more have changed, only the lists are. */
const MOST_NAMED = 200;

export interface Pending {
  readonly lists: ReadonlySet<LiveList>;
  /** Cases of the reader's own. */
  readonly cases: ReadonlySet<CaseId>;
  /** Grants to the reader or their organisations, as they are now and as they were. */
  readonly grants: readonly GrantTold[];
  readonly before: readonly GrantTold[];
  /** Providers who have changed what access stands on. */
  readonly providers: ReadonlySet<string>;
  /** More than are named. */
  readonly more: boolean;
}

/** Who reads, and whom they speak for. */
interface Concerned {
  readonly viewer: string;
  readonly recipients: readonly string[];
}

export class Changes {
  readonly #lists = new Set<LiveList>();
  readonly #cases = new Set<CaseId>();
  readonly #grants = new Map<string, GrantTold>();
  readonly #before = new Map<string, GrantTold>();
  readonly #providers = new Set<string>();
  #more = false;

  get isEmpty(): boolean {
    return this.#lists.size + this.#grants.size + this.#before.size + this.#providers.size === 0;
  }

  /** A row that has changed, if it is anything to the reader. What a provider changes is something to whoever relies on it. */
  add({ table, whom, row, before }: Told, { viewer, recipients }: Concerned): void {
    if (table === 'providers') this.#providers.add(String(row['providerId']));
    if (!whom.some((id) => recipients.includes(id))) return;
    if (table === 'cases') this.#addCase(String(row['caseId']) as CaseId);
    else if (table === 'grants') this.#addGrant(row, before);
    else if (table === 'rosterEntries') {
      if (row['providerId'] === viewer) this.#lists.add('collaborators');
      else if (row['active'] === 1) this.#lists.add('collaborations');
    } else if (table === 'organisationMembers') this.#lists.add('collaborations');
  }

  /** Nobody knows what was missed: whatever the reader shows may be no longer what it was. */
  addAll(): void {
    for (const list of LISTS) this.#lists.add(list);
    this.#more = true;
  }

  /** All there is; nothing is pending afterwards. */
  take(): Pending {
    const pending = {
      lists: new Set(this.#lists),
      cases: new Set(this.#cases),
      grants: [...this.#grants.values()],
      before: [...this.#before.values()],
      providers: new Set(this.#providers),
      more: this.#more,
    };
    for (const one of [this.#lists, this.#cases, this.#grants, this.#before, this.#providers]) one.clear();
    this.#more = false;
    return pending;
  }

  #addCase(caseId: CaseId): void {
    this.#lists.add('orders');
    if (this.#cases.size < MOST_NAMED || this.#cases.has(caseId)) this.#cases.add(caseId);
    else this.#more = true;
  }

  /** Beyond the bound those that are kept stand for all: who sees none of them is told nothing. */
  #addGrant(row: GrantTold, before: boolean): void {
    const known = before ? this.#before : this.#grants;
    const key = `${String(row['caseId'])} ${String(row['collaboratorId'])}`;
    if (known.size < MOST_NAMED || known.has(key)) known.set(key, row);
    else this.#more = true;
  }
}
