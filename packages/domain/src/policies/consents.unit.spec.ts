import { describe, expect, it } from '@jest/globals';
import { consentsOf, type RecipientRule } from '../patient/index.js';
import { aPatient, consentOf, inDays, luisId, NOW } from '../testing/index.js';
import { consentsEndingSoon } from './consents.js';

const everyone: readonly RecipientRule[] = [{ of: 'everyone' }];
const colleagues: readonly RecipientRule[] = [{ of: 'kind', kind: 'colleague' }];
const until = (days: number) => ({ validUntil: inDays(days) });
const ending = (built: ReturnType<typeof aPatient>) => consentsEndingSoon(consentsOf(built.build()), NOW);

describe('consents that end soon (product.md G1)', () => {
  it('are those that end within 30 days', () => {
    expect(ending(aPatient())).toEqual([]);
    expect(ending(aPatient().consenting(everyone))).toEqual([]);
    expect(ending(aPatient().consenting(everyone, until(30)))).toEqual([consentOf(1)]);
    expect(ending(aPatient().consenting(everyone, until(31)))).toEqual([]);
    expect(ending(aPatient().consenting(everyone, until(0)))).toEqual([]);
  });

  it('are not those that a longer one follows for everybody and every purpose', () => {
    const short = aPatient().consenting(colleagues, until(10));
    expect(ending(short.consenting(everyone, until(60)))).toEqual([]);
    expect(ending(short.consenting([{ of: 'recipient', recipientId: luisId }]))).toEqual([consentOf(1)]);
    expect(ending(short.consenting(colleagues, { purposes: ['teaching'] }))).toEqual([consentOf(1)]);
  });

  it('are not those on which nothing stands any more', () => {
    const short = aPatient().consenting(colleagues, until(10));
    expect(ending(short.withdrawing(everyone))).toEqual([]);
    expect(ending(short.objecting(colleagues))).toEqual([]);
    expect(ending(short.objecting(colleagues).liftingObjection(colleagues))).toEqual([consentOf(1)]);
    expect(ending(short.restricted(inDays(9000)))).toEqual([]);
  });
});
