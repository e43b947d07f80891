import { describe, expect, test } from '@jest/globals';
import { EMPTY_CONCEPT } from './concept.ts';
import type { Concept } from './concept.ts';
import { addConcepts, changeConcept, NO_EDITS, rebaseEdits, settleEdits, withEdits } from './concept-edits.ts';

const concept = (externalId: string, more: Partial<Concept> = {}): Concept => ({
  ...EMPTY_CONCEPT,
  externalId,
  prefLabels: { en: externalId },
  ...more,
});
const wipe = concept('wipe');
const pour = concept('pour', { position: 1 });
const saved = [wipe, pour];

describe('changeConcept', () => {
  test('keeps what is typed, spaces included, and forgets a change that is undone', () => {
    const typed = changeConcept(NO_EDITS, saved, 'wipe', { prefLabels: { en: 'wipe ' } });
    expect(withEdits(saved, typed).map(({ state, concept: { prefLabels } }) => [state, prefLabels.en])).toEqual([
      ['changed', 'wipe '],
      ['saved', 'pour'],
    ]);
    expect(changeConcept(typed, saved, 'wipe', { prefLabels: { en: 'wipe', ja: '' } }).size).toBe(0);
  });

  test('proposes the external id of a new concept until a person chooses one', () => {
    const added = addConcepts(NO_EDITS, saved, [{ key: ' new 1' }]);
    expect(added.get(' new 1')?.concept).toMatchObject({ externalId: '1', position: 2 });
    const named = changeConcept(added, saved, ' new 1', { prefLabels: { en: 'Wipe' } });
    expect(named.get(' new 1')?.concept.externalId).toBe('wipe-2');
    const chosen = changeConcept(named, saved, ' new 1', { externalId: 'W-7' });
    const renamed = changeConcept(chosen, saved, ' new 1', { prefLabels: { en: 'Clean' } });
    expect(renamed.get(' new 1')?.concept.externalId).toBe('W-7');
  });

  test('takes narrower concepts along when the external id of a new concept changes', () => {
    const added = addConcepts(NO_EDITS, saved, [{ key: ' new 1' }]);
    const moved = changeConcept(added, saved, 'pour', { broaderId: '1' });
    const named = changeConcept(moved, saved, ' new 1', { prefLabels: { en: 'Handle' } });
    expect(named.get('pour')?.concept.broaderId).toBe('handle');
  });
});

describe('rebaseEdits', () => {
  const edits = changeConcept(NO_EDITS, saved, 'wipe', { notation: 'W', prefLabels: { en: 'Wipe off' } });

  test('takes the fields that only the other person has changed', () => {
    const rebased = rebaseEdits(edits, [{ ...wipe, definitions: { en: 'with a cloth' } }, pour]);
    expect(rebased.get('wipe')).toMatchObject({
      concept: { notation: 'W', prefLabels: { en: 'Wipe off' }, definitions: { en: 'with a cloth' } },
      conflicts: [],
    });
  });

  test('keeps what is typed where both have changed a field, and tells theirs', () => {
    const rebased = rebaseEdits(edits, [{ ...wipe, prefLabels: { en: 'Mop' } }, pour]);
    expect(rebased.get('wipe')?.concept.prefLabels).toEqual({ en: 'Wipe off' });
    expect(rebased.get('wipe')?.conflicts).toEqual([{ field: 'prefLabels', theirs: { en: 'Mop' } }]);
  });

  test('drops an edit that the other person has made, too', () => {
    expect(rebaseEdits(edits, [{ ...wipe, notation: 'W', prefLabels: { en: 'Wipe off' } }, pour]).size).toBe(0);
  });

  test('makes a new concept of one that the other person has removed', () => {
    const rebased = rebaseEdits(edits, [pour]);
    expect(withEdits([pour], rebased).map(({ key, state }) => [key, state])).toEqual([
      ['pour', 'saved'],
      ['wipe', 'new'],
    ]);
  });
});

describe('settleEdits', () => {
  test('drops what was saved and keeps what was typed meanwhile', () => {
    const sent = changeConcept(NO_EDITS, saved, 'wipe', { notation: 'W' });
    expect(settleEdits(sent, sent).size).toBe(0);
    const later = changeConcept(sent, saved, 'wipe', { notation: 'W7' });
    const settled = settleEdits(later, sent).get('wipe');
    expect([settled?.base?.notation, settled?.concept.notation]).toEqual(['W', 'W7']);
  });
});
