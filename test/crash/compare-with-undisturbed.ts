import { setTimeout as sleep } from 'node:timers/promises';
import { keyOf, toGlobalId } from '../../apps/server/src/shared/graphql/global-id.ts';
import { DEMO_STATIONS } from '../factories/demo.ts';
import { scan, startRecognition } from './mutations.ts';
import { addFile, valueOf } from './world.ts';
import type { World } from './world.ts';

const LOOK_MS = 200;

/**
 * Recognises the same pictures by the same recipes while nothing is killed, from new files on: what was recognised and
 * embedded before has to be the same, to the bit.
 */
export async function compareWithUndisturbed(world: World): Promise<{ compared: number; different: string[] }> {
  const { deployment, stations, probe } = world;
  const { pool, url } = deployment;
  const references = new Map<string, string>();
  for (const station of DEMO_STATIONS) references.set(await addFile(world, probe, station), station);
  valueOf(await scan(url, probe.id));
  await untilNone(world, `SELECT 1 FROM "Job" WHERE "finishedAt" IS NULL`);
  const { rows: videos } = await pool.query<{ id: string }>(
    'SELECT "id" FROM "Video" WHERE "libraryId" = $1 AND "contentSha256" = ANY ($2)',
    [keyOf('VideoLibrary', probe.id), [...references.keys()]],
  );
  const { rows: recipes } = await pool.query<{ id: string }>(
    `SELECT DISTINCT "recipeId" AS "id" FROM "Recognition" AS recognition JOIN "RecognitionVideo" AS run
       ON run."recognitionId" = recognition."id" JOIN "Video" AS video ON video."id" = run."videoId"
     WHERE run."state" = 'succeeded' AND video."contentSha256" = ANY ($1)`,
    [[...stations.keys()]],
  );
  const videoIds = videos.map(({ id }) => toGlobalId('Video', id));
  for (const { id } of recipes) {
    valueOf(await startRecognition(url, { recipeId: toGlobalId('Recipe', id), videoIds }));
    await untilNone(world, `SELECT 1 FROM "Recognition" WHERE "finishedAt" IS NULL`);
  }
  const isReference = (content: string) => references.has(content);
  const results = [...(await segmentHashes(world)), ...(await embeddingHashes(world))];
  const expected = new Map(
    results.filter(({ content }) => isReference(content)).map((result) => [keyOfResult(world, result), result.hash]),
  );
  const others = results.filter(({ content }) => stations.has(content) && !isReference(content));
  const different = others
    .filter((result) => expected.get(keyOfResult(world, result)) !== result.hash)
    .map((result) => `${keyOfResult(world, result)} of ${result.content}`);
  return { compared: others.length, different };
}

interface Result {
  readonly content: string;
  /** Recipe, or encoder and sampling. */
  readonly by: string;
  readonly hash: string;
}

const keyOfResult = ({ stations }: World, { content, by }: Result) => `${stations.get(content)} by ${by}`;

async function segmentHashes({ deployment: { pool } }: World): Promise<Result[]> {
  const { rows } = await pool.query<Result>(
    `SELECT video."contentSha256" AS "content", 'recipe ' || recognition."recipeId" AS "by", md5(string_agg(
       concat_ws(' ', "startMs", "endMs", "conceptId", "score", "probability", "runnerUpIds", "runnerUpProbabilities"), '\n' ORDER BY "segmentIndex"
     )) AS "hash"
     FROM "RecognitionVideo" AS run JOIN "Recognition" AS recognition ON recognition."id" = run."recognitionId"
     JOIN "Video" AS video ON video."id" = run."videoId" JOIN "Segment" AS segment ON segment."recognitionVideoId" = run."id"
     WHERE run."state" = 'succeeded' GROUP BY run."id", video."id", recognition."id"`,
  );
  return rows;
}

async function embeddingHashes({ deployment: { pool } }: World): Promise<Result[]> {
  const { rows } = await pool.query<Result>(
    `SELECT "contentSha256" AS "content", 'sampling ' || "sampling" AS "by",
       md5(string_agg(chunk."ptsMs" || chunk."embeddings", '' ORDER BY "chunkIndex")) AS "hash"
     FROM "VideoEmbedding" AS embedding JOIN "EmbeddingChunk" AS chunk ON chunk."videoEmbeddingId" = embedding."id"
     WHERE "completedAt" IS NOT NULL GROUP BY embedding."id"`,
  );
  return rows;
}

async function untilNone({ deployment: { pool } }: World, sql: string): Promise<void> {
  while ((await pool.query(sql)).rows.length > 0) await sleep(LOOK_MS);
}
