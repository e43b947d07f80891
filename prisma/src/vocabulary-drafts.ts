import type { ConceptContent } from '@actionary/inference/domain';
import { z } from 'zod';
import { Prisma } from '../generated/client.ts';
import type { VocabularyVersion } from '../generated/client.ts';
import { conceptInput, conceptsOfVersions, writeContents } from './concept-contents.ts';
import type { ConceptInput, VersionConcept } from './concept-contents.ts';
import { contentHash } from './content-hash.ts';
import type { Database } from './database.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';

type Transaction = Prisma.TransactionClient;
/** Large vocabularies are written in one transaction. */
const LIMITS = { timeout: 60_000, maxWait: 15_000 };

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

export interface DraftChanges {
  /** Added, or put in the place of what the draft says about the concept of the same id. */
  readonly put?: readonly ConceptInput[];
  /** External ids of concepts to leave out. Their identity stays, for older versions. */
  readonly remove?: readonly string[];
}

/**
 * Edits a draft, all of it or nothing.
 *
 * @param revision of the draft that the edit was made on
 * @returns the draft with its new revision. Problems: NOT_FOUND, STALE, INVALID (field: the concept's id and the field)
 */
export function editDraft(
  db: Database,
  versionId: string,
  revision: number,
  { put = [], remove = [] }: DraftChanges,
): Promise<Outcome<VocabularyVersion>> {
  return attempt(() => {
    const concepts = put.map(parseConcept);
    return db.prisma.$transaction(async (tx) => {
      const draft = await lockDraft(tx, versionId, revision);
      const { vocabularyId } = draft;
      await tx.concept.createMany({
        data: concepts.map(({ id }) => ({ vocabularyId, externalId: id })),
        skipDuplicates: true,
      });
      await writeContents(tx, { versionId, vocabularyId }, lastOfEach(concepts));
      await removeContents(tx, versionId, remove);
      await refuseBrokenTree(tx, versionId, concepts);
      return tx.vocabularyVersion.update({ where: { id: versionId }, data: { revision: { increment: 1 } } });
    }, LIMITS);
  });
}

function parseConcept(input: ConceptInput): z.output<typeof conceptInput> {
  const { success, data, error } = conceptInput.safeParse(input);
  if (success) return data;
  const [issue] = error.issues;
  return refuse('INVALID', [input.id, ...issue.path].join('.'), issue.message);
}

function lastOfEach<T extends { readonly id: string }>(concepts: readonly T[]): T[] {
  return [...new Map(concepts.map((concept) => [concept.id, concept])).values()];
}

/** Waits for other edits of the draft, and keeps them out until the transaction ends. */
async function lockDraft(tx: Transaction, versionId: string, revision: number): Promise<VocabularyVersion> {
  await tx.$queryRaw`SELECT 1 FROM "VocabularyVersion" WHERE "id" = ${versionId}::uuid FOR NO KEY UPDATE`;
  const version = await tx.vocabularyVersion.findUnique({ where: { id: versionId } });
  if (!version) return refuse('NOT_FOUND', 'versionId', 'there is no such version');
  if (version.status !== 'draft') return refuse('INVALID', 'versionId', 'a published version never changes');
  if (version.revision !== revision) {
    const message = `the draft has been edited by someone else (revision ${version.revision}, not ${revision})`;
    return refuse('STALE', 'revision', message);
  }
  return version;
}

async function removeContents(tx: Transaction, versionId: string, externalIds: readonly string[]): Promise<void> {
  const where = { versionId, concept: { externalId: { in: [...externalIds] } } };
  const stranded = await tx.conceptContent.findFirst({
    where: { versionId, broader: { is: where }, NOT: where },
    select: { concept: { select: { externalId: true } } },
  });
  if (stranded) refuse('INVALID', 'remove', `"${stranded.concept.externalId}" lies below it; move or remove it, too`);
  await tx.conceptContent.deleteMany({ where });
}

/** A broader concept has to be in the version, and not below the concept itself. */
async function refuseBrokenTree(
  tx: Transaction,
  versionId: string,
  put: readonly z.output<typeof conceptInput>[],
): Promise<void> {
  if (put.every(({ broaderId }) => broaderId === null)) return;
  const [concepts] = await conceptsOfVersions({ prisma: tx }, [versionId]);
  const broaderOf = new Map(concepts.map(({ id, broaderId }) => [id, broaderId]));
  for (const { id, broaderId } of put) {
    if (broaderId !== null && broaderOf.get(id) !== broaderId) {
      refuse('INVALID', `${id}.broaderId`, `there is no concept "${broaderId}"`);
    }
    const seen = new Set([id]);
    for (let above = broaderId; above; above = broaderOf.get(above) ?? null) {
      if (seen.has(above)) refuse('INVALID', `${id}.broaderId`, `"${id}" would lie below itself`);
      seen.add(above);
    }
  }
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
