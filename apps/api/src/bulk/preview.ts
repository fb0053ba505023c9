/** What an act on many cases would do, decided with the very rule of the act, and recorded nowhere. Rules: product.md C2. */

import {
  type BulkCandidate,
  bulkDecider,
  type BulkId,
  caseDecider,
  type CaseId,
  caseStream,
  noBulk,
  notFound,
  patientDecider,
  patientStream,
  type PersonId,
  type PreviewedCase,
  previewBulkSharing,
  type ShareWith,
} from '@konsil/domain';
import type { Aggregates } from '../commands/aggregates.js';
import { type Contexts, type Load, soon } from '../commands/index.js';
import type { BulkPreviewCase } from './answers.dto.js';

/** How many streams are read at once. */
const AT_ONCE = 50;
/** No act gets it: what is decided for a preview is not recorded. */
const NO_ACT = '00000000-0000-0000-0000-000000000000' as BulkId;

export class BulkPreviews {
  constructor(
    private readonly aggregates: Pick<Aggregates, 'load'>,
    private readonly contexts: Contexts,
  ) {}

  /**
   * In the order of the ids that are asked about. Of another's case, a draft and an id that nobody has, the answer is one.
   * @throws DomainError for what would refuse the whole act, as when it is started
   */
  async of(personId: PersonId, share: ShareWith, caseIds: readonly CaseId[]): Promise<readonly BulkPreviewCase[]> {
    if (caseIds.length === 0) return [];
    const context = await this.contexts.ownCases({ personId }, this.load);
    bulkDecider.decide({ type: 'StartBulkSharing', data: { ...share, bulkId: NO_ACT, caseIds } }, noBulk, context);
    const candidates = await this.candidates(personId, caseIds);
    const previewed = new Map(
      previewBulkSharing([...candidates.values()], share, context).map((one) => [one.caseId, one]),
    );
    return caseIds.map((caseId) => shown(caseId, candidates.get(caseId), previewed.get(caseId)));
  }

  private readonly load: Load = (stream, evolution) =>
    soon(this.aggregates.load(stream, evolution), ({ state }) => state);

  private async candidates(
    personId: PersonId,
    caseIds: readonly CaseId[],
  ): Promise<ReadonlyMap<CaseId, BulkCandidate>> {
    const found = new Map<CaseId, BulkCandidate>();
    for (let from = 0; from < caseIds.length; from += AT_ONCE) {
      const some = caseIds.slice(from, from + AT_ONCE);
      const candidates = await Promise.all(some.map((caseId) => this.candidate(personId, caseId)));
      for (const candidate of candidates) if (candidate) found.set(candidate.on.caseId, candidate);
    }
    return found;
  }

  private async candidate(personId: PersonId, caseId: CaseId): Promise<BulkCandidate | undefined> {
    const on = await this.load(caseStream(caseId), caseDecider);
    if (on.status !== 'submitted' || on.providerId !== personId) return undefined;
    return { on, patient: await this.load(patientStream(on.patientId), patientDecider) };
  }
}

const shown = (
  caseId: CaseId,
  candidate: BulkCandidate | undefined,
  previewed: PreviewedCase | undefined,
): BulkPreviewCase => {
  const { answer, ...rest } = previewed ?? { answer: 'refused', code: notFound().code };
  return {
    caseId,
    orderNumber: candidate?.on.orders.at(-1)?.orderNumber ?? null,
    answer,
    code: 'code' in rest ? rest.code : null,
  };
};
