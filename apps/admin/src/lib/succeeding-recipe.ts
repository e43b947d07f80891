import type { CreateRecipeInput, RecipePinsFragment } from '../../generated/graphql.ts';

/**
 * A recipe that follows another one and is like it but for some things; null where that takes every frame of a video. A
 * calibration is of one adapter: with another one there is none.
 */
export function succeedingRecipe(
  recipe: RecipePinsFragment,
  changed: Partial<Pick<CreateRecipeInput, 'vocabularyVersionId' | 'adapterId' | 'calibrationId'>>,
): CreateRecipeInput | null {
  const { id, vocabularyVersion, promptSetVersion, encoder, adapter, calibration, fps, window, decode } = recipe;
  if (fps === null) return null;
  const { method, temperature, smoothing, minDurationMs, minProbability, minMargin } = decode;
  return {
    vocabularyVersionId: vocabularyVersion.id,
    promptSetVersionId: promptSetVersion.id,
    encoderId: encoder.id,
    adapterId: adapter?.id ?? null,
    calibrationId: changed.adapterId === undefined ? (calibration?.id ?? null) : null,
    fps,
    window: { frameCount: window.frameCount, stepCount: window.stepCount },
    decode: { method, temperature, smoothing, minDurationMs, minProbability, minMargin },
    succeedsId: id,
    ...changed,
  };
}
