import type { CreateRecipeInput, RecipePinsFragment } from '../../generated/graphql.ts';

/** A recipe that follows another one and is like it but for some things; null where that takes every frame of a video. */
export function succeedingRecipe(
  recipe: RecipePinsFragment,
  changed: Pick<CreateRecipeInput, 'name'> & Partial<Pick<CreateRecipeInput, 'vocabularyVersionId' | 'adapterId'>>,
): CreateRecipeInput | null {
  const { id, vocabularyVersion, promptSetVersion, encoder, adapter, fps, window, decode } = recipe;
  if (fps === null) return null;
  const { method, temperature, smoothing, minDurationMs, minProbability, minMargin } = decode;
  return {
    vocabularyVersionId: vocabularyVersion.id,
    promptSetVersionId: promptSetVersion.id,
    encoderId: encoder.id,
    adapterId: adapter?.id ?? null,
    fps,
    window: { frameCount: window.frameCount, stepCount: window.stepCount },
    decode: { method, temperature, smoothing, minDurationMs, minProbability, minMargin },
    succeedsId: id,
    ...changed,
  };
}
