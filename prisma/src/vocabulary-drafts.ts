import type { ConceptContent } from '@actionary/inference/domain';
import { Prisma } from '../generated/client.ts';
import type { VocabularyVersion } from '../generated/client.ts';
import { conceptsOfVersions } from './concept-contents.ts';
import type { VersionConcept } from './concept-contents.ts';
import { contentHash } from './content-hash.ts';
import type { Database } from './database.ts';
import { LIMITS, lockDraft } from './draft-lock.ts';
import type { Transaction } from './draft-lock.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** The draft of a vocabulary; where there is none, one is made from the newest published version. Problems: NOT_FOUND. */
export function openDraft(db: Database, vocabularyId: string): Promise<Outcome<VocabularyVersion>> {
  return attempt(() =>
    db.prisma.$transaction(async (tx) => {
      // One at a time per vocabulary.
      const [found] = await tx.$queryRaw<object[]>`
        SELECT 1 FROM "Vocabulary" WHERE "id" = ${vocabularyId}::uuid FOR NO KEY UPDATE`;
      if (!found) refuse('NOT_FOUND', 'vocabularyId', 'there is no such vocabulary');
      const latest = await tx.vocabularyVersion.findFirst({ where: { vocabularyId }, orderBy: { number: 'desc' } });
      if (latest?.status === 'draft') return latest;
      const draft = await tx.vocabularyVersion.create({ data: { vocabularyId, number: (latest?.number ?? 0) + 1 } });
      if (latest) await copyContents(tx, latest.id, draft.id);
      return draft;
    }, LIMITS),
  );
}

async function copyContents(tx: Transaction, fromId: string, toId: string): Promise<void> {
  const columns = Object.values(Prisma.ConceptContentScalarFieldEnum).filter((name) => name !== 'versionId');
  const list = Prisma.raw(columns.map((name) => `"${name}"`).join(', '));
  await tx.$executeRaw`
    INSERT INTO "ConceptContent" ("versionId", ${list})
    SELECT ${toId}::uuid, ${list} FROM "ConceptContent" WHERE "versionId" = ${fromId}::uuid`;
}

/** Gives up a draft; its vocabulary stays as published. Problems: NOT_FOUND, STALE, INVALID. */
export function discardDraft(db: Database, versionId: string, revision: number): Promise<Outcome<VocabularyVersion>> {
  return attempt(() =>
    db.prisma.$transaction(async (tx) => {
      await lockDraft(tx, versionId, revision);
      return tx.vocabularyVersion.delete({ where: { id: versionId } });
    }, LIMITS),
  );
}

/**
 * Publishes a draft: from now on it never changes.
 * @returns the version. Problems: NOT_FOUND, STALE, INVALID (no concepts, or the same as the version before)
 */
export function publishDraft(
  db: Database,
  versionId: string,
  { revision, notes = '' }: { readonly revision: number; readonly notes?: string },
): Promise<Outcome<VocabularyVersion>> {
  return attempt(() =>
    db.prisma.$transaction(async (tx) => {
      const { vocabularyId, number } = await lockDraft(tx, versionId, revision);
      const [concepts] = await conceptsOfVersions({ prisma: tx }, [versionId]);
      if (!concepts.some(({ status }) => status === 'active'))
        refuse('INVALID', null, 'there is no concept to publish');
      const hash = hashOfConcepts(concepts);
      const before = await tx.vocabularyVersion.findFirst({
        where: { vocabularyId, number: { lt: number } },
        orderBy: { number: 'desc' },
      });
      if (before?.contentHash === hash) refuse('INVALID', null, `nothing has changed since version ${before.number}`);
      const data = { status: 'published', contentHash: hash, notes, publishedAt: new Date() } as const;
      return tx.vocabularyVersion.update({ where: { id: versionId }, data });
    }, LIMITS),
  );
}

/** Equal contents have equal hashes, whatever the database's own ids. */
function hashOfConcepts(concepts: readonly VersionConcept[]): string {
  return contentHash(concepts.map(({ conceptId: _, ...content }) => withoutEmptyLists(content)));
}

/** Fields that versions published before did not have do not change a hash while they are empty. */
function withoutEmptyLists(content: ConceptContent): object {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => !Array.isArray(value) || value.length > 0));
}
