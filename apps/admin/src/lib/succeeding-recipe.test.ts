import { expect, test } from '@jest/globals';
import { succeedingRecipe } from './succeeding-recipe.ts';

const recipe = {
  id: 'r1',
  fps: 2.5,
  vocabularyVersion: { id: 'v1' },
  promptSetVersion: { id: 'p1' },
  encoder: { id: 'e1' },
  adapter: { id: 'a1' },
  calibration: { id: 'c1' },
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

const kept = {
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
};

test('succeedingRecipe keeps all but the words, the adapter and the calibration included', () => {
  expect(succeedingRecipe(recipe, { vocabularyVersionId: 'v2' })).toEqual({
    ...kept,
    vocabularyVersionId: 'v2',
    adapterId: 'a1',
    calibrationId: 'c1',
  });
  expect(succeedingRecipe({ ...recipe, adapter: null }, { vocabularyVersionId: 'v2' })).toMatchObject({
    adapterId: null,
  });
});

test('succeedingRecipe keeps all but the adapter and, with it, the calibration', () => {
  expect(succeedingRecipe(recipe, { adapterId: 'a2' })).toEqual({
    ...kept,
    vocabularyVersionId: 'v1',
    adapterId: 'a2',
    calibrationId: null,
  });
});

test('succeedingRecipe keeps all but the calibration', () => {
  expect(succeedingRecipe(recipe, { calibrationId: 'c2' })).toEqual({
    ...kept,
    vocabularyVersionId: 'v1',
    adapterId: 'a1',
    calibrationId: 'c2',
  });
});

test('succeedingRecipe is null where no rate can be named', () => {
  expect(succeedingRecipe({ ...recipe, fps: null }, { adapterId: 'a2' })).toBeNull();
});
