import { GraphQLError, isEnumType, isIntrospectionType } from 'graphql';
import type { GraphQLEnumType, GraphQLSchema } from 'graphql';

/** Has who gives a value that an enum does not have told which it has. */
export function tellEnumValues(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()))
    if (isEnumType(type) && !isIntrospectionType(type)) tellValues(type);
  return schema;
}

function tellValues(type: GraphQLEnumType): void {
  const [parseValue, parseLiteral] = [type.parseValue.bind(type), type.parseLiteral.bind(type)];
  type.parseValue = (value, ...rest) => telling(type, () => parseValue(value, ...rest) as unknown);
  type.parseLiteral = (node, ...rest) => telling(type, () => parseLiteral(node, ...rest) as unknown);
}

function telling<T>(type: GraphQLEnumType, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const values = type.getValues().map(({ name }) => name);
    const { message, nodes } = error;
    throw new GraphQLError(`${message.replace(/\.$/, '')}: there are ${values.join(', ')}.`, { nodes: nodes ?? null });
  }
}
