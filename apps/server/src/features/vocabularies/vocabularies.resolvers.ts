import { createVocabulary, discardDraft, findVocabulary, listVocabularies, openDraft } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { cleanName, inputKey, optionalId, settle, toDeletePayload, toPayload } from '../../shared/graphql/result.ts';
import { versionsPage } from '../../shared/graphql/version-pages.ts';
import { contentsPage, changeVocabulary } from './vocabularies.service.ts';

export const vocabularyResolvers: Resolvers = {
  Query: {
    vocabularies: async (_, { includeArchived, ...args }, { db }) =>
      toConnection(await listVocabularies(db, pageRequest(args), { includeArchived: includeArchived ?? false }), args),
    vocabulary: (_, { externalId }, { db }) => findVocabulary(db, externalId),
  },
  Mutation: {
    createVocabulary: async (_, { input }, { db }) => {
      const { name, description, externalId, licence, source } = input;
      const create = async () =>
        createVocabulary(db, {
          name: cleanName(name, 'name'),
          description: description ?? '',
          externalId: optionalId(externalId),
          licence: licence ?? '',
          source: source ?? '',
        });
      return toPayload('vocabulary', await settle(create));
    },
    updateVocabulary: async (_, { input }, { db }) => toPayload('vocabulary', await changeVocabulary(db, input)),
    openVocabularyDraft: async (_, { vocabularyId }, { db }) => {
      const open = async () => openDraft(db, inputKey('Vocabulary', vocabularyId, 'vocabularyId'));
      return toPayload('version', await settle(open));
    },
    discardVocabularyDraft: async (_, { versionId, expectedRevision }, { db }) => {
      const discard = async () =>
        discardDraft(db, inputKey('VocabularyVersion', versionId, 'versionId'), expectedRevision);
      return toDeletePayload(versionId, await settle(discard));
    },
  },
  Vocabulary: {
    id: ({ id }) => toGlobalId('Vocabulary', id),
    draft: async ({ id }, _, { loaders }) =>
      (await loaders.versionsOfVocabulary.load(id)).find(({ status }) => status === 'draft') ?? null,
    latestPublished: async ({ id }, _, { loaders, noteReading }) => {
      const versions = await loaders.versionsOfVocabulary.load(id);
      const version = versions.find(({ status }) => status === 'published') ?? null;
      if (version) noteReading(version, 'follows');
      return version;
    },
    version: async ({ id }, { number }, { loaders, noteReading }) => {
      const versions = await loaders.versionsOfVocabulary.load(id);
      const version = versions.find((each) => each.number === number && each.status === 'published') ?? null;
      if (version) noteReading(version, 'pins');
      return version;
    },
    versions: async ({ id }, args, { loaders }) => versionsPage(await loaders.versionsOfVocabulary.load(id), args),
  },
  VocabularyVersion: {
    id: ({ id }) => toGlobalId('VocabularyVersion', id),
    vocabulary: async ({ vocabularyId }, _, { loaders }) => (await loaders.vocabulary.load(vocabularyId))!,
    conceptCount: ({ id }, _, { loaders }) => loaders.conceptCountOfVersion.load(id),
    contents: async ({ id }, args, { loaders }) => contentsPage(id, await loaders.conceptsOfVersion.load(id), args),
  },
};
