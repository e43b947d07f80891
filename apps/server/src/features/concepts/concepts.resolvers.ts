import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { toTextLists, toTexts } from '../../shared/graphql/localized.ts';
import { argumentKey } from '../../shared/graphql/result.ts';
import { contentsOf, contentsOfExternal, relatedContents } from '../../shared/concepts/version-concepts.ts';
import { labelIn } from '../../shared/concepts/concept-content.ts';
import { defaultVersion } from './concepts.service.ts';

export const conceptResolvers: Resolvers = {
  Concept: {
    id: ({ id }) => toGlobalId('Concept', id),
    vocabulary: async ({ vocabularyId }, _, { loaders }) => (await loaders.vocabulary.load(vocabularyId))!,
    content: async ({ id, vocabularyId }, { versionId }, { loaders }) => {
      const version = versionId
        ? argumentKey('VocabularyVersion', versionId, 'versionId')
        : await defaultVersion(vocabularyId, loaders);
      return version === null ? null : ((await contentsOf(version, [id], loaders))[0] ?? null);
    },
  },
  ConceptContent: {
    id: ({ versionId, conceptId }) => toGlobalId('ConceptContent', `${versionId}/${conceptId}`),
    concept: async ({ conceptId }, _, { loaders }) => (await loaders.concept.load(conceptId))!,
    version: async ({ versionId }, _, { loaders }) => (await loaders.vocabularyVersion.load(versionId))!,
    broader: async ({ versionId, broaderId }, _, { loaders }) =>
      broaderId === null ? null : ((await contentsOfExternal(versionId, [broaderId], loaders))[0] ?? null),
    label: (content, { language }) => labelIn(content, language ?? 'en'),
    prefLabels: ({ prefLabels }) => toTexts(prefLabels),
    altLabels: ({ altLabels }) => toTextLists(altLabels),
    hiddenLabels: ({ hiddenLabels }) => toTextLists(hiddenLabels),
    definitions: ({ definitions }) => toTexts(definitions),
    scopeNotes: ({ scopeNotes }) => toTexts(scopeNotes),
    prompts: ({ prompts }) => toTextLists(prompts),
    examples: ({ examples }) => [...examples],
    facets: ({ facets }) => Object.entries(facets).map(([facet, values]) => ({ facet, values: [...values] })),
    reviewedPromptLanguages: ({ reviewedPrompts }) => [...reviewedPrompts],
    related: (content, _, { loaders }) => relatedContents(content, loaders),
    mappings: ({ mappings }) => [...mappings],
    replacedBy: ({ versionId, replacedByIds }, _, { loaders }) => contentsOfExternal(versionId, replacedByIds, loaders),
  },
  ConceptExample: {
    video: ({ videoSha256 }, _, { loaders }) =>
      videoSha256 === null ? null : loaders.videoOfContent.load(videoSha256),
  },
};
