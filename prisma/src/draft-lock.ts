import type { VocabularyVersion } from '../generated/client.ts';
import { refuse } from './outcome.ts';
import type { Transaction } from './transaction.ts';

/**
 * Waits for other edits of the draft, and keeps them out until the transaction ends.
 * @param revision `null`: whichever it has
 */
export async function lockDraft(
  tx: Transaction,
  versionId: string,
  revision: number | null,
): Promise<VocabularyVersion> {
  await tx.$queryRaw`SELECT 1 FROM "VocabularyVersion" WHERE "id" = ${versionId}::uuid FOR NO KEY UPDATE`;
  const version = await tx.vocabularyVersion.findUnique({ where: { id: versionId } });
  if (!version) return refuse('NOT_FOUND', 'versionId', 'there is no such version');
  if (version.status !== 'draft')
    return refuse('INVALID', 'versionId', 'a published version never changes', 'versionPublished');
  if (revision !== null && version.revision !== revision) {
    const message = `the draft has been changed meanwhile (revision ${version.revision}, not ${revision})`;
    return refuse('STALE', 'expectedRevision', message);
  }
  return version;
}

/** Keeps versions of vocabularies from being published until the transaction ends; others may do so, too. */
export async function holdPublishing(tx: Transaction, vocabularyIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "Vocabulary" WHERE "id" = ANY (${[...vocabularyIds]}::uuid[]) ORDER BY "id" FOR SHARE`;
}
