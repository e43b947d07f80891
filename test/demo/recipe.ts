import type { Plant } from './plant.ts';
import type { Words } from './words.ts';

/** Frames that are looked at per second: the stations' work is quick. */
const FPS = 4;

/** What the evening recognises with; each succeeds the one before. */
export interface Recipe {
  readonly id: string;
  readonly externalId: string;
}

export async function makeRecipe(
  { people }: Plant,
  { versionId, promptSetVersionId, encoderId }: Words,
  more: { readonly externalId: string; readonly succeedsId?: string; readonly adapterId?: string },
): Promise<Recipe> {
  const { made } = await people.engineer.ask<{ made: { recipe: Recipe } }>(
    `mutation ($input: CreateRecipeInput!) {
       made: createRecipe(input: $input) { recipe { id externalId } userErrors { code message } } }`,
    { input: { vocabularyVersionId: versionId, promptSetVersionId, encoderId, fps: FPS, ...more } },
  );
  return made.recipe;
}
