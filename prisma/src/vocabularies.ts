import type { Vocabulary, VocabularyVersion } from '../generated/client.ts';
import { alignRows, groupRows } from './batch.ts';
import type { Database } from './database.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { idWindow, toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';

export interface VocabularyInput {
  readonly name: string;
  readonly description?: string;
  readonly externalId?: string | null;
  readonly licence?: string;
  /** Where the words come from. */
  readonly source?: string;
}

/** Creates a vocabulary with an empty draft. Problems: TAKEN, INVALID. */
export function createVocabulary(db: Database, input: VocabularyInput): Promise<Outcome<Vocabulary>> {
  return attempt(async () => {
    requireName(input);
    return db.prisma.vocabulary.create({ data: { ...input, versions: { create: { number: 1 } } } });
  });
}

/** Problems: TAKEN, NOT_FOUND, INVALID. */
export function updateVocabulary(
  db: Database,
  id: string,
  changes: Partial<VocabularyInput>,
): Promise<Outcome<Vocabulary>> {
  return attempt(async () => {
    requireName(changes);
    return db.prisma.vocabulary.update({ where: { id }, data: changes });
  });
}

function requireName({ name }: Partial<VocabularyInput>): void {
  if (name?.trim() === '') refuse('INVALID', 'name', 'a name is needed');
}

/** Puts a vocabulary away, or takes it out again; nothing of it is lost. Problems: NOT_FOUND. */
export function archiveVocabulary(db: Database, id: string, isArchived: boolean): Promise<Outcome<Vocabulary>> {
  const archivedAt = isArchived ? new Date() : null;
  return attempt(() => db.prisma.vocabulary.update({ where: { id }, data: { archivedAt } }));
}

/** Oldest first. @param options.includeArchived default false */
export async function listVocabularies(
  db: Database,
  page: PageRequest = {},
  { includeArchived = false }: { readonly includeArchived?: boolean } = {},
): Promise<Page<Vocabulary>> {
  const window = idWindow(page, 'oldestFirst');
  const where = { ...window.where, ...(includeArchived ? {} : { archivedAt: null }) };
  return toPage(await db.prisma.vocabulary.findMany({ ...window, where }), window);
}

export async function getVocabularies(db: Database, ids: readonly string[]): Promise<(Vocabulary | null)[]> {
  const rows = await db.prisma.vocabulary.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

/** The vocabulary that other systems know by this id. */
export function findVocabulary(db: Database, externalId: string): Promise<Vocabulary | null> {
  return db.prisma.vocabulary.findUnique({ where: { externalId } });
}

export async function getVocabularyVersions(
  db: Database,
  ids: readonly string[],
): Promise<(VocabularyVersion | null)[]> {
  const rows = await db.prisma.vocabularyVersion.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

/** Versions of each vocabulary, newest first; a draft comes first. */
export async function versionsOfVocabularies(
  db: Database,
  vocabularyIds: readonly string[],
): Promise<VocabularyVersion[][]> {
  const where = { vocabularyId: { in: [...vocabularyIds] } };
  const rows = await db.prisma.vocabularyVersion.findMany({ where, orderBy: { number: 'desc' } });
  return groupRows(vocabularyIds, rows, ({ vocabularyId }) => vocabularyId);
}

/** How many concepts each version has. */
export async function countConcepts(db: Database, versionIds: readonly string[]): Promise<number[]> {
  const where = { versionId: { in: [...versionIds] } };
  const rows = await db.prisma.conceptContent.groupBy({ by: ['versionId'], where, _count: true });
  const counts = new Map(rows.map(({ versionId, _count: count }) => [versionId, count]));
  return versionIds.map((id) => counts.get(id) ?? 0);
}

/** The newest published version of each vocabulary, `null` where there is none. */
export async function latestVersions(
  db: Database,
  vocabularyIds: readonly string[],
): Promise<(VocabularyVersion | null)[]> {
  const rows = await db.prisma.vocabularyVersion.findMany({
    where: { vocabularyId: { in: [...vocabularyIds] }, status: 'published' },
    orderBy: { number: 'desc' },
    distinct: ['vocabularyId'],
  });
  return alignRows(vocabularyIds, rows, ({ vocabularyId }) => vocabularyId);
}
