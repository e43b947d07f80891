import { Prisma } from '../generated/client.ts';
import type { Video, VideoStatus } from '../generated/client.ts';
import type { Database } from './database.ts';
import { cursorOfKey, keyOfCursor, pageSize } from './page.ts';
import type { Page, PageRequest, SortKey } from './page.ts';
import { getVideos } from './videos.ts';

/** All conditions have to hold. */
export interface VideoFilter {
  readonly libraryId?: string;
  /** Videos of the libraries on this node and on those below it. */
  readonly equipmentNodeId?: string;
  readonly status?: VideoStatus;
  /** Part of the path or the external id; width, letter case and hiragana or katakana do not matter. */
  readonly text?: string;
  /** Recorded then or later. */
  readonly recordedFrom?: Date;
  /** Recorded earlier than that. */
  readonly recordedBefore?: Date;
  /** One of these works in it. */
  readonly operatorIds?: readonly string[];
  readonly workOrder?: string;
  readonly serialNumber?: string;
  /** No recognition by this recipe has succeeded with it. */
  readonly notRecognizedUnder?: string;
}

export interface VideoOrder {
  /** Equal ones are in order of creation. Videos without a time of recording come last. */
  readonly field: 'createdAt' | 'name' | 'recordedAt';
  readonly direction: 'asc' | 'desc';
}

/** A page, and the cursor of each of its nodes. */
export type VideoPage = Page<Video> & { readonly cursors: readonly string[] };

/**
 * A page of videos in an order, in two statements. Cursors stay valid whatever is inserted or deleted.
 *
 * Each library's part is read from an index of its own, in order, until the page is full. What few videos let through, a rare
 * text for instance, is looked for in all of them: 0.1 s for 100,000.
 *
 * @throws {CursorError | RangeError}
 */
export async function listVideos(
  db: Database,
  filter: VideoFilter = {},
  page: PageRequest = {},
  order: VideoOrder = { field: 'createdAt', direction: 'desc' },
): Promise<VideoPage> {
  const size = pageSize(page);
  const after = page.after ? keyOfCursor(order.field === 'createdAt' ? null : order.field, page.after) : null;
  const found = await db.prisma.$queryRaw<SortKey[]>(sortedKeys({ filter, order, take: size + 1, after }));
  const keys = found.slice(0, size);
  const videos = await getVideos(
    db,
    keys.map(({ id }) => id),
  );
  // One may have gone since its key was read.
  const there = keys.flatMap((key, index) => (videos[index] ? [{ key, video: videos[index] }] : []));
  return {
    nodes: there.map(({ video }) => video),
    cursors: there.map(({ key }) => cursorOfKey(order.field, key)),
    hasNextPage: found.length > size,
  };
}

