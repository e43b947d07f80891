import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { toGlobalId } from '../../shared/global-id.ts';
import { contentOfSegment, runnersUpOf } from './segments.service.ts';

export const segmentResolvers: Resolvers = {
  Segment: {
    id: ({ recognitionVideoId, segmentIndex }) => toGlobalId('Segment', `${recognitionVideoId}/${segmentIndex}`),
    recognitionVideo: async ({ recognitionVideoId }, _, { loaders }) =>
      (await loaders.recognitionVideo.load(recognitionVideoId))!,
    concept: ({ conceptId }, _, { loaders }) => (conceptId ? loaders.concept.load(conceptId) : null),
    content: (segment, _, { loaders }) => contentOfSegment(segment, loaders),
    runnersUp: (segment, _, { loaders }) => runnersUpOf(segment, loaders),
  },
};
