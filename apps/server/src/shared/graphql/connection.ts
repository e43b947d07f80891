import { cursorOf } from '@actionary/database';
import type { Page } from '@actionary/database';
import { badUserInput } from './result.ts';

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Nodes that one page may hold. */
export const MAX_FIRST = 100;
export const DEFAULT_FIRST = 20;

/** @throws {GraphQLError} BAD_USER_INPUT */
export function pageRequest({ first, after }: PageArguments): { first: number; after: string | null } {
  const count = first ?? DEFAULT_FIRST;
  if (count < 1 || count > MAX_FIRST) throw badUserInput(`first: must be 1 … ${MAX_FIRST}`);
  return { first: count, after: after ?? null };
}

/** A page as Relay wants it. @param cursor of a node, by its place in the page, too; default: by its id */
export function toConnection<T extends object>(
  { nodes, hasNextPage }: Page<T>,
  { after }: PageArguments,
  cursor: (node: T, index: number) => string = (node) => cursorOf(node as T & { id: string }),
) {
  const cursorAt = (index: number) => {
    const node = nodes.at(index);
    return node ? cursor(node, index < 0 ? nodes.length + index : index) : null;
  };
  return {
    // Made when somebody asks for them: mostly nobody does.
    get edges() {
      return nodes.map((node, index) => ({ cursor: cursor(node, index), node }));
    },
    nodes: [...nodes],
    pageInfo: { hasNextPage, hasPreviousPage: Boolean(after), startCursor: cursorAt(0), endCursor: cursorAt(-1) },
  };
}

/** A page whose nodes are counted, in all pages, only where somebody asks how many there are. */
export interface Countable<T extends object> extends ReturnType<typeof toConnection<T>> {
  readonly countAll: () => Promise<number>;
}
