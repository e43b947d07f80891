import { expect, test } from '@jest/globals';
import { isOwnStep, noteOwnSteps, noteUndone } from './own-steps.ts';
import { nextStep } from './replay.ts';

const step = (id: string, undoneAt: string | null = null) => ({ id, undoneAt });

test('nextStep takes back the latest step that stands', () => {
  expect(nextStep([step('c', '2026-01-01T00:00:00.000Z'), step('b'), step('a')], 'undo')).toEqual(step('b'));
  expect(nextStep([step('a', '2026-01-01T00:00:00.000Z')], 'undo')).toBeNull();
});

test('nextStep does again what was taken back last, not what newer steps have overruled', () => {
  const [first, second, third] = ['2026-01-01T00:00:01.000Z', '2026-01-01T00:00:02.000Z', '2026-01-01T00:00:09.000Z'];
  expect(nextStep([step('b', first), step('a', second)], 'redo')?.id).toBe('a');
  expect(nextStep([step('c', third), step('b', first), step('a', second)], 'redo')?.id).toBe('c');
  expect(nextStep([step('b', first), step('a', first)], 'redo')?.id).toBe('a');
  expect(nextStep([step('a')], 'redo')).toBeNull();
});

test('a step is asked about unless this window has made it, or has taken it back', () => {
  noteOwnSteps(['mine']);
  noteUndone('theirs');
  expect([isOwnStep('mine', 'undo'), isOwnStep('theirs', 'undo'), isOwnStep('theirs', 'redo')]).toEqual([
    true,
    false,
    true,
  ]);
});
