import type { Database, Recipe } from '../../prisma/src/index.ts';
import { registerWorkbench, writeEmbedding } from './embeddings.ts';
import { makeLibrary, makeRecipe, makeVideos } from './records.ts';

const FRAME_COUNT = 20;

/** Videos without files, and what is needed to recognise them. */
export interface EmbeddedArchive {
  readonly recipe: Recipe;
  readonly videoIds: readonly string[];
  readonly libraryId: string;
  /** Gives videos the embeddings that they lack. */
  readonly embed: (videoIds: readonly string[]) => Promise<void>;
}

/** A library of videos of ten seconds of which all but the last few have embeddings: nothing can be decoded. */
export async function makeEmbeddedArchive(
  db: Database,
  { videoCount, unembeddedCount = 0 }: { readonly videoCount: number; readonly unembeddedCount?: number },
): Promise<EmbeddedArchive> {
  const { digest: encoderDigest, dims } = await registerWorkbench(db);
  const recipe = await makeRecipe(db, { encoderDigest });
  const { id: libraryId } = await makeLibrary(db);
  const videoIds = await makeVideos(db, libraryId, videoCount);
  const frames = {
    timesMs: Array.from({ length: FRAME_COUNT }, (_, frame) => 250 + 500 * frame),
    embeddings: Float32Array.from({ length: FRAME_COUNT * dims }, (_, index) => Math.sin(index) * (2 / dims) ** 0.5),
  };
  const embed = async (ids: readonly string[]) => {
    for (const { contentSha256 } of await db.prisma.video.findMany({ where: { id: { in: [...ids] } } }))
      await writeEmbedding(db, { contentSha256: contentSha256!, encoderDigest, sampling: recipe.sampling }, [frames]);
  };
  await embed(videoIds.slice(0, videoCount - unembeddedCount));
  return { recipe, videoIds, libraryId, embed };
}

/** What was stored of each video of a recognition: `isWhole` where there are as many segments as it says. */
export async function resultsOf(db: Database, recognitionId: string): Promise<object[]> {
  const { rows } = await db.pool.query<object>(
    `SELECT run."state", run."isCurrent", run."segmentCount" = count(segment.*) AS "isWhole",
       min(segment."startMs") AS "from", max(segment."endMs") AS "to", count(DISTINCT run."id")::int AS "count"
     FROM "RecognitionVideo" AS run LEFT JOIN "Segment" AS segment ON segment."recognitionVideoId" = run."id"
     WHERE run."recognitionId" = $1 GROUP BY run."id"`,
    [recognitionId],
  );
  return rows;
}

/** A video's result that nothing was lost of, and nothing doubled. */
export const WHOLE = { state: 'succeeded', isCurrent: true, isWhole: true, from: 0, to: 10_000, count: 1 };
