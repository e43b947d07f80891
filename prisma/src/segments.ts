import type { Segment } from '../generated/client.ts';
import { groupRows } from './batch.ts';
import type { Database } from './database.ts';
import type { Transaction } from './transaction.ts';

/** A concept, or unknown, over `[startMs, endMs)`. */
export interface SegmentInput {
  readonly startMs: number;
  readonly endMs: number;
  /** Database id; `null`: unknown. */
  readonly conceptId: string | null;
  /** Mean logit. */
  readonly score: number;
  /** Mean probability, 0 … 1. */
  readonly probability: number;
  /** Best first. */
  readonly runnersUp: readonly { readonly conceptId: string; readonly probability: number }[];
}

/** Writes all segments of recognised videos in one statement. @param runs by id of the recognition's video, in order of time */
export async function insertSegments(
  tx: Transaction,
  runs: readonly { readonly id: string; readonly segments: readonly SegmentInput[] }[],
): Promise<void> {
  const rows = runs.flatMap(({ id, segments }) => segments.map((segment, index) => rowOf(id, segment, index)));
  await tx.$executeRaw`
    INSERT INTO "Segment" ("recognitionVideoId", "segmentIndex", "startMs", "endMs", "conceptId", "score", "probability",
      "runnerUpIds", "runnerUpProbabilities")
    SELECT segment.* FROM json_to_recordset(${JSON.stringify(rows)}::json) AS segment (
      "recognitionVideoId" uuid, "segmentIndex" int, "startMs" int, "endMs" int, "conceptId" uuid, "score" real, "probability" real,
      "runnerUpIds" uuid[], "runnerUpProbabilities" real[]
    )`;
}

function rowOf(recognitionVideoId: string, { runnersUp, ...segment }: SegmentInput, segmentIndex: number) {
  return {
    recognitionVideoId,
    segmentIndex,
    ...segment,
    runnerUpIds: runnersUp.map(({ conceptId }) => conceptId),
    runnerUpProbabilities: runnersUp.map(({ probability }) => probability),
  };
}

export interface SegmentFilter {
  /** Segments that reach into `[fromMs, toMs)`. */
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** Segments of each recognised video, in order of time. */
export async function segmentsOf(
  db: Database,
  recognitionVideoIds: readonly string[],
  { fromMs, toMs }: SegmentFilter = {},
): Promise<Segment[][]> {
  const rows = await db.prisma.segment.findMany({
    where: {
      recognitionVideoId: { in: [...recognitionVideoIds] },
      ...(fromMs === undefined ? {} : { endMs: { gt: fromMs } }),
      ...(toMs === undefined ? {} : { startMs: { lt: toMs } }),
    },
    orderBy: { segmentIndex: 'asc' },
  });
  return groupRows(recognitionVideoIds, rows, ({ recognitionVideoId }) => recognitionVideoId);
}
