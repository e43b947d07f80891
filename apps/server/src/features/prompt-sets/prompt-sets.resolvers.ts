import { createPromptSet, listPromptSets } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { settle, toPayload } from '../../shared/graphql/result.ts';
import { versionsPage } from '../../shared/graphql/version-pages.ts';
import { previewPrompts } from './preview-prompts.ts';
import { addVersion, promptSetInput } from './prompt-sets.service.ts';

export const promptSetResolvers: Resolvers = {
  Query: {
    promptSets: async (_, args, { db }) => toConnection(await listPromptSets(db, pageRequest(args)), args),
    previewPrompts: async (_, { input }, context) => toPayload('previews', await previewPrompts(context, input)),
  },
  Mutation: {
    createPromptSet: async (_, { input }, { db }) =>
      toPayload('promptSet', await settle(async () => createPromptSet(db, promptSetInput(input)))),
    createPromptSetVersion: async (_, { input }, { db }) => toPayload('promptSet', await addVersion(db, input)),
  },
  PromptSet: {
    id: ({ id }) => toGlobalId('PromptSet', id),
    latest: async ({ id }, _, { loaders }) => (await loaders.versionsOfPromptSet.load(id))[0]!,
    versions: async ({ id }, args, { loaders }) => versionsPage(await loaders.versionsOfPromptSet.load(id), args),
  },
  PromptSetVersion: {
    id: ({ id }) => toGlobalId('PromptSetVersion', id),
    promptSet: async ({ promptSetId }, _, { loaders }) => (await loaders.promptSet.load(promptSetId))!,
  },
};
