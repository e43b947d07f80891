import type { AwaitingRun, EmbeddingSpan } from '@actionary/database';
import type { Queue } from '../../../shared/queue/queue.ts';

/** Queues spans that are missing, as the work of the library of one who awaits them. */
export function queueSpans(
  queue: Queue,
  spans: readonly EmbeddingSpan[],
  { id: recognitionVideoId, libraryId }: Pick<AwaitingRun, 'id' | 'libraryId'>,
): Promise<void> {
  const tasks = spans.map((span) => ({ ...span, recognitionVideoId }));
  return queue.sendAll('span', tasks, () => libraryId);
}
