/** What was done, as others follow it: the segments that count, with the time, the place and the order they belong to. */
import { hash } from 'node:crypto';
import { types } from 'pg';
import { z } from 'zod';
import { Prisma } from '../generated/client.ts';
import type { Database } from './database.ts';
import { CursorError, pageSize } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { librariesOf } from './video-pages.ts';

/** A concept that was recognised over a part of a video. */
export interface WorkEvent {
  readonly recognitionVideoId: string;
  readonly segmentIndex: number;
  readonly videoId: string;
  /** Of the video; `null`: nobody knows. */
  readonly recordedAt: Date | null;
  readonly startMs: number;
  readonly endMs: number;
  readonly conceptId: string;
  readonly probability: number;
  /** Where it was filmed. */
  readonly equipmentNodeId: string;
  readonly workOrder: string | null;
  readonly serialNumber: string | null;
  /** People have said something about a part of it; `null`: nobody has asked for it. */
  readonly isReviewed: boolean | null;
  /** The latest published version of the vocabulary, by which its concept counts today; `null`: there is none. */
  readonly latestVersionId: string | null;
}

/** All conditions have to hold. */
export interface WorkEventFilter {
  /** Its lineage's current results count. */
  readonly lineageId: string;
  /** Of the lineage's words. */
  readonly vocabularyId: string;
  /** On this node and on those below it. */
  readonly equipmentNodeId?: string;
  /** The same, by the plant's own identifier. */
  readonly equipmentExternalId?: string;
  /** Of this video. */
  readonly videoId?: string;
  readonly workOrder?: string;
  readonly serialNumber?: string;
  /** Begun then or later. */
  readonly from?: Date;
  /** Begun earlier than that. */
  readonly before?: Date;
  /** As they were recorded. */
  readonly conceptIds?: readonly string[];
  /** 0 … 1 */
  readonly minProbability?: number;
}

/** Where an event stands: by the time of its video, those without one last; then by the video; then by its start. */
type EventKey = Pick<WorkEvent, 'recordedAt' | 'videoId' | 'startMs'>;

const cursorParts = z.tuple([z.literal('event'), z.int().nullable(), z.uuid(), z.int().min(0)]);