/** How many videos a filter lets through: one statement, which reads the selection once. */
export async function countVideos(db: Database, filter: VideoFilter = {}): Promise<number> {
  const [row] = await db.prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "Video" WHERE ${passes(filter)}`;
  return row!.count;
}

/** What a row of "Video" has to fulfil to be let through. */
export function passes(filter: VideoFilter): Prisma.Sql {
  return Prisma.sql`"libraryId" IN (${librariesOf(filter)}) AND ${Prisma.join(conditions(filter), ' AND ')}`;
}

interface Selection {
  readonly filter: VideoFilter;
  readonly order: VideoOrder;
  readonly take: number;
  readonly after: SortKey | null;
}

/** A stretch of one library's videos that an index has in order. */
interface Stretch {
  /** What is sorted by before the ids; `null`: nothing else. */
  readonly value: Prisma.Sql | null;
  readonly conditions: readonly Prisma.Sql[];
}

const NOT_DATED = { asc: 'infinity', desc: '-infinity' } as const;

function sortedKeys({ filter, order, take, after }: Selection): Prisma.Sql {
  const way = Prisma.raw(order.direction);
  const common = conditions(filter);
  const parts = stretches(order, after).map(({ value, conditions: own }) => {
    const by = value ? Prisma.sql`${value} ${way}, "Video"."id" ${way}` : Prisma.sql`"Video"."id" ${way}`;
    return Prisma.sql`(
      SELECT "Video"."id", ${value ?? nullOf(order)} AS "value" FROM "Video"
      WHERE "libraryId" = library."id" AND ${Prisma.join([...common, ...own], ' AND ')} ORDER BY ${by} LIMIT ${take}
    )`;
  });
  // "id" alone would be the text that is selected.
  return Prisma.sql`
    SELECT video."id"::text, video."value"::text FROM (${librariesOf(filter)}) AS library
    CROSS JOIN LATERAL (SELECT * FROM (${Prisma.join(parts, ' UNION ALL ')}) AS part LIMIT ${take}) AS video
    ORDER BY video."value" ${way}, video."id" ${way} LIMIT ${take}`;
}

/** The value of all videos of a stretch that is not sorted by one. */
function nullOf({ field, direction }: VideoOrder): Prisma.Sql {
  return field === 'recordedAt' ? Prisma.raw(`'${NOT_DATED[direction]}'::timestamptz`) : Prisma.sql`NULL::text`;
}

function stretches({ field, direction }: VideoOrder, after: SortKey | null): Stretch[] {
  const than = Prisma.raw(direction === 'asc' ? '>' : '<');
  const byId: Stretch = { value: null, conditions: after ? [Prisma.sql`"Video"."id" ${than} ${after.id}::uuid`] : [] };
  if (field === 'createdAt') return [byId];
  const isName = field === 'name';
  const value = Prisma.raw(isName ? '"sortName"' : '"recordedAt"');
  const type = Prisma.raw(isName ? 'text' : 'timestamptz');
  const beyond = after && [
    Prisma.sql`(${value}, "Video"."id") ${than} (CAST(${after.value} AS ${type}), ${after.id}::uuid)`,
  ];
  if (isName) return [{ value, conditions: beyond ?? [] }];
  // Those without a time come last in either direction, which no index says.
  const notDated = Prisma.sql`"recordedAt" IS NULL`;
  if (after?.value === NOT_DATED[direction]) return [{ ...byId, conditions: [notDated, ...byId.conditions] }];
  return [
    { value, conditions: [Prisma.sql`"recordedAt" IS NOT NULL`, ...(beyond ?? [])] },
    { value: null, conditions: [notDated] },
  ];
}

function conditions(filter: VideoFilter): Prisma.Sql[] {
  const { status, text, recordedFrom, recordedBefore, operatorIds, workOrder, serialNumber } = filter;
  const all = [Prisma.sql`TRUE`];
  if (status) all.push(Prisma.sql`"status" = ${status}::"VideoStatus"`);
  if (text) all.push(Prisma.sql`"searchText" LIKE contains_pattern(${text})`);
  if (recordedFrom) all.push(Prisma.sql`"recordedAt" >= ${recordedFrom}::timestamptz`);
  if (recordedBefore) all.push(Prisma.sql`"recordedAt" < ${recordedBefore}::timestamptz`);
  if (operatorIds) all.push(Prisma.sql`"operatorId" = ANY (${[...operatorIds]}::uuid[])`);
  if (workOrder) all.push(Prisma.sql`"workOrder" = ${workOrder}`);
  if (serialNumber) all.push(Prisma.sql`"serialNumber" = ${serialNumber}`);
  if (filter.notRecognizedUnder) all.push(notRecognized(filter.notRecognizedUnder));
  return all;
}

function notRecognized(recipeId: string): Prisma.Sql {
  return Prisma.sql`NOT EXISTS (
    SELECT FROM "RecognitionVideo" AS run JOIN "Recognition" AS recognition ON recognition."id" = run."recognitionId"
    WHERE run."videoId" = "Video"."id" AND run."state" = 'succeeded' AND recognition."recipeId" = ${recipeId}::uuid
  )`;
}

/** Ids of libraries: of one, or of those on a node and below it, or of all. */
export function librariesOf({
  libraryId,
  equipmentNodeId,
  equipmentExternalId,
}: Pick<VideoFilter, 'libraryId' | 'equipmentNodeId'> & {
  /** Instead of the node's id. */
  readonly equipmentExternalId?: string | null;
}): Prisma.Sql {
  const isWanted = libraryId ? Prisma.sql`"VideoLibrary"."id" = ${libraryId}::uuid` : Prisma.sql`TRUE`;
  if (!equipmentNodeId && !equipmentExternalId) return Prisma.sql`SELECT "id" FROM "VideoLibrary" WHERE ${isWanted}`;
  const top = equipmentNodeId
    ? Prisma.sql`SELECT ${equipmentNodeId}::uuid AS "id"`
    : Prisma.sql`SELECT "id" FROM "EquipmentNode" WHERE "externalId" = ${equipmentExternalId ?? null}`;
  return Prisma.sql`
    WITH RECURSIVE below AS (
      ${top}
      UNION SELECT child."id" FROM "EquipmentNode" AS child JOIN below ON child."parentId" = below."id"
    )
    SELECT "VideoLibrary"."id" FROM "VideoLibrary" JOIN below ON "equipmentNodeId" = below."id" WHERE ${isWanted}`;
}
