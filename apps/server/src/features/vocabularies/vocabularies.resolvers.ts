import {
  createVocabulary,
  discardDraft,
  listVocabularies,
  openDraft,
  publishDraft,
  redoChange,
  undoChange,
} from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/connection.ts';
import { toGlobalId } from '../../shared/global-id.ts';
import { cleanName, inputKey, optionalId, settle, toDeletePayload, toPayload } from '../../shared/result.ts';
import { changeByOperations } from './change-draft.ts';
import { contentsPage, changeVocabulary } from './vocabularies.service.ts';

export const vocabularyResolvers: Resolvers = {
  Query: {
    vocabularies: async (_, { includeArchived, ...args }, { db }) =>
      toConnection(await listVocabularies(db, pageRequest(args), { includeArchived: includeArchived ?? false }), args),
  },
  Mutation: {
    createVocabulary: async (_, { input }, { db }) => {
      const { name, description, externalId } = input;
      const create = async () =>
        createVocabulary(db, {
          name: cleanName(name, 'name'),
          description: description ?? '',
          externalId: optionalId(externalId),
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
    changeVocabularyDraft: async (_, { input }, { db, person }) =>
      toPayload('version', await changeByOperations(db, input, person)),
    undoVocabularyChange: async (_, { versionId, expectedRevision }, { db }) => {
      const undo = async () => undoChange(db, inputKey('VocabularyVersion', versionId, 'versionId'), expectedRevision);
      return toPayload('version', await settle(undo));
    },
    redoVocabularyChange: async (_, { versionId, expectedRevision }, { db }) => {
      const redo = async () => redoChange(db, inputKey('VocabularyVersion', versionId, 'versionId'), expectedRevision);
      return toPayload('version', await settle(redo));
    },
    publishVocabularyDraft: async (_, { input }, { db }) => {
      const { versionId, expectedRevision: revision, notes } = input;
      const publish = async () =>
        publishDraft(db, inputKey('VocabularyVersion', versionId, 'versionId'), { revision, notes: notes ?? '' });
      return toPayload('version', await settle(publish));
    },
  },
  Vocabulary: {
    id: ({ id }) => toGlobalId('Vocabulary', id),
    draft: async ({ id }, _, { loaders }) =>
      (await loaders.versionsOfVocabulary.load(id)).find(({ status }) => status === 'draft') ?? null,
    latestPublished: ({ id }, _, { loaders }) => loaders.latestVersion.load(id),
    versions: ({ id }, _, { loaders }) => loaders.versionsOfVocabulary.load(id),
  },
  VocabularyVersion: {
    id: ({ id }) => toGlobalId('VocabularyVersion', id),
    vocabulary: async ({ vocabularyId }, _, { loaders }) => (await loaders.vocabulary.load(vocabularyId))!,
    conceptCount: async ({ id }, _, { loaders }) => (await loaders.vocabularyVersion.load(id))!.conceptCount,
    contents: async ({ id }, args, { loaders }) => contentsPage(id, await loaders.conceptsOfVersion.load(id), args),
  },
};
