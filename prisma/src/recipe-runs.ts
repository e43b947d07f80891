import type { RecognitionVideo } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';

/** The latest run of a recipe on each video whose segments are still there; `null` where there is none. */
export async function latestRunsOfRecipe(
  db: Database,
  recipeId: string,
  videoIds: readonly string[],
): Promise<(RecognitionVideo | null)[]> {
  const rows = await db.prisma.recognitionVideo.findMany({
    where: { videoId: { in: [...videoIds] }, state: 'succeeded', segmentsRemovedAt: null, recognition: { recipeId } },
    distinct: ['videoId'],
    orderBy: [{ videoId: 'asc' }, { id: 'desc' }],
  });
  return alignRows(videoIds, rows, ({ videoId }) => videoId);
}
