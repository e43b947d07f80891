import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  compareRecognitions,
  migrate,
  openDatabase,
  publishRecognition,
  rollBackRecognition,
  startEmbeddedPostgres,
} from '../../prisma/src/index.ts';
import type { Database } from '../../prisma/src/index.ts';
import { NEW_ID } from '../../prisma/src/id.ts';
import { makeLargeLibrary } from '../factories/large-library.ts';
import { valueOf } from '../factories/records.ts';
import type { Figure } from './figure.ts';
import { milliseconds } from './times.ts';

const PUBLISHED_VIDEOS = 100_000;
const COMPARED_VIDEOS = 10_000;
const SEGMENTS_PER_VIDEO = 100;
const CONCEPT_COUNT = 100;

/** Publishing and rolling back what was recognised again in 100,000 videos; comparing two million segments. */
export async function benchDiff(note: (text: string) => void): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-bench-'));
  const server = await startEmbeddedPostgres({ folder, isTemporary: true });
  await migrate(server.url());
  const db = openDatabase(server.url());
  try {
    return [...(await benchPublishing(db, note)), ...(await benchComparing(db, note))];
  } finally {
    await db.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function benchPublishing(db: Database, note: (text: string) => void): Promise<Figure[]> {
  const { recipeId } = await makeLargeLibrary(db, PUBLISHED_VIDEOS);
  const { id, videoCount } = await recognizeAgain(db, recipeId, PUBLISHED_VIDEOS);
  note(`${videoCount.toLocaleString('en')} videos are published, rolled back and published again`);
  const publish = async () => valueOf(await publishRecognition(db, id));
  const first = await milliseconds(publish);
  const back = await milliseconds(async () => valueOf(await rollBackRecognition(db, id)));
  const again = await milliseconds(publish);
  return [
    { name: 'publish', value: first / 1000, unit: 's', target: 15, isCeiling: true },
    { name: 'roll back', value: back / 1000, unit: 's', target: 15, isCeiling: true },
    { name: 'publish again', value: again / 1000, unit: 's', target: 15, isCeiling: true },
  ];
}

async function benchComparing(db: Database, note: (text: string) => void): Promise<Figure[]> {
  const { recipeId } = await makeLargeLibrary(db, COMPARED_VIDEOS);
  await addConcepts(db, recipeId);
  const first = await db.prisma.recognition.findFirstOrThrow({ where: { recipeId } });
  await addSegments(db, first.id, 0);
  const figures: Figure[] = [];
  for (const count of [COMPARED_VIDEOS / 100, COMPARED_VIDEOS / 10, COMPARED_VIDEOS]) {
    const { id, videoCount } = await recognizeAgain(db, recipeId, count);
    await addSegments(db, id, 1);
    await db.pool.query('VACUUM ANALYZE');
    const segmentCount = 2 * videoCount * SEGMENTS_PER_VIDEO;
    const { seconds, peakBytes } = await watched(() => compareRecognitions(db, { afterId: id, beforeId: null }));
    const name = `compare ${videoCount.toLocaleString('en')} videos`;
    figures.push(
      { name: `${name}: time`, value: seconds, unit: 's' },
      { name: `${name}: segments`, value: segmentCount / seconds, unit: 'per second' },
      { name: `${name}: memory`, value: peakBytes / 1e6, unit: 'MB', target: 256, isCeiling: true },
    );
  }
  note(`${SEGMENTS_PER_VIDEO} segments per video and side, ${CONCEPT_COUNT} concepts, a third of the segments differ`);
  return figures;
}

/** Time, and how much larger the process becomes meanwhile. */
async function watched(work: () => Promise<unknown>): Promise<{ seconds: number; peakBytes: number }> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const ms = await milliseconds(work);
  clearInterval(timer);
  return { seconds: ms / 1000, peakBytes: peak - before };
}

/** What a recognition of some of a recipe's videos holds. */
async function recognizeAgain(db: Database, recipeId: string, count: number) {
  await db.prisma.$executeRaw`
    WITH run AS (
      SELECT "videoId" FROM "RecognitionVideo" AS run JOIN "Recognition" AS recognition ON recognition."id" = "recognitionId"
      WHERE recognition."recipeId" = ${recipeId}::uuid AND run."isCurrent" LIMIT ${count}
    ), recognition AS (
      INSERT INTO "Recognition" ("id", "recipeId", "lineageId", "publishing", "state", "videoCount", "succeededCount", "startedAt", "finishedAt")
      SELECT ${NEW_ID}, ${recipeId}::uuid, ${recipeId}::uuid, 'byHand', 'succeeded', count(*), count(*), now(), now() FROM run
      RETURNING "id"
    )
    INSERT INTO "RecognitionVideo" ("id", "recognitionId", "lineageId", "videoId", "state", "isHeld", "startedAt", "finishedAt")
    SELECT ${NEW_ID}, recognition."id", ${recipeId}::uuid, "videoId", 'succeeded', TRUE, now(), now() FROM run, recognition`;
  await db.pool.query('VACUUM ANALYZE');
  return db.prisma.recognition.findFirstOrThrow({ where: { recipeId }, orderBy: { id: 'desc' } });
}

async function addConcepts(db: Database, recipeId: string): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO "Concept" ("id", "vocabularyId", "externalId")
    SELECT ${NEW_ID}, "vocabularyId", 'c' || i FROM "Recipe" AS recipe
    JOIN "VocabularyVersion" AS version ON version."id" = "vocabularyVersionId"
    CROSS JOIN generate_series(1, ${CONCEPT_COUNT}::int) AS i WHERE recipe."id" = ${recipeId}::uuid`;
}

/** A concept a second. @param shift of another recognition: every third segment differs */
async function addSegments(db: Database, recognitionId: string, shift: number): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO "Segment" ("recognitionVideoId", "segmentIndex", "startMs", "endMs", "conceptId", "score", "probability",
      "runnerUpIds", "runnerUpProbabilities")
    SELECT run."id", i, 1000 * i, 1000 * (i + 1),
      words."ids"[1 + (7 * i + CASE WHEN i % 3 = 0 THEN ${shift}::int ELSE 0 END + abs(hashtext(run."videoId"::text)) % 97) % ${CONCEPT_COUNT}::int],
      20, 0.5, '{}', '{}'
    FROM "RecognitionVideo" AS run CROSS JOIN generate_series(0, ${SEGMENTS_PER_VIDEO}::int - 1) AS i
    JOIN "Recipe" AS recipe ON recipe."id" = run."lineageId"
    JOIN "VocabularyVersion" AS version ON version."id" = recipe."vocabularyVersionId"
    JOIN (SELECT "vocabularyId", array_agg("id" ORDER BY "id") AS "ids" FROM "Concept" GROUP BY 1) AS words USING ("vocabularyId")
    WHERE run."recognitionId" = ${recognitionId}::uuid`;
}
