import type { CreateRecipeInput, TouchedRecipeFragment } from '../../../../generated/graphql.ts';

/** A recipe like another one, with a newer version of its vocabulary; null where it takes every frame of a video. */
export function succeedingRecipe(recipe: TouchedRecipeFragment, vocabularyVersionId: string): CreateRecipeInput | null {
  const { id, promptSetVersion, encoder, fps, window, decode } = recipe;
  if (fps === null) return null;
  const { method, temperature, smoothing, minDurationMs, minProbability, minMargin } = decode;
  return {
    vocabularyVersionId,
    promptSetVersionId: promptSetVersion.id,
    encoderId: encoder.id,
    fps,
    window: { frameCount: window.frameCount, stepCount: window.stepCount },
    decode: { method, temperature, smoothing, minDurationMs, minProbability, minMargin },
    succeedsId: id,
  };
}
