import { queuedVersions, versionsToSuggest } from '@actionary/database';
import type { Services } from '../../context.ts';

/** Has suggestions made for all reviews that wait without one: what a worker begins with. May be repeated. */
export async function queueSuggestions({ db, queue }: Pick<Services, 'db' | 'queue'>): Promise<void> {
  const versionIds = await versionsToSuggest(db);
  await queue.sendAll(
    'suggest',
    versionIds.map((versionId) => ({ versionId })),
  );
}

/** Has suggestions made for the reviews that wait for a version, after what must not fail for it. */
export async function suggestLater({ queue, log }: Pick<Services, 'queue' | 'log'>, versionId: string): Promise<void> {
  await queue
    .send('suggest', { versionId })
    .catch((error: unknown) => log.error({ err: error, versionId }, 'suggestions were not queued'));
}

/** Has suggestions made for those reviews that wait: their word had been split before, or is split again. */
export async function suggestForReviews(
  { db, queue, log }: Pick<Services, 'db' | 'queue' | 'log'>,
  reviewIds: readonly string[],
): Promise<void> {
  for (const versionId of reviewIds.length > 0 ? await queuedVersions(db, reviewIds) : [])
    await suggestLater({ queue, log }, versionId);
}
