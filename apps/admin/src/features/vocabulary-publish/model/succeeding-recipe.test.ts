import { expect, test } from '@jest/globals';
import { succeedingRecipe } from './succeeding-recipe.ts';

const recipe = {
  id: 'r1',
  name: 'Cell 4',
  fps: 2.5,
  promptSetVersion: { id: 'p1' },
  encoder: { id: 'e1', title: 'CLIP' },
  window: { frameCount: 4, stepCount: 1 },
  decode: {
    method: 'viterbi' as const,
    temperature: 1,
    smoothing: 0.5,
    minDurationMs: 400,
    minProbability: 0.3,
    minMargin: 0.1,
  },
};

test('succeedingRecipe keeps all but the words', () => {
  expect(succeedingRecipe(recipe, 'v2')).toEqual({
    vocabularyVersionId: 'v2',
    promptSetVersionId: 'p1',
    encoderId: 'e1',
    fps: 2.5,
    window: { frameCount: 4, stepCount: 1 },
    decode: {
      method: 'viterbi',
      temperature: 1,
      smoothing: 0.5,
      minDurationMs: 400,
      minProbability: 0.3,
      minMargin: 0.1,
    },
    succeedsId: 'r1',
  });
});

test('succeedingRecipe is null where no rate can be named', () => {
  expect(succeedingRecipe({ ...recipe, fps: null }, 'v2')).toBeNull();
});
