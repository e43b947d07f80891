import { getNamedType, getNullableType, GraphQLError, isInterfaceType, isListType, isObjectType, Kind } from 'graphql';
import type {
  FieldNode,
  FragmentDefinitionNode,
  FragmentSpreadNode,
  GraphQLNamedType,
  GraphQLOutputType,
  InlineFragmentNode,
  OperationDefinitionNode,
  SelectionSetNode,
  ValidationContext,
  ValidationRule,
} from 'graphql';
import { DEFAULT_FIRST, MAX_FIRST } from './connection.ts';

/** What one operation may ask for. */
export interface QueryLimits {
  /** Fields within fields; default 16. */
  readonly maxDepth?: number;
  /** Fields under another name; default 30. */
  readonly maxAliasCount?: number;
  /** Directives; default 50. */
  readonly maxDirectiveCount?: number;
  /** Fragments within fragments, and spreads of them, each as often as it is written; default 500. */
  readonly maxSpreadCount?: number;
  /** Fields that may have to be resolved, counting each as often as its list may be long; default 300,000. */
  readonly maxCost?: number;
}

/** Lexical tokens of one document at most. */
export const MAX_TOKENS = 4000;

interface Size {
  readonly depth: number;
  readonly aliasCount: number;
  readonly directiveCount: number;
  readonly spreadCount: number;
  readonly cost: number;
}

const NOTHING: Size = { depth: 0, aliasCount: 0, directiveCount: 0, spreadCount: 0, cost: 0 };

/** A validation rule that refuses operations which are too deep, too wide or too dear, before anything is resolved. */
export function queryLimits(limits: QueryLimits = {}): ValidationRule {
  const { maxDepth = 16, maxAliasCount = 30, maxDirectiveCount = 50, maxSpreadCount = 500, maxCost = 300_000 } = limits;
  return (context) => ({
    OperationDefinition(node: OperationDefinitionNode) {
      const root = context.getSchema().getRootType(node.operation) ?? undefined;
      const { depth, aliasCount, cost, ...size } = new Measure(context).ofSelections(node.selectionSet, root);
      const directiveCount = size.directiveCount + (node.directives?.length ?? 0);
      const refuse = (problem: string) => context.reportError(new GraphQLError(problem, { nodes: node }));
      if (depth > maxDepth) refuse(`the operation is ${depth} fields deep; the limit is ${maxDepth}`);
      if (aliasCount > maxAliasCount) refuse(`the operation has ${aliasCount} aliases; the limit is ${maxAliasCount}`);
      if (directiveCount > maxDirectiveCount)
        refuse(`the operation has ${directiveCount} directives; the limit is ${maxDirectiveCount}`);
      if (size.spreadCount > maxSpreadCount)
        refuse(`the operation has ${size.spreadCount} fragments; the limit is ${maxSpreadCount}`);
      if (cost > maxCost)
        refuse(`the operation may resolve ${cost} fields; the limit is ${maxCost}: ask for smaller pages`);
    },
  });
}

/** Objects that a list without `first` is taken to hold. */
const LIST_LENGTH = 4;

/** Measures selections; each fragment once, however often it is spread. */
class Measure {
  readonly #context: ValidationContext;
  readonly #fragments = new Map<FragmentDefinitionNode, Size>();

  constructor(context: ValidationContext) {
    this.#context = context;
  }

  ofSelections({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): Size {
    let size = NOTHING;
    for (const selection of selections) {
      const own = { ...NOTHING, directiveCount: selection.directives?.length ?? 0 };
      if (selection.kind === Kind.FIELD) size = add(size, add(own, this.#ofField(selection, parent)));
      else size = add(size, add({ ...own, spreadCount: 1 }, this.#ofSpread(selection, parent)));
    }
    return size;
  }

  #ofField(field: FieldNode, parent: GraphQLNamedType | undefined): Size {
    // Introspection is not resolved from the database; its own query is deep.
    if (field.name.value.startsWith('__')) return { ...NOTHING, aliasCount: field.alias ? 1 : 0 };
    const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
    const type = fields[field.name.value]?.type;
    const inner = field.selectionSet ? this.ofSelections(field.selectionSet, type && getNamedType(type)) : NOTHING;
    return {
      ...inner,
      depth: inner.depth + 1,
      aliasCount: inner.aliasCount + (field.alias ? 1 : 0),
      cost: 1 + inner.cost * lengthOf(field, type),
    };
  }

  #ofSpread(spread: FragmentSpreadNode | InlineFragmentNode, parent: GraphQLNamedType | undefined): Size {
    if (spread.kind === Kind.FRAGMENT_SPREAD) return this.#ofFragment(spread.name.value);
    return this.ofSelections(spread.selectionSet, this.#typeOf(spread) ?? parent);
  }

  #ofFragment(name: string): Size {
    const fragment = this.#context.getFragment(name);
    if (!fragment) return NOTHING;
    const known = this.#fragments.get(fragment);
    if (known) return known;
    // Ends circles of fragments, which another rule reports.
    this.#fragments.set(fragment, NOTHING);
    const size = this.ofSelections(fragment.selectionSet, this.#typeOf(fragment));
    this.#fragments.set(fragment, size);
    return size;
  }

  #typeOf({ typeCondition }: FragmentDefinitionNode | InlineFragmentNode): GraphQLNamedType | undefined {
    return typeCondition && this.#context.getSchema().getType(typeCondition.name.value);
  }
}

/** How many objects a field may give: `first` where it is written out, the most there can be where it is a variable. */
function lengthOf(field: FieldNode, type: GraphQLOutputType | undefined): number {
  const first = field.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (first) return first.kind === Kind.INT ? Math.min(Math.max(Number(first.value), 1), MAX_FIRST) : MAX_FIRST;
  // Edges and nodes are as many as `first` of the connection around them, which has been counted.
  if (['edges', 'nodes'].includes(field.name.value) && !field.arguments?.length) return 1;
  if (type && isListType(getNullableType(type))) return LIST_LENGTH;
  return type && getNamedType(type).name.endsWith('Connection') ? DEFAULT_FIRST : 1;
}

function add(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    aliasCount: a.aliasCount + b.aliasCount,
    directiveCount: a.directiveCount + b.directiveCount,
    spreadCount: a.spreadCount + b.spreadCount,
    cost: a.cost + b.cost,
  };
}
