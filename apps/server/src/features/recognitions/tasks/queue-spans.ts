import type { EmbeddingSpan } from '@actionary/database';
import type { Queue } from '../../../shared/queue/queue.ts';
import type { TaskPayload } from '../../../shared/queue/tasks.ts';

/** Queues spans that are missing, as the work of a library. */
export function queueSpans(
  queue: Queue,
  spans: readonly EmbeddingSpan[],
  { recognitionVideoId, round, priority }: TaskPayload<'embed'>,
  libraryId: string,
): Promise<void> {
  const tasks = spans.map((span) => ({ ...span, recognitionVideoId, round, priority }));
  return queue.sendAll('span', tasks, () => libraryId);
}
