import { getNamedType, isCompositeType, isEnumType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import type { GraphQLField, GraphQLInterfaceType, GraphQLNamedType, GraphQLObjectType } from 'graphql';

/** Levels below the operation's own field that an example selects. */
const DEPTH = 2;
/** Fields with a value of their own that it selects of a type. */
const LEAVES = 8;

type Operation = 'query' | 'mutation' | 'subscription';

/** A request that asks for the most important of what a field gives, with a variable for each argument that it needs. */
export function exampleOf(operation: Operation, field: GraphQLField<unknown, unknown>): string {
  const args = field.args.filter((arg) => isRequiredArgument(arg) || WANTED_ARGS.has(arg.name));
  const variables = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const title = field.name.charAt(0).toUpperCase() + field.name.slice(1);
  const head = `${operation} ${title}${variables ? `(${variables})` : ''}`;
  const selected = selection(getNamedType(field.type), DEPTH, new Set(), 2);
  return `${head} {\n  ${field.name}${given ? `(${given})` : ''}${selected}\n}`;
}

const WANTED_ARGS = new Set(['after', 'filter']);

function selection(type: GraphQLNamedType, depth: number, above: ReadonlySet<string>, indent: number): string {
  if (!isCompositeType(type)) return '';
  const pad = ' '.repeat(2 * indent);
  const lines = isObjectType(type) ? linesOf(type, depth, above, indent) : ['__typename'];
  return ` {\n${lines.map((line) => pad + line).join('\n')}\n${pad.slice(2)}}`;
}

function linesOf(type: GraphQLObjectType, depth: number, above: ReadonlySet<string>, indent: number): string[] {
  const seen = new Set([...above, type.name]);
  const fields = Object.values(type.getFields()).filter((field) => isPlain(type, field));
  const nodes = fields.find(({ name }) => name === 'nodes');
  const chosen = nodes ? fields.filter(({ name }) => name === 'nodes' || name === 'pageInfo') : fields;
  const leaves = chosen.filter(({ type: each }) => isLeafType(getNamedType(each))).slice(0, LEAVES);
  const branches = chosen.filter((field) => isWorthOpening(field, depth, seen, Boolean(nodes)));
  const lines = [...leaves, ...branches].map(
    (field) => field.name + selection(getNamedType(field.type), depth - 1, seen, indent + 1),
  );
  return lines.length > 0 ? lines : ['__typename'];
}

function isPlain(type: GraphQLObjectType | GraphQLInterfaceType, field: GraphQLField<unknown, unknown>): boolean {
  return type.name !== '' && !field.deprecationReason && !field.args.some(isRequiredArgument);
}

/** Connections are not opened within others, nor what has been selected above. */
function isWorthOpening(
  field: GraphQLField<unknown, unknown>,
  depth: number,
  seen: ReadonlySet<string>,
  isConnection: boolean,
): boolean {
  const type = getNamedType(field.type);
  if (!isObjectType(type) || isEnumType(type) || seen.has(type.name)) return false;
  if (isConnection) return true;
  return depth > 0 && !type.name.endsWith('Connection') && (depth > 1 || field.name === 'userErrors');
}
