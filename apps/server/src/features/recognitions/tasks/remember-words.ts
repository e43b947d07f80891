import { readAdapterModel } from '@actionary/database';
import type { Recipe } from '@actionary/database';
import { openAdapter } from '@actionary/inference';
import type { Adapter, UnknownReferences } from '@actionary/inference';
import type { Calibration } from '@actionary/inference/domain';
import type { Services } from '../../../context.ts';
import { calibrationOfRecipe, unknownOfRecipe } from '../../../shared/encoders/recipe-calibration.ts';
import { encodeRecipeWords } from '../../../shared/encoders/recipe-words.ts';
import type { RecipeWords } from '../../../shared/encoders/recipe-words.ts';

/** What embeddings are compared with, what they go through before, and what comes of it. */
export interface RecipeScoring extends RecipeWords {
  readonly adapter: Adapter | null;
  /** Takes the place of the temperature and the thresholds. */
  readonly calibration: Calibration | null;
  /** What is none of the words, beside the thresholds. */
  readonly unknown: UnknownReferences | null;
}

/** A recipe's words, encoded, its adapter and its calibration. */
export type WordsOf = (recipe: Recipe) => Promise<RecipeScoring>;

/** What a recipe pins never changes: its words are encoded once for the recipe that was used last. */
export function rememberWords(services: Services): WordsOf {
  let last: { readonly id: string; readonly words: Promise<RecipeScoring> } | null = null;
  return (recipe) => {
    if (last?.id === recipe.id) return last.words;
    const words = openScoring(services, recipe);
    last = { id: recipe.id, words };
    // A failure is not remembered.
    words.catch(() => (last = last?.words === words ? null : last));
    return words;
  };
}

async function openScoring(services: Services, recipe: Recipe): Promise<RecipeScoring> {
  const { adapterId } = recipe;
  const words = await encodeRecipeWords(services, recipe);
  // Whoever still uses it holds it; then it goes with the garbage.
  const adapter = adapterId ? await openAdapter(await readAdapterModel(services.db, adapterId)) : null;
  const calibration = await calibrationOfRecipe(services.db, recipe, words);
  const unknown = await unknownOfRecipe(services.db, recipe, words.encoder.dims);
  return { ...words, adapter, calibration, unknown };
}
