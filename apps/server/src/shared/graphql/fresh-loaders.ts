import { defaultFieldResolver } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../../context.ts';

/**
 * Lets each change of an operation, and each event of a subscription, be told of by what is true then: what the loaders
 * have read before is forgotten.
 */
export function readAnewAfterChanges(schema: GraphQLSchema): GraphQLSchema {
  for (const type of [schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const { resolve = defaultFieldResolver } = field;
      field.resolve = async (source, args, context: Context, info) => {
        const value: unknown = await resolve(source, args, context, info);
        for (const loader of Object.values(context.loaders)) loader.clearAll();
        return value;
      };
    }
  }
  return schema;
}
