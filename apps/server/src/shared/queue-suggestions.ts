import type { Queue } from './queue.ts';

/** Has suggestions made for the reviews that a version has queued; may be repeated. Call it when the version is published. */
export async function queueSuggestions(queue: Queue, versionId: string): Promise<void> {
  await queue.send('suggest', { versionId }, versionId);
}
