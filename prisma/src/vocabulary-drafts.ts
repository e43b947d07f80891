import { Prisma } from '../generated/client.ts';
import type { VocabularyVersion } from '../generated/client.ts';
import type { Database } from './database.ts';
import { lockDraft } from './draft-lock.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

/** The draft of a vocabulary; where there is none, one is made from the newest published version. Problems: NOT_FOUND. */
export function openDraft(db: Database, vocabularyId: string): Promise<Outcome<VocabularyVersion>> {
  return attempt(() => inTransaction(db, (tx) => draftOf(tx, vocabularyId)));
}

/** As {@link openDraft}, within a transaction; keeps others from opening one until it ends. */
export async function draftOf(tx: Transaction, vocabularyId: string): Promise<VocabularyVersion> {
  const [found] = await tx.$queryRaw<object[]>`
    SELECT 1 FROM "Vocabulary" WHERE "id" = ${vocabularyId}::uuid FOR NO KEY UPDATE`;
  if (!found) refuse('NOT_FOUND', 'vocabularyId', 'there is no such vocabulary');
  const latest = await tx.vocabularyVersion.findFirst({ where: { vocabularyId }, orderBy: { number: 'desc' } });
  if (latest?.status === 'draft') return latest;
  const draft = await tx.vocabularyVersion.create({ data: { vocabularyId, number: (latest?.number ?? 0) + 1 } });
  if (latest) await copyContents(tx, latest.id, draft.id);
  return draft;
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
    inTransaction(db, async (tx) => {
      await lockDraft(tx, versionId, revision);
      return tx.vocabularyVersion.delete({ where: { id: versionId } });
    }),
  );
}
