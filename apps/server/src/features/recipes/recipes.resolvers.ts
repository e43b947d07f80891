import { findRecipe, listRecipes } from '@actionary/database';
import { fpsOf } from '@actionary/inference/domain';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { toUpsertPayload } from '../../shared/graphql/result.ts';
import { bundleUrl } from './bundle-routes.ts';
import { decodeOf, windowOf } from './recipe-options.ts';
import { createRecipe, encoderOfRecipe } from './recipes.service.ts';

export const recipeResolvers: Resolvers = {
  Query: {
    recipe: (_, { externalId }, { db }) => findRecipe(db, externalId.trim()),
    recipes: async (_, args, { db }) => toConnection(await listRecipes(db, pageRequest(args)), args),
  },
  Mutation: {
    createRecipe: async (_, { input }, context) => toUpsertPayload('recipe', await createRecipe(context, input)),
  },
  Recipe: {
    id: ({ id }) => toGlobalId('Recipe', id),
    vocabularyVersion: async ({ vocabularyVersionId }, _, { loaders }) =>
      (await loaders.vocabularyVersion.load(vocabularyVersionId))!,
    promptSetVersion: async ({ promptSetVersionId }, _, { loaders }) =>
      (await loaders.promptSetVersion.load(promptSetVersionId))!,
    encoder: ({ encoderDigest }, _, { loaders }) => encoderOfRecipe(encoderDigest, loaders),
    fps: ({ sampling }) => {
      const fps = fpsOf(sampling);
      return fps === 'native' ? null : fps;
    },
    window: ({ window }) => windowOf(window),
    decode: ({ decode }) => decodeOf(decode),
    adapter: ({ adapterId }, _, { loaders }) => (adapterId ? loaders.adapter.load(adapterId) : null),
    first: async (recipe, _, { loaders }) => (await loaders.recipe.load(recipe.lineageId)) ?? recipe,
    calibration: ({ calibrationId }, _, { loaders }) =>
      calibrationId ? loaders.calibration.load(calibrationId) : null,
    bundleUrl: ({ id }) => bundleUrl(id),
  },
};