/** The cursor of an event. It stays valid whatever is inserted or deleted, the event itself included. */
export function cursorOfEvent({ recordedAt, videoId, startMs }: EventKey): string {
  const parts: z.output<typeof cursorParts> = ['event', recordedAt?.getTime() ?? null, videoId, startMs];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Where a cursor says that an event stands. @throws {CursorError} */
export function keyOfEvent(cursor: string): EventKey {
  try {
    const [, ms, videoId, startMs] = cursorParts.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    const recordedAt = ms === null ? null : new Date(ms);
    if (recordedAt && !(recordedAt.getTime() >= 0 && recordedAt.getFullYear() < 10_000)) throw new RangeError();
    return { recordedAt, videoId, startMs };
  } catch (cause) {
    throw new CursorError(`invalid cursor: ${cursor}`, { cause });
  }
}

/**
 * A page of events, in one statement: each station's videos are read in the order of their time, each with its segments, until
 * the page is full. Those of videos without a time are found by video, order or serial number only. Unknown work is none.
 *
 * @throws {CursorError | RangeError}
 */
export async function listWorkEvents(
  db: Database,
  filter: WorkEventFilter,
  page: PageRequest = {},
  { tellsReviews = true } = {},
): Promise<Page<WorkEvent>> {
  const size = pageSize(page);
  const after = page.after ? keyOfEvent(page.after) : null;
  const statement = Prisma.sql`
    SELECT event."recognitionVideoId", event."segmentIndex", event."videoId", event."recordedAt", event."startMs",
      event."endMs", event."conceptId", event."probability", library."equipmentNodeId", event."workOrder",
      event."serialNumber", ${tellsReviews ? isReviewed(filter) : Prisma.sql`NULL`} AS "isReviewed",
      (SELECT "id" FROM "VocabularyVersion" WHERE "vocabularyId" = ${filter.vocabularyId}::uuid AND "status" = 'published'
        ORDER BY "number" DESC LIMIT 1) AS "latestVersionId"
    FROM (${eventsOf(filter, after, size + 1)}) AS event JOIN "VideoLibrary" AS library ON library."id" = event."libraryId"
    ORDER BY event."recordedAt", event."videoId", event."startMs"`;
  // Asked for again and again: the database plans it once, and Prisma would take longer over its rows than over all else.
  const { rows: found } = await db.pool.query<WorkEvent>({
    name: nameOf(statement.text),
    text: statement.text,
    values: statement.values,
    types: { getTypeParser: parserOf },
  });
  return { nodes: found.slice(0, size), hasNextPage: found.length > size };
}

const TIMESTAMPTZ = types.builtins.TIMESTAMPTZ;
const parseTime = types.getTypeParser(TIMESTAMPTZ, 'text') as (text: string) => Date;
let lastTime = { text: '', time: new Date(0) };

/** One event follows another of the same video: its time is read once. */
const parserOf: typeof types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  type === TIMESTAMPTZ ? (text: string) => timeOf(text) : types.getTypeParser(type, format as 'text');

function timeOf(text: string): Date {
  if (text !== lastTime.text) lastTime = { text, time: parseTime(text) };
  return lastTime.time;
}

/** Of each text: as many as there are ways to filter. */
function nameOf(text: string): string {
  return `events ${hash('sha256', text).slice(0, 32)}`;
}

function isReviewed({ vocabularyId }: WorkEventFilter): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM "Review" AS review WHERE review."contentSha256" = event."contentSha256" AND review."track" = 'work'
      AND review."vocabularyId" = ${vocabularyId}::uuid
      AND review."startMs" < event."endMs" AND greatest(review."endMs", review."startMs" + 1) > event."startMs"
  )`;
}

function eventsOf(filter: WorkEventFilter, after: EventKey | null, take: number): Prisma.Sql {
  const { videoId, workOrder, serialNumber } = filter;
  const { equipmentNodeId, equipmentExternalId } = filter;
  const place = {
    ...(equipmentNodeId === undefined ? {} : { equipmentNodeId }),
    ...(equipmentExternalId === undefined ? {} : { equipmentExternalId }),
  };
  const isSomewhere = Object.keys(place).length > 0;
  if (videoId === undefined && workOrder === undefined && serialNumber === undefined) {
    const ofLibrary = [Prisma.sql`"libraryId" = library."id"`, Prisma.sql`"recordedAt" IS NOT NULL`];
    return Prisma.sql`
      SELECT event.* FROM (${librariesOf(place)}) AS library
      CROSS JOIN LATERAL (${inOrder(filter, ofLibrary, after, take)}) AS event
      ORDER BY event."recordedAt", event."videoId", event."startMs" LIMIT ${take}`;
  }
  const named = [
    ...(videoId === undefined ? [] : [Prisma.sql`"Video"."id" = ${videoId}::uuid`]),
    ...(workOrder === undefined ? [] : [Prisma.sql`"workOrder" = ${workOrder}`]),
    ...(serialNumber === undefined ? [] : [Prisma.sql`"serialNumber" = ${serialNumber}`]),
    ...(isSomewhere ? [Prisma.sql`"libraryId" IN (${librariesOf(place)})`] : []),
  ];
  return inOrder(filter, named, after, take);
}

/** Events of videos that an index has in order. */
function inOrder(
  filter: WorkEventFilter,
  ofVideos: readonly Prisma.Sql[],
  after: EventKey | null,
  take: number,
): Prisma.Sql {
  const conditions = [...ofVideos, ...timesOf(filter), ...beyond(after)];
  return Prisma.sql`
    SELECT "Video"."id" AS "videoId", "recordedAt", "libraryId", "workOrder", "serialNumber", "contentSha256", segment.*
    FROM "Video" CROSS JOIN LATERAL (
      SELECT segment."recognitionVideoId", "segmentIndex", "startMs", "endMs", "conceptId", "probability"
      FROM "RecognitionVideo" AS run JOIN "Segment" AS segment ON segment."recognitionVideoId" = run."id"
      WHERE run."videoId" = "Video"."id" AND run."lineageId" = ${filter.lineageId}::uuid AND run."isCurrent"
        AND ${Prisma.join(segmentsOf(filter, after), ' AND ')}
      -- Kept as it is: each video is looked up when it is its turn.
      OFFSET 0
    ) AS segment
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY "recordedAt", "Video"."id", segment."startMs" LIMIT ${take}`;
}

/** Videos are at most so long; see the limits of decoding. */
const LONGEST = '24 hours';

function timesOf({ from, before }: WorkEventFilter): Prisma.Sql[] {
  return [
    ...(from
      ? [
          Prisma.sql`"recordedAt" >= ${from}::timestamptz - ${LONGEST}::interval`,
          Prisma.sql`"recordedAt" + "durationMs" * interval '1 millisecond' > ${from}::timestamptz`,
        ]
      : []),
    ...(before ? [Prisma.sql`"recordedAt" < ${before}::timestamptz`] : []),
  ];
}

function beyond(after: EventKey | null): Prisma.Sql[] {
  if (!after) return [];
  const { recordedAt, videoId } = after;
  if (!recordedAt) return [Prisma.sql`"recordedAt" IS NULL AND "Video"."id" >= ${videoId}::uuid`];
  const key = Prisma.sql`(${recordedAt}::timestamptz, ${videoId}::uuid)`;
  return [Prisma.sql`(("recordedAt", "Video"."id") >= ${key} OR "recordedAt" IS NULL)`];
}

function segmentsOf({ from, before, conceptIds, minProbability }: WorkEventFilter, after: EventKey | null) {
  const startedAt = Prisma.sql`"Video"."recordedAt" + "startMs" * interval '1 millisecond'`;
  const all = [
    conceptIds ? Prisma.sql`"conceptId" = ANY (${[...conceptIds]}::uuid[])` : Prisma.sql`"conceptId" IS NOT NULL`,
  ];
  if (from) all.push(Prisma.sql`${startedAt} >= ${from}::timestamptz`);
  if (before) all.push(Prisma.sql`${startedAt} < ${before}::timestamptz`);
  if (minProbability !== undefined) all.push(Prisma.sql`"probability" >= ${minProbability}`);
  if (after) all.push(Prisma.sql`("Video"."id" <> ${after.videoId}::uuid OR "startMs" > ${after.startMs})`);
  return all;
}

/** What was recorded under these concepts, and what counts as one of them by a version: database ids. */
export async function conceptsCountingAs(
  { prisma }: Database,
  versionId: string,
  conceptIds: readonly string[],
): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT "conceptId"::text AS "id" FROM "ConceptResolution"
    WHERE "versionId" = ${versionId}::uuid AND "targetIds" && ${[...conceptIds]}::uuid[]`;
  return [...new Set([...conceptIds, ...rows.map(({ id }) => id)])];
}
