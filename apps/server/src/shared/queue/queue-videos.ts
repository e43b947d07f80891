import { getRecognitions, listQueuedRuns } from '@actionary/database';
import type { Services } from '../../context.ts';
import { rescoreRanges } from './rescore-ranges.ts';

/**
 * Queues what has not ended of a recognition, unless it is paused: videos with embeddings together, the others each. May be
 * repeated.
 */
export async function queueVideos({ db, queue }: Pick<Services, 'db' | 'queue'>, recognitionId: string): Promise<void> {
  const [recognition] = await getRecognitions(db, [recognitionId]);
  if (!recognition || recognition.pausedAt) return;
  const { round, priority } = recognition;
  const runs = await listQueuedRuns(db, recognitionId);
  const ranges = rescoreRanges(recognitionId, runs);
  await queue.sendAll(
    'rescore',
    ranges.map(({ range }) => ({ ...range, round, priority })),
    (index) => ranges[index].libraryId,
  );
  const unembedded = runs.filter(({ isOpen, frameCount }) => isOpen && frameCount === null);
  await queue.sendAll(
    'embed',
    unembedded.map(({ id }) => ({ recognitionVideoId: id, round, priority })),
    (index) => unembedded[index].libraryId,
  );
}
