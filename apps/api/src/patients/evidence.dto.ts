import type { ConsentEvidence, Personal } from '@konsil/domain';
import { PersonalText, Word } from '../openapi/index.js';
import { EVIDENCE_KINDS } from './dto.js';

/** What shows that a consent was given. */
export class Evidence implements ConsentEvidence {
  @Word(EVIDENCE_KINDS)
  readonly kind!: ConsentEvidence['kind'];

  @PersonalText({ optional: true, description: 'SHA-256 of the document, lower-case hex' })
  readonly documentHash?: Personal<string>;
}
