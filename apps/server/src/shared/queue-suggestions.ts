import type { Services } from '../context.ts';
import type { Queue } from './queue.ts';

/** Has suggestions made for the reviews that a version has queued; may be repeated. Call it when the version is published. */
export async function queueSuggestions(queue: Queue, versionId: string): Promise<void> {
  await queue.send('suggest', { versionId }, versionId);
}

/** As {@link queueSuggestions}, after what must not fail for it: a worker that starts looks for what has no suggestions. */
export async function suggestLater({ queue, log }: Pick<Services, 'queue' | 'log'>, versionId: string): Promise<void> {
  await queueSuggestions(queue, versionId).catch((error: unknown) =>
    log.error({ err: error, versionId }, 'suggestions were not queued'),
  );
}
