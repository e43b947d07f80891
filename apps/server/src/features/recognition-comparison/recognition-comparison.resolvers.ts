import { changedSpans } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { contentsOf } from '../../shared/concepts/version-concepts.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import type { Loaders } from '../../shared/graphql/loaders.ts';
import { argumentKey } from '../../shared/graphql/result.ts';
import { comparedVideos, compareRecognition } from './compare-recognition.ts';

export const recognitionComparisonResolvers: Resolvers = {
  Query: {
    compareRecognition: (_, args, context) => compareRecognition(context, args),
  },
  RecognitionComparison: {
    concepts: ({ concepts }) => [...concepts],
    swaps: ({ swaps }, { first }) => swaps.slice(0, Math.max(0, first ?? 20)),
    videos: comparedVideos,
    video: ({ videos, compared }, { id }) => {
      const videoId = argumentKey('Video', id, 'id');
      const video = videos.find((each) => each.videoId === videoId);
      return video ? { ...video, compared } : null;
    },
  },
  ConceptDifference: {
    conceptId: ({ conceptId }) => conceptIdOf(conceptId),
    concept: ({ conceptId }, _, { loaders }) => (conceptId ? loaders.concept.load(conceptId) : null),
    content: ({ conceptId }, _, { loaders }) => (conceptId ? latestContent(conceptId, loaders) : null),
  },
  ConceptSwap: {
    beforeId: ({ beforeId }) => conceptIdOf(beforeId),
    afterId: ({ afterId }) => conceptIdOf(afterId),
    examples: ({ examples }) => [...examples],
  },
  ChangedSpan: {
    video: async ({ videoId }, _, { loaders }) => (await loaders.video.load(videoId))!,
    beforeRunId: ({ beforeRunId }) => toGlobalId('RecognitionVideo', beforeRunId),
    afterRunId: ({ afterRunId }) => toGlobalId('RecognitionVideo', afterRunId),
    beforeId: ({ beforeId }) => conceptIdOf(beforeId),
    afterId: ({ afterId }) => conceptIdOf(afterId),
  },
  ComparedVideo: {
    video: async ({ videoId }, _, { loaders }) => (await loaders.video.load(videoId))!,
    before: async ({ beforeRunId }, _, { loaders }) => (await loaders.recognitionVideo.load(beforeRunId))!,
    after: async ({ afterRunId }, _, { loaders }) => (await loaders.recognitionVideo.load(afterRunId))!,
    spans: (video, _, { db }) => changedSpans(db, video.compared, video),
  },
  ReviewedAgreement: {
    accuracy: ({ agreeingMs, reviewedMs }) => agreeingMs / reviewedMs,
  },
};

function conceptIdOf(conceptId: string | null): string | null {
  return conceptId && toGlobalId('Concept', conceptId);
}

async function latestContent(conceptId: string, loaders: Loaders) {
  const { vocabularyId } = (await loaders.concept.load(conceptId))!;
  const latest = await loaders.latestVersion.load(vocabularyId);
  const [content] = latest ? await contentsOf(latest.id, [conceptId], loaders) : [];
  return content ?? null;
}
