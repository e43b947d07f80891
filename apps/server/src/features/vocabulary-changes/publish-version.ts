import { publishDraft } from '@actionary/database';
import type { VocabularyVersion } from '@actionary/database';
import type { PublishVocabularyDraftInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { suggestLater } from '../../shared/queue/queue-suggestions.ts';
import { inputKey, settle } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';

/** Publishes a draft, and has suggestions made for the reviews that it leaves open. */
export async function publishVersion(
  { db, queue, log }: Pick<Context, 'db' | 'queue' | 'log'>,
  { versionId, expectedRevision: revision, notes }: PublishVocabularyDraftInput,
): Promise<Result<VocabularyVersion>> {
  const published = await settle(async () =>
    publishDraft(db, inputKey('VocabularyVersion', versionId, 'versionId'), { revision, notes: notes ?? '' }),
  );
  if (published.value) await suggestLater({ queue, log }, published.value.id);
  return published;
}
