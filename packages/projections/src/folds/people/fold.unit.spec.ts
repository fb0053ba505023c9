import { describe, expect, it } from '@jest/globals';
import { ERASED, type PracticeId } from '@konsil/domain';
import { anAccount, luisId } from '@konsil/domain/testing';
import { foldInMemory } from '../../fold/index.js';
import { recordedFrom } from '../../testing/recorded.js';
import { peopleFold } from './fold.js';

const practiceId = 'practice' as PracticeId;
const withPractice = anAccount().withPractice(practiceId);
const rowsOf = ({ events }: ReturnType<typeof anAccount>) => foldInMemory(peopleFold, recordedFrom(events));
const ofLuis = { personId: luisId };

describe('The fold of people', () => {
  it('shows a practice under its newest name, and whether it is open', () => {
    expect(rowsOf(withPractice).practices).toMatchObject([{ name: 'Am Hafen', open: true }]);
    const renamed = withPractice.and({ type: 'PracticeRenamed', data: { ...ofLuis, practiceId, name: 'Am Markt' } });
    expect(rowsOf(renamed).practices).toMatchObject([{ name: 'Am Markt', searchName: 'am markt', open: true }]);
    const closed = renamed.and({ type: 'PracticeClosed', data: { ...ofLuis, practiceId } });
    expect(rowsOf(closed).practices).toMatchObject([{ name: 'Am Markt', open: false }]);
    const erased = withPractice.and({ type: 'PracticeRenamed', data: { ...ofLuis, practiceId, name: ERASED } });
    expect(rowsOf(erased).practices).toMatchObject([{ name: null, sortName: '', searchName: '' }]);
  });

  it('speaks the language that was chosen last', () =>
    expect(
      rowsOf(anAccount().and({ type: 'LanguageChosen', data: { ...ofLuis, language: 'de' } })).people,
    ).toMatchObject([{ language: 'de' }]));

  it('counts a closed account as not registered', () => {
    expect(rowsOf(anAccount()).people).toMatchObject([{ registered: true }]);
    expect(rowsOf(anAccount().closed()).people).toMatchObject([{ registered: false }]);
  });
});
