import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { listEncoders } from '../../shared/encoders/encoder-catalogue.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { pullEncoder } from './encoders.service.ts';

export const encoderResolvers: Resolvers = {
  Query: {
    encoders: () => listEncoders(),
  },
  Mutation: {
    pullEncoder: async (_, { id }, context) => {
      const { value, userErrors } = await pullEncoder(context, id);
      return { encoder: value?.encoder ?? null, job: value?.job ?? null, userErrors };
    },
  },
  Encoder: {
    id: ({ entry }) => toGlobalId('Encoder', entry.id),
    catalogueId: ({ entry }) => entry.id,
    title: ({ entry }) => entry.title,
    kind: ({ entry }) => entry.kind,
    dims: ({ entry }) => entry.dims,
    languages: ({ entry }) => [...entry.languages],
    contextLength: ({ entry }) => entry.text.contextLength,
    recommendedUse: ({ entry }) => entry.recommendedUse,
    licence: ({ entry }) => entry.licence,
    provenance: ({ entry }) => entry.provenance,
    warnings: ({ entry }) => [...entry.warnings],
    sizeBytes: ({ entry }) =>
      entry.files.some((file) => file.sizeBytes === null)
        ? null
        : entry.files.reduce((sum, file) => sum + (file.sizeBytes ?? 0), 0),
  },
};
