import { cancelRecognition, createRecognition, listQueuedRuns } from '@actionary/database';
import type { Recognition } from '@actionary/database';
import type { StartRecognitionInput } from '../../../generated/resolvers-types.ts';
import type { Context, Services } from '../../context.ts';
import { done, inputKey, settle, unwrap } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { rescoreRanges } from './rescore-ranges.ts';

/** Queues a recipe over videos. */
export function startRecognition(context: Context, input: StartRecognitionInput): Promise<Result<Recognition>> {
  return settle(async () => {
    const { db } = context;
    const recipeId = inputKey('Recipe', input.recipeId, 'recipeId');
    const videoIds = await chosenVideos(context, input);
    const recognition = unwrap(
      await createRecognition(db, { recipeId, videoIds, publishing: input.publishing ?? null }),
    );
    await queueVideos(context, recognition.id);
    return done(recognition);
  });
}

async function chosenVideos({ db }: Context, { videoIds, libraryIds }: StartRecognitionInput): Promise<string[]> {
  const named = (videoIds ?? []).map((id, index) => inputKey('Video', id, `videoIds.${index}`));
  const libraries = (libraryIds ?? []).map((id, index) => inputKey('VideoLibrary', id, `libraryIds.${index}`));
  const found = await db.prisma.video.findMany({
    where: { libraryId: { in: libraries }, status: { not: 'missing' } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return [...named, ...found.map(({ id }) => id)];
}

/** Queues what has not ended of a recognition: videos with embeddings together, the others each. May be repeated. */
export async function queueVideos({ db, queue }: Pick<Services, 'db' | 'queue'>, recognitionId: string): Promise<void> {
  const runs = await listQueuedRuns(db, recognitionId);
  await queue.sendAll('rescore', rescoreRanges(recognitionId, runs));
  const unembedded = runs.filter(({ isOpen, frameCount }) => isOpen && frameCount === null);
  await queue.sendAll(
    'embed',
    unembedded.map(({ id }) => ({ recognitionVideoId: id })),
  );
}

/** Cancels what has not finished, and its job. @param id global */
export function stopRecognition({ db }: Services, id: string): Promise<Result<Recognition>> {
  return settle(async () => cancelRecognition(db, inputKey('Recognition', id, 'id')));
}
