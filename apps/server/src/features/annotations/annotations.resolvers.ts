import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { annotationsUrl } from './annotation-routes.ts';

export const annotationResolvers: Resolvers = {
  RecognitionVideo: {
    annotationsUrl: ({ id }) => annotationsUrl(id),
  },
};
