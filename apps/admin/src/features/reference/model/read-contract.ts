import {
  buildASTSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  parse,
  print,
} from 'graphql';
import type {
  DirectiveNode,
  GraphQLArgument,
  GraphQLField,
  GraphQLInputField,
  GraphQLNamedType,
  GraphQLSchema,
  Location,
} from 'graphql';
import { exampleOf } from './example-of.ts';
import type { Reference, ReferenceEntry, ReferenceField } from './reference.ts';

interface Annotated {
  readonly directives?: readonly DirectiveNode[] | undefined;
  readonly loc?: Location | undefined;
}

interface Heading {
  readonly start: number;
  readonly name: string;
}

/** Tells whether the last release had it: `Type`, `Type.field`, `Type.field.argument`. */
type WasReleased = (place: string) => boolean;

const OPERATIONS = [
  ['Query', 'queries', 'query'],
  ['Mutation', 'mutations', 'mutation'],
  ['Subscription', 'subscriptions', 'subscription'],
] as const;

/**
 * What the contract says, for its pages.
 * @param contract SDL with descriptions, `@requires` and headings (`# ---- name`)
 * @param released the last contract that was released, in SDL
 */
export function readContract(contract: string, released: string): Pick<Reference, 'introduction' | 'entries'> {
  const schema = buildASTSchema(parse(contract));
  const places = placesOf(buildASTSchema(parse(released)));
  const headings = headingsOf(contract);
  const context = { headings, wasReleased: (place: string) => places.has(place) };
  const operations = OPERATIONS.flatMap(([root, kind, operation]) =>
    Object.values(schema.getType(root) ? fieldsOf(schema.getType(root)!) : {}).map((field): ReferenceEntry => {
      const read = readField(field, `${root}.${field.name}`, 'read', context.wasReleased);
      return {
        kind,
        name: field.name,
        section: sectionAt(headings, field.astNode),
        description: read.description,
        form: 'operation',
        type: read.type,
        permission: read.permission,
        isNew: read.isNew,
        deprecation: read.deprecation,
        fields: read.args,
        related: [],
        example: exampleOf(operation, field),
      };
    }),
  );
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .filter(({ name }) => OPERATIONS.every(([root]) => root !== name))
    .toSorted((one, other) => (one.astNode?.loc?.start ?? 0) - (other.astNode?.loc?.start ?? 0))
    .map((type) => readType(schema, type, context));
  return { introduction: schema.description ?? '', entries: [...operations, ...types] };
}

interface Context {
  readonly headings: readonly Heading[];
  readonly wasReleased: WasReleased;
}

function readType(schema: GraphQLSchema, type: GraphQLNamedType, { headings, wasReleased }: Context): ReferenceEntry {
  const permission = requiredBy(type.astNode ?? undefined) ?? 'read';
  const read = (field: AnyField) => readField(field, `${type.name}.${field.name}`, permission, wasReleased);
  return {
    kind: 'types',
    name: type.name,
    section: sectionAt(headings, type.astNode),
    description: type.description ?? null,
    form: formOf(type),
    type: null,
    permission,
    isNew: !wasReleased(type.name),
    deprecation: null,
    fields: isEnumType(type)
      ? type.getValues().map((value) => read({ ...value, type: null }))
      : Object.values(fieldsOf(type)).map(read),
    related: relatedTo(schema, type),
    example: null,
  };
}

function fieldsOf(type: GraphQLNamedType): Readonly<Record<string, GraphQLField<unknown, unknown> & AnyField>> {
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return {};
  return type.getFields() as Record<string, GraphQLField<unknown, unknown> & AnyField>;
}

function relatedTo(schema: GraphQLSchema, type: GraphQLNamedType): string[] {
  if (isObjectType(type)) return type.getInterfaces().map(({ name }) => name);
  return isInterfaceType(type) || isUnionType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
}

function formOf(type: GraphQLNamedType): ReferenceEntry['form'] {
  if (isInputObjectType(type)) return 'input';
  if (isEnumType(type)) return 'enum';
  if (isInterfaceType(type)) return 'interface';
  if (isUnionType(type)) return 'union';
  return isScalarType(type) ? 'scalar' : 'type';
}

/** A field, an argument or a value. */
interface AnyField {
  readonly name: string;
  readonly type: GraphQLInputField['type'] | GraphQLField<unknown, unknown>['type'] | null;
  readonly description?: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
  readonly args?: readonly GraphQLArgument[];
  readonly astNode?:
    (Annotated & { readonly defaultValue?: Parameters<typeof print>[0] | undefined }) | null | undefined;
}

function readField(field: AnyField, place: string, above: string, wasReleased: WasReleased): ReferenceField {
  const { name, type, description, deprecationReason, args = [], astNode } = field;
  const permission = requiredBy(astNode ?? undefined) ?? above;
  return {
    name,
    type: type === null ? null : String(type),
    defaultValue: astNode?.defaultValue ? print(astNode.defaultValue) : null,
    description: description ?? null,
    permission,
    isNew: !wasReleased(place),
    deprecation: deprecationReason ?? null,
    args: args.map((arg) => readField(arg, `${place}.${arg.name}`, permission, wasReleased)),
  };
}

function requiredBy(node: Annotated | undefined): string | null {
  const value = node?.directives?.find(({ name }) => name.value === 'requires')?.arguments?.at(0)?.value;
  return value?.kind === 'EnumValue' ? value.value : null;
}

function placesOf(schema: GraphQLSchema): Set<string> {
  const places = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    places.add(type.name);
    const fields: readonly AnyField[] = isEnumType(type)
      ? type.getValues().map((value) => ({ ...value, type: null }))
      : Object.values(fieldsOf(type));
    for (const { name, args = [] } of fields) {
      places.add(`${type.name}.${name}`);
      for (const arg of args) places.add(`${type.name}.${name}.${arg.name}`);
    }
  }
  return places;
}

function headingsOf(contract: string): Heading[] {
  return [...contract.matchAll(/^# -+ (.+)$/gm)].map(({ index, 1: name = '' }) => ({ start: index, name }));
}

function sectionAt(headings: readonly Heading[], node: Annotated | null | undefined): string {
  const start = node?.loc?.start ?? 0;
  return headings.findLast((heading) => heading.start <= start)?.name ?? '';
}
