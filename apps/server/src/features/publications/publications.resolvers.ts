import { listPublications, publishRecognition, rollBackRecognition } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { inputKey, settle, toPayload } from '../../shared/graphql/result.ts';
import { watchPublications } from './watch-publications.ts';

export const publicationResolvers: Resolvers = {
  Query: {
    publications: async (_, args, { db }) => toConnection(await listPublications(db, pageRequest(args)), args),
  },
  Mutation: {
    publishRecognition: async (_, { id }, { db, person }) => {
      const publish = async () => publishRecognition(db, inputKey('Recognition', id, 'id'), { person });
      return toPayload('publication', await settle(publish));
    },
    rollBackRecognition: async (_, { id }, { db, person }) => {
      const rollBack = async () => rollBackRecognition(db, inputKey('Recognition', id, 'id'), { person });
      return toPayload('publication', await settle(rollBack));
    },
  },
  Subscription: {
    publicationChanges: {
      subscribe: (_, __, context) => watchPublications(context),
      resolve: (publication: unknown) => publication as never,
    },
  },
  Recognition: {
    publications: ({ id }, _, { loaders }) => loaders.publicationsOfRecognition.load(id),
    heldCount: ({ id }, _, { loaders }) => loaders.heldCountOfRecognition.load(id),
  },
  Publication: {
    id: ({ id }) => toGlobalId('Publication', id),
    recognition: async ({ recognitionId }, _, { loaders }) => (await loaders.recognition.load(recognitionId))!,
    publishedBy: ({ person }) => person,
  },
};
