import { getNamedType, GraphQLEnumType, GraphQLInputObjectType, isListType, isNonNullType } from 'graphql';
import type { GraphQLArgument, GraphQLField, GraphQLInputType, GraphQLObjectType } from 'graphql';

type Field = Pick<GraphQLField<unknown, never>, 'name' | 'args' | 'type'>;

/** The field with made-up values of what it asks for, and as little of what it gives as can be asked. */
export function madeUpOperation(root: GraphQLObjectType, { name, args, type }: Field): string {
  const kind = root.name === 'Mutation' ? 'mutation' : 'query';
  const needed = args.filter((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined);
  const given = needed.map((argument) => `${argument.name}: ${madeUp(argument.type)}`).join(', ');
  const isLeaf = !('getFields' in getNamedType(type)) && !('getTypes' in getNamedType(type));
  return `${kind} { ${name}${given && `(${given})`} ${isLeaf ? '' : '{ __typename }'} }`;
}

function madeUp(type: GraphQLInputType): string {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) return '[]';
  if (inner instanceof GraphQLEnumType) return inner.getValues()[0]!.name;
  if (inner instanceof GraphQLInputObjectType) {
    const fields: GraphQLArgument[] = Object.values(inner.getFields()) as never;
    const needed = fields.filter((field) => isNonNullType(field.type) && field.defaultValue === undefined);
    return `{ ${needed.map((field) => `${field.name}: ${madeUp(field.type)}`).join(', ')} }`;
  }
  return MADE_UP[getNamedType(inner).name] ?? '"x"';
}

const MADE_UP: Readonly<Record<string, string>> = {
  Int: '1',
  Float: '1',
  Boolean: 'true',
  DateTime: '"2026-11-20T08:14:00.000Z"',
  LanguageTag: '"en"',
};
