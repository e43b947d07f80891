import { findRecipe } from '@actionary/database';
import type { Recipe } from '@actionary/database';
import type { UserErrorCode } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { keyOf } from './global-id.ts';
import { badUserInput, inputKey, refuse } from './result.ts';

/** A recipe by one of both. */
export interface RecipeName {
  readonly recipeId?: string | null | undefined;
  /** What other systems know it by. */
  readonly recipeExternalId?: string | null | undefined;
}

interface NameProblem {
  readonly code: UserErrorCode;
  readonly field: string;
  readonly message: string;
}

type Known = Pick<Context, 'db' | 'loaders'>;

/** The recipe that an input names; refuses (INVALID) none and two names, (NOT_FOUND) one of nothing. */
export async function inputRecipe(known: Known, name: RecipeName): Promise<Recipe> {
  const { recipe, problem } = await find(known, name);
  return recipe ?? refuse(problem.code, problem.field, problem.message);
}

/** The key of {@link inputRecipe}: whether an id is that of a recipe is for the store to say. */
export async function inputRecipeKey(known: Known, name: RecipeName): Promise<string> {
  const { recipeId, recipeExternalId } = name;
  if (!recipeId || recipeExternalId?.trim()) return (await inputRecipe(known, name)).id;
  return inputKey('Recipe', recipeId, 'recipeId');
}

/** The recipe that arguments name. @throws {GraphQLError} BAD_USER_INPUT */
export async function argumentRecipe(known: Known, name: RecipeName): Promise<Recipe> {
  const { recipe, problem } = await find(known, name);
  if (!recipe) throw badUserInput(`${problem.field}: ${problem.message}`);
  return recipe;
}

async function find(
  { db, loaders }: Known,
  { recipeId, recipeExternalId }: RecipeName,
): Promise<
  { readonly recipe: Recipe; readonly problem: null } | { readonly recipe: null; readonly problem: NameProblem }
> {
  const refused = (code: UserErrorCode, field: string, message: string) => {
    return { recipe: null, problem: { code, field, message } };
  };
  const externalId = recipeExternalId?.trim();
  if (recipeId && externalId)
    return refused('INVALID', 'recipeExternalId', 'name the recipe by one of its ids, not both');
  if (externalId) {
    const recipe = await findRecipe(db, externalId);
    return recipe
      ? { recipe, problem: null }
      : refused('NOT_FOUND', 'recipeExternalId', `there is no recipe ${externalId}`);
  }
  if (!recipeId) return refused('INVALID', 'recipeId', 'name a recipe: `recipeId` or `recipeExternalId`');
  const key = keyOf('Recipe', recipeId);
  const recipe = key === null ? null : await loaders.recipe.load(key);
  return recipe ? { recipe, problem: null } : refused('NOT_FOUND', 'recipeId', 'there is no such recipe');
}
