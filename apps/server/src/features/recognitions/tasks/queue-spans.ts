import type { AwaitingRun, EmbeddingSpan } from '@actionary/database';
import type { Queue } from '../../../shared/queue/queue.ts';

/** Queues spans that are missing, as the work of the library of one who awaits them. */
export function queueSpans(
  queue: Queue,
  spans: readonly EmbeddingSpan[],
  { id: recognitionVideoId, libraryId, round, priority }: Omit<AwaitingRun, 'videoId'>,
): Promise<void> {
  const tasks = spans.map((span) => ({ ...span, recognitionVideoId, round, priority }));
  return queue.sendAll('span', tasks, () => libraryId);
}
