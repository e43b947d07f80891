import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { currentContents } from '../../shared/concepts/version-concepts.ts';
import { contentOfSegment, runnersUpOf } from './segments.service.ts';

export const segmentResolvers: Resolvers = {
  Segment: {
    id: ({ recognitionVideoId, segmentIndex }) => toGlobalId('Segment', `${recognitionVideoId}/${segmentIndex}`),
    recognitionVideo: async ({ recognitionVideoId }, _, { loaders }) =>
      (await loaders.recognitionVideo.load(recognitionVideoId))!,
    conceptId: ({ conceptId }) => conceptId && toGlobalId('Concept', conceptId),
    concept: ({ conceptId }, _, { loaders }) => (conceptId ? loaders.concept.load(conceptId) : null),
    content: (segment, _, { loaders }) => contentOfSegment(segment, loaders),
    currentContents: ({ conceptId }, _, { loaders }) => (conceptId ? currentContents(conceptId, loaders) : []),
    runnersUp: runnersUpOf,
  },
  RunnerUp: {
    conceptId: ({ conceptId }) => toGlobalId('Concept', conceptId),
    concept: async ({ conceptId }, _, { loaders }) => (await loaders.concept.load(conceptId))!,
  },
};
