import { versionsToSuggest } from '@actionary/database';
import type { Services } from '../context.ts';

/**
 * Has suggestions made for reviews that wait without one; may be repeated. Call it when a version is published, and when
 * reviews were added or decided.
 * @param vocabularyIds default: of all vocabularies
 */
export async function queueSuggestions(
  { db, queue }: Pick<Services, 'db' | 'queue'>,
  vocabularyIds: readonly string[] | null = null,
): Promise<void> {
  for (const versionId of await versionsToSuggest(db, vocabularyIds))
    await queue.send('suggest', { versionId }, versionId);
}
