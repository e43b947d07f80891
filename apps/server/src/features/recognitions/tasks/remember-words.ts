import type { Recipe } from '@actionary/database';
import type { Services } from '../../../context.ts';
import { encodeRecipeWords } from '../../../shared/encoders/recipe-words.ts';
import type { RecipeWords } from '../../../shared/encoders/recipe-words.ts';

/** A recipe's words, encoded. */
export type WordsOf = (recipe: Recipe) => Promise<RecipeWords>;

/** The words of a recipe never change: they are encoded once for the recipe that was used last. */
export function rememberWords(services: Services): WordsOf {
  let last: { readonly id: string; readonly words: Promise<RecipeWords> } | null = null;
  return (recipe) => {
    if (last?.id === recipe.id) return last.words;
    const words = encodeRecipeWords(services, recipe);
    last = { id: recipe.id, words };
    // A failure is not remembered.
    words.catch(() => (last = last?.words === words ? null : last));
    return words;
  };
}
