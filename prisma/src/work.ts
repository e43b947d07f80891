/** What was done in videos, as far as it is recognised and reviewed. */
import { Prisma } from '../generated/client.ts';
import { latestSaid, workSpans } from '@actionary/inference/domain';
import type { SaidSpan, WorkSpan } from '@actionary/inference/domain';
import { readReviewsOf } from './compared-reviews.ts';
import { readSegments } from './compared-segments.ts';
import { comparedWords } from './compared-words.ts';
import type { ComparedWords } from './compared-words.ts';
import type { Database } from './database.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { isChosen } from './video-selection.ts';
import type { VideoSelection } from './video-selection.ts';

/** Segments that are looked at in one go: some 100 MB, and a second. */
const MAX_SEGMENTS = 300_000;
/** Of one page: so many segments, or one video; and so many videos. */
const PAGE_SEGMENTS = 20_000;
const PAGE_VIDEOS = 500;

/** A video, and what was done in it. */
export interface WorkVideo {
  readonly videoId: string;
  readonly contentSha256: string;
  /** Where it was filmed. */
  readonly equipmentNodeId: string;
  readonly recordedAt: Date | null;
  /** Who works in it; `null`: nobody has said. */
  readonly operatorId: string | null;
  readonly durationMs: number;
  /** By database ids of concepts, as the version has them; in order of time. */
  readonly spans: readonly WorkSpan<string>[];
}

export interface WorkScope {
  /** Its lineage's current results count. */
  readonly lineageId: string;
  /** Published; concepts count as what it says. */
  readonly version: { readonly id: string; readonly vocabularyId: string };
  readonly selection: VideoSelection;
}

/** Where a video stands among others: by its time, those without one last; then by its id. */
export type WorkPlace = Pick<WorkVideo, 'recordedAt' | 'videoId'>;

/** Some videos, in the order of their places. */
export interface WorkPage {
  readonly videos: readonly WorkVideo[];
  /** Where to go on; null: these are the last ones. */
  readonly next: WorkPlace | null;
}

/** In order of recording. Problem: INVALID (more than {@link MAX_SEGMENTS} segments). */
export function readWork(db: Database, { lineageId, version, selection }: WorkScope): Promise<Outcome<WorkVideo[]>> {
  return attempt(async () => {
    const runs = await listRuns(db, lineageId, selection, inOrderOfRecording);
    const count = runs.reduce((sum, { segmentCount }) => sum + segmentCount, 0);
    if (count > MAX_SEGMENTS)
      refuse(
        'INVALID',
        'filter',
        `${count} segments are more than the ${MAX_SEGMENTS} of one report: choose fewer videos`,
        { reason: 'tooManySegments', count, most: MAX_SEGMENTS },
      );
    return workOf(db, version, runs);
  });
}

/** Not more than it needs is read, however much there is. @param from the first place that may come; `null`: any */
export async function readWorkPage(
  db: Database,
  { lineageId, version, selection }: WorkScope,
  from: WorkPlace | null,
): Promise<WorkPage> {
  const runs = await listRuns(db, lineageId, selection, pageFrom(from));
  let segmentCount = 0;
  const isWithin = (run: Run, index: number) => {
    segmentCount += run.segmentCount;
    return index < PAGE_VIDEOS && (index === 0 || segmentCount <= PAGE_SEGMENTS);
  };
  const end = runs.findIndex((run, index) => !isWithin(run, index));
  const page = end === -1 ? runs : runs.slice(0, end);
  return { videos: await workOf(db, version, page), next: end === -1 ? null : runs[end]! };
}

async function workOf(db: Database, version: WorkScope['version'], runs: readonly Run[]): Promise<WorkVideo[]> {
  const words = await comparedWords(db, [version]);
  const [found, reviewed] = await Promise.all([
    readSegments(
      db,
      runs.map(({ id }) => id),
      words,
    ),
    readSaid(db, version.vocabularyId, runs, words),
  ]);
  const named = ({ label, ...span }: WorkSpan<number>) => ({ ...span, label: words.idOf(label) });
  return runs.map(({ id, segmentCount: _, ...video }) => {
    const spans = workSpans(found.get(id) ?? [], latestSaid(reviewed.get(video.contentSha256) ?? []));
    return { ...video, spans: spans.map(named) };
  });
}

type Run = Omit<WorkVideo, 'spans'> & { readonly id: string; readonly segmentCount: number };

/** Which of the runs, and in which order. */
interface Stretch {
  /** Of rows of "Video". */
  readonly condition: Prisma.Sql;
  readonly order: Prisma.Sql;
}

const inOrderOfRecording: Stretch = {
  condition: Prisma.sql`TRUE`,
  order: Prisma.sql`coalesce(chosen."recordedAt", chosen."createdAt"), chosen."videoId"`,
};

function pageFrom(from: WorkPlace | null): Stretch {
  // Those without a time come last, as PostgreSQL sorts them.
  const order = Prisma.sql`chosen."recordedAt", chosen."videoId" LIMIT ${PAGE_VIDEOS + 1}`;
  if (!from) return { condition: Prisma.sql`TRUE`, order };
  const { recordedAt, videoId } = from;
  const condition = recordedAt
    ? Prisma.sql`(("recordedAt", "Video"."id") >= (${recordedAt}::timestamptz, ${videoId}::uuid) OR "recordedAt" IS NULL)`
    : Prisma.sql`"recordedAt" IS NULL AND "Video"."id" >= ${videoId}::uuid`;
  return { condition, order };
}

async function listRuns(
  { prisma }: Database,
  lineageId: string,
  selection: VideoSelection,
  { condition, order }: Stretch,
): Promise<Run[]> {
  const chosen = isChosen(selection);
  if (!chosen) return [];
  return prisma.$queryRaw<Run[]>`
    SELECT run."id"::text, run."segmentCount", chosen."videoId"::text, chosen."contentSha256", chosen."recordedAt",
      chosen."operatorId"::text, chosen."durationMs", library."equipmentNodeId"::text
    FROM (
      SELECT "Video"."id" AS "videoId", "contentSha256", "libraryId", "recordedAt", "operatorId", "durationMs", "createdAt"
      FROM "Video"
      WHERE ${chosen} AND ${condition} AND "contentSha256" IS NOT NULL AND "durationMs" IS NOT NULL
    ) AS chosen
    JOIN "RecognitionVideo" AS run ON run."videoId" = chosen."videoId" AND run."lineageId" = ${lineageId}::uuid AND run."isCurrent"
    JOIN "VideoLibrary" AS library ON library."id" = chosen."libraryId"
    WHERE run."segmentsRemovedAt" IS NULL
    ORDER BY ${order}`;
}

/** By content; what a review does not clearly say is left out. */
async function readSaid(
  db: Database,
  vocabularyId: string,
  runs: readonly Run[],
  words: ComparedWords,
): Promise<ReadonlyMap<string, SaidSpan<number>[]>> {
  const contents = [...new Set(runs.map(({ contentSha256 }) => contentSha256))];
  const said = await readReviewsOf(db, vocabularyId, contents);
  const clear = said.flatMap(({ conceptId, ...span }) => {
    const label = words.reviewedAs(conceptId);
    return label === undefined ? [] : [{ ...span, label }];
  });
  return Map.groupBy(clear, ({ contentSha256 }) => contentSha256);
}
