import { z } from 'zod';
import { Prisma } from '../generated/client.ts';
import type { Database } from './database.ts';

export interface PageRequest {
  /** Nodes at most; 1 … 500, default 50. */
  readonly first?: number | null;
  /** Cursor of the node before the page; default: from the beginning. */
  readonly after?: string | null;
}

/** Order of ids, that is, of creation. */
export type PageOrder = 'oldestFirst' | 'newestFirst';

export interface Page<T> {
  readonly nodes: readonly T[];
  readonly hasNextPage: boolean;
}

/** A cursor that was not made here, or for something else. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

const MAX_COUNT = 500;
const DEFAULT_COUNT = 50;
const PREFIX = 'after:';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The cursor of a node. It stays valid whatever is inserted or deleted, the node itself included. */
export function cursorOf({ id }: { readonly id: string }): string {
  return Buffer.from(PREFIX + id).toString('base64url');
}

/** @throws {CursorError} */
function idOfCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const id = text.slice(PREFIX.length);
  if (!text.startsWith(PREFIX) || !UUID.test(id)) throw new CursorError(`invalid cursor: ${cursor}`);
  return id;
}

/** What a query for one page takes; the node more than wanted tells whether there is a next page. */
export interface IdWindow {
  readonly where: { readonly id?: { readonly gt: string } | { readonly lt: string } };
  readonly orderBy: { readonly id: 'asc' | 'desc' };
  readonly take: number;
}

/** Nodes that a page may hold. @throws {RangeError} */
export function pageSize({ first }: PageRequest): number {
  const size = first ?? DEFAULT_COUNT;
  if (Number.isInteger(size) && size >= 1 && size <= MAX_COUNT) return size;
  throw new RangeError(`invalid page size: ${first}; it must be 1 … ${MAX_COUNT}`);
}

/** Where a node stands in an order: by a value, as PostgreSQL writes it, then by its id. */
export interface SortKey {
  readonly id: string;
  /** `null` where ids alone are the order. */
  readonly value: string | null;
}

const sortCursor = z.tuple([z.string(), z.string(), z.string().regex(UUID)]);

/** The cursor of a node in an order. It stays valid whatever is inserted or deleted, the node itself included. */
export function cursorOfKey(order: string, { id, value }: SortKey): string {
  return value === null ? cursorOf({ id }) : Buffer.from(JSON.stringify([order, value, id])).toString('base64url');
}

/** @param order `null` where ids alone are the order @throws {CursorError} also for a cursor of another order */
export function keyOfCursor(order: string | null, cursor: string): SortKey {
  if (order === null) return { id: idOfCursor(cursor), value: null };
  const parsed = sortCursor.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!parsed.success || parsed.data[0] !== order) throw new CursorError(`invalid cursor: ${cursor}`);
  const [, value, id] = parsed.data;
  return { id, value };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @throws {CursorError | RangeError} */
export function idWindow({ first, after }: PageRequest, order: PageOrder): IdWindow {
  const take = pageSize({ first: first ?? null }) + 1;
  const isAscending = order === 'oldestFirst';
  const orderBy = { id: isAscending ? 'asc' : 'desc' } as const;
  if (!after) return { where: {}, orderBy, take };
  const id = idOfCursor(after);
  return { where: { id: isAscending ? { gt: id } : { lt: id } }, orderBy, take };
}

/** The page in what a query for an {@link IdWindow} has found. */
export function toPage<T>(found: readonly T[], { take }: IdWindow): Page<T> {
  return { nodes: found.slice(0, take - 1), hasNextPage: found.length === take };
}

/** Lists of children that have an index by parent and id. */
export type ChildList = 'Video.libraryId' | 'RecognitionVideo.recognitionId' | 'RecognitionVideo.videoId';

/**
 * The same page of the children of many parents, in two statements however many there are.
 *
 * @param find nodes by id, in any order
 * @returns one page per parent, in the order of `parentIds`
 * @throws {CursorError | RangeError}
 */
export async function pagesOfEach<T extends { readonly id: string }>(
  db: Database,
  list: ChildList,
  parentIds: readonly string[],
  request: {
    readonly page: PageRequest;
    readonly order: PageOrder;
    readonly find: (ids: string[]) => Promise<T[]>;
    /** What a row `child` has to fulfil; default: nothing. */
    readonly condition?: Prisma.Sql;
  },
): Promise<Page<T>[]> {
  const window = idWindow(request.page, request.order);
  const ids = await childIds(db, list, parentIds, { window, condition: request.condition ?? Prisma.sql`TRUE` });
  const nodes = new Map((await request.find(ids.map(({ id }) => id))).map((node) => [node.id, node]));
  const found = new Map<string, T[]>(parentIds.map((parentId) => [parentId, []]));
  for (const { parentId, id } of ids) {
    const node = nodes.get(id);
    if (node) found.get(parentId)?.push(node);
  }
  return parentIds.map((parentId) => toPage(found.get(parentId) ?? [], window));
}

async function childIds(
  db: Database,
  list: ChildList,
  parentIds: readonly string[],
  { window, condition }: { readonly window: IdWindow; readonly condition: Prisma.Sql },
) {
  const [table, column] = list.split('.').map((name) => Prisma.raw(`"${name}"`));
  const { id } = window.where;
  const isAscending = window.orderBy.id === 'asc';
  const bound =
    id && ('gt' in id ? Prisma.sql`AND child."id" > ${id.gt}::uuid` : Prisma.sql`AND child."id" < ${id.lt}::uuid`);
  return db.prisma.$queryRaw<{ parentId: string; id: string }[]>`
    SELECT parent."id"::text AS "parentId", child."id"::text
    FROM unnest(${[...new Set(parentIds)]}::uuid[]) AS parent ("id")
    CROSS JOIN LATERAL (
      SELECT child."id" FROM ${table} AS child
      WHERE child.${column} = parent."id" AND ${condition} ${bound ?? Prisma.empty}
      ORDER BY child."id" ${isAscending ? Prisma.sql`ASC` : Prisma.sql`DESC`} LIMIT ${window.take}
    ) AS child
    ORDER BY child."id" ${isAscending ? Prisma.sql`ASC` : Prisma.sql`DESC`}`;
}
