import { checkVocabulary } from '@actionary/inference/domain';
import type { ConceptContent } from '@actionary/inference/domain';
import type { VocabularyVersion } from '../generated/client.ts';
import { conceptsOfVersions } from './concept-contents.ts';
import type { VersionConcept } from './concept-contents.ts';
import { resolveAll, writeResolutions } from './concept-resolutions.ts';
import { contentHash } from './content-hash.ts';
import type { Database } from './database.ts';
import { lockDraft } from './draft-lock.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { fillReviewQueue } from './review-queue.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

/**
 * Publishes a draft: from now on it never changes. In the same transaction it is written down what every concept that the
 * vocabulary ever had means from now on, and reviews that this leaves ambiguous are queued; no result is written again.
 *
 * @returns the version. Problems: NOT_FOUND, STALE, INVALID (no concepts, the same as the version before, or a check is an
 * error)
 */
export function publishDraft(
  db: Database,
  versionId: string,
  { revision, notes = '' }: { readonly revision: number; readonly notes?: string },
): Promise<Outcome<VocabularyVersion>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      await lockVocabulary(tx, versionId);
      const draft = await lockDraft(tx, versionId, revision);
      const [concepts] = await conceptsOfVersions({ prisma: tx }, [versionId]);
      refuseUnfit(concepts);
      const hash = hashOfConcepts(concepts);
      await refuseUnchanged(tx, draft, hash);
      const data = { status: 'published', contentHash: hash, notes, publishedAt: new Date() } as const;
      const published = await tx.vocabularyVersion.update({ where: { id: versionId }, data });
      await writeResolutions(tx, published, await resolveAll({ prisma: tx }, published.vocabularyId, concepts));
      await fillReviewQueue(tx, published);
      return published;
    }),
  );
}

/** Keeps reviews out until the transaction ends: none is to miss the queue. Before the draft's lock, as whoever opens one. */
async function lockVocabulary(tx: Transaction, versionId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "Vocabulary" WHERE "id" = (SELECT "vocabularyId" FROM "VocabularyVersion" WHERE "id" = ${versionId}::uuid)
    FOR NO KEY UPDATE`;
}

function refuseUnfit(concepts: readonly VersionConcept[]): void {
  if (!concepts.some(({ status }) => status === 'active'))
    refuse('INVALID', null, 'there is no concept to publish', 'noConcepts');
  const checks = checkVocabulary(new Map(concepts.map((concept) => [concept.id, concept])));
  const errors = checks.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return;
  const { kind, conceptIds, detail } = first;
  const about = [conceptIds.map((id) => `"${id}"`).join(', '), ...(detail === '' ? [] : [`(${detail})`])].join(' ');
  const more = errors.length > 1 ? `, and ${errors.length - 1} more` : '';
  refuse('INVALID', null, `mend what the checks find first: ${kind} at ${about}${more}`, {
    reason: 'checksFail',
    count: errors.length,
  });
}

async function refuseUnchanged(tx: Transaction, draft: VocabularyVersion, hash: string): Promise<void> {
  const { vocabularyId, number } = draft;
  const before = await tx.vocabularyVersion.findFirst({
    where: { vocabularyId, number: { lt: number } },
    orderBy: { number: 'desc' },
  });
  if (before?.contentHash === hash)
    refuse('INVALID', null, `nothing has changed since version ${before.number}`, {
      reason: 'nothingChanged',
      version: before.number,
    });
}

/** Equal contents have equal hashes, whatever the database's own ids. */
function hashOfConcepts(concepts: readonly VersionConcept[]): string {
  return contentHash(concepts.map(({ conceptId: _, ...content }) => withoutEmptyLists(content)));
}

/** Fields that versions published before did not have do not change a hash while they are empty. */
function withoutEmptyLists(content: ConceptContent): object {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => !Array.isArray(value) || value.length > 0));
}
