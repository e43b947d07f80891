import { redoChange, revertVocabulary, undoChange } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { argumentKey, inputKey, settle, toPayload } from '../../shared/graphql/result.ts';
import { contentsOf } from '../../shared/concepts/version-concepts.ts';
import { changeByOperations } from './change-draft.ts';
import { conceptHistory, fieldChangesOf, versionChanges } from './change-pages.ts';
import { compareVersions } from './compare-versions.ts';
import { publishVersion } from './publish-version.ts';
import { resolveIn } from './resolve-concepts.ts';
import { impactOfVersion } from './version-impact.ts';

/** Concepts that one step names at most. */
const MAX_CONCEPTS = 100;

export const vocabularyChangeResolvers: Resolvers = {
  Query: {
    compareVocabularyVersions: (_, { fromId, toId }, { loaders }) => compareVersions(fromId, toId, loaders),
  },
  Mutation: {
    changeVocabularyDraft: async (_, { input }, context) =>
      toPayload('version', await changeByOperations(context, input)),
    undoVocabularyChange: async (_, { versionId, expectedRevision }, { db }) => {
      const undo = async () => undoChange(db, inputKey('VocabularyVersion', versionId, 'versionId'), expectedRevision);
      return toPayload('version', await settle(undo));
    },
    redoVocabularyChange: async (_, { versionId, expectedRevision }, { db }) => {
      const redo = async () => redoChange(db, inputKey('VocabularyVersion', versionId, 'versionId'), expectedRevision);
      return toPayload('version', await settle(redo));
    },
    revertVocabulary: async (_, { vocabularyId, toVersionId }, { db, person }) => {
      const revert = async () => {
        const toId = inputKey('VocabularyVersion', toVersionId, 'toVersionId');
        return revertVocabulary(db, inputKey('Vocabulary', vocabularyId, 'vocabularyId'), toId, { person });
      };
      return toPayload('version', await settle(revert));
    },
    publishVocabularyDraft: async (_, { input }, context) => toPayload('version', await publishVersion(context, input)),
  },
  VocabularyVersion: {
    changes: ({ id }, { includeUndone, ...args }, { loaders }) =>
      versionChanges(id, { ...args, includeUndone: includeUndone ?? false }, loaders),
    canUndo: async ({ id }, _, { loaders }) => (await loaders.undoState.load(id)).canUndo,
    canRedo: async ({ id }, _, { loaders }) => (await loaders.undoState.load(id)).canRedo,
    impact: (version, _, { db }) => impactOfVersion(db, version),
    resolve: ({ id }, { conceptIds }, { loaders }) => resolveIn(id, conceptIds, loaders),
  },
  Concept: {
    history: (concept, args, { loaders }) => conceptHistory(concept, args, loaders),
  },
  VocabularyChange: {
    id: ({ id }) => toGlobalId('VocabularyChange', id),
    version: async ({ versionId }, _, { loaders }) => (await loaders.vocabularyVersion.load(versionId))!,
    concepts: async ({ touchedIds }, _, { loaders }) =>
      Promise.all(touchedIds.slice(0, MAX_CONCEPTS).map(async (id) => (await loaders.concept.load(id))!)),
    conceptCount: ({ touchedIds }) => touchedIds.length,
    fieldChanges: (change, _, { loaders }) => fieldChangesOf(change, loaders),
  },
  FieldChange: {
    concept: async ({ vocabularyId, conceptId }, _, { loaders }) =>
      (await loaders.conceptByExternalId.load(`${vocabularyId}/${conceptId}`))!,
  },
  VersionImpact: {
    concepts: ({ concepts }, { conceptIds }) => {
      const keys = conceptIds && new Set(conceptIds.map((id) => argumentKey('Concept', id, 'conceptIds')));
      return concepts.filter(({ before }) => keys?.has(before.conceptId) ?? true);
    },
    recipes: ({ isDraft, vocabularyId }, _, { loaders }) =>
      isDraft ? loaders.recipesOfVocabulary.load(vocabularyId) : [],
    clients: ({ isDraft, vocabularyId }, _, { loaders }) =>
      isDraft ? loaders.clientsOfVocabulary.load(vocabularyId) : [],
    addedConcepts: ({ versionId, addedIds }, _, { loaders }) => contentsOf(versionId, addedIds, loaders),
  },
  ConceptImpact: {
    concept: async ({ before }, _, { loaders }) => (await loaders.concept.load(before.conceptId))!,
    becomes: ({ versionId, targetIds }, _, { loaders }) => contentsOf(versionId, targetIds, loaders),
    fieldChanges: ({ fieldChanges }) => [...fieldChanges],
    examples: ({ resultIds }, _, { loaders }) => loaders.exampleSegments.load(resultIds.join(',')),
  },
  VocabularyClient: {
    pinnedVersion: ({ pinnedVersionId }, _, { loaders }) =>
      pinnedVersionId === null ? null : loaders.vocabularyVersion.load(pinnedVersionId),
  },
  ConceptComparison: {
    concept: async ({ before }, _, { loaders }) => (await loaders.concept.load(before.conceptId))!,
  },
};
