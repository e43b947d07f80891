/** Recipes are made of new words, and videos recognised by them. */
import { toGlobalId } from '../../apps/server/src/shared/graphql/global-id.ts';
import { randomIndex, randomItem } from '../../inference/src/training/random.ts';
import { cancelRecognition, createRecipe, startRecognition } from './mutations.ts';
import { RATES } from './world.ts';
import type { World } from './world.ts';

const MAX_RECIPES = 16;
/** Recognitions that may be under way, so that the worker keeps up. */
const MAX_OPEN = 2;
const MAX_VIDEOS = 6;

/** A recipe of a vocabulary's latest version, in succession of the one before. */
export async function makeRecipe(world: World): Promise<void> {
  const { deployment, ledger, random, promptSetVersionId } = world;
  const { pool, url } = deployment;
  const recipes = await pool.query<{ id: string; versionId: string; fps: number }>(
    `SELECT recipe."id", latest."id" AS "versionId", substring(recipe."sampling" FROM 'fps=(.*)')::float8 AS "fps"
     FROM "Recipe" AS recipe JOIN "VocabularyVersion" AS version ON version."id" = recipe."vocabularyVersionId"
     JOIN LATERAL (
       SELECT "id" FROM "VocabularyVersion" WHERE "vocabularyId" = version."vocabularyId" AND "status" = 'published'
       ORDER BY "number" DESC LIMIT 1
     ) AS latest ON latest."id" <> version."id" ORDER BY recipe."id"`,
  );
  const { rows } = await pool.query<{ count: number }>('SELECT count(*)::int AS "count" FROM "Recipe"');
  if (recipes.rows.length === 0 || rows[0].count >= MAX_RECIPES) return startVideos(world);
  const { id, versionId } = randomItem(random, recipes.rows);
  const externalId = `op${world.next()}`;
  const reply = await createRecipe(url, {
    vocabularyVersionId: toGlobalId('VocabularyVersion', versionId),
    promptSetVersionId,
    fps: randomItem(random, RATES),
    externalId,
    succeedsId: toGlobalId('Recipe', id),
  });
  const sql = 'SELECT count(*) FROM "Recipe" WHERE "externalId" = $1';
  ledger.note({ what: `recipe ${externalId}`, sql, values: [externalId], whole: 1 }, reply);
}

/** Recognises some videos by some recipe. */
export async function startVideos({ deployment, ledger, random }: World): Promise<void> {
  const { pool, url } = deployment;
  const open = await pool.query(`SELECT 1 FROM "Recognition" WHERE "finishedAt" IS NULL`);
  if (open.rows.length >= MAX_OPEN) return;
  const recipes = await pool.query<{ id: string }>('SELECT "id" FROM "Recipe" ORDER BY "id"');
  const videos = await pool.query<{ id: string }>(
    `SELECT "id" FROM "Video" WHERE "status" IN ('ready', 'pending') ORDER BY "id" DESC LIMIT 40`,
  );
  if (videos.rows.length === 0) return;
  const count = 1 + randomIndex(random, MAX_VIDEOS);
  const videoIds = [...new Set(Array.from({ length: count }, () => randomItem(random, videos.rows).id))];
  const reply = await startRecognition(url, {
    recipeId: toGlobalId('Recipe', randomItem(random, recipes.rows).id),
    videoIds: videoIds.map((id) => toGlobalId('Video', id)),
  });
  if (reply.outcome !== 'acknowledged') return;
  const [, id] = Buffer.from(reply.value.recognition.id, 'base64url').toString().split(':');
  const sql = 'SELECT count(*) FROM "RecognitionVideo" WHERE "recognitionId" = $1';
  ledger.note({ what: `recognition ${id}`, sql, values: [id], whole: videoIds.length }, reply);
}

/** Stops what was started last. */
export async function cancelLatest({ deployment: { pool, url } }: World): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT "id" FROM "Recognition" WHERE "finishedAt" IS NULL ORDER BY "id" DESC LIMIT 1`,
  );
  if (rows[0]) await cancelRecognition(url, toGlobalId('Recognition', rows[0].id));
}
