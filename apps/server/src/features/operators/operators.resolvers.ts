import { listOperators, pseudonymOf } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { forget, setOperator } from './operators.service.ts';

export const operatorResolvers: Resolvers = {
  Query: {
    operators: (_, __, { db }) => listOperators(db),
  },
  Mutation: {
    setVideosOperator: (_, { input }, { db }) => setOperator(db, input),
    forgetOperator: (_, { id }, { db }) => forget(db, id),
  },
  Operator: {
    id: ({ id }) => toGlobalId('Operator', id),
    pseudonym: pseudonymOf,
    videoCount: ({ id }, _, { loaders }) => loaders.videoCountOfOperator.load(id),
  },
  Video: {
    operator: ({ operatorId }, _, { loaders }) => (operatorId === null ? null : loaders.operator.load(operatorId)),
  },
};
