/** Reads change sets: pages of steps, newest first, without what the steps say; that is read on its own. */
import type { ConceptContent } from '@actionary/inference/domain';
import { Prisma } from '../generated/client.ts';
import type { VocabularyChange } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import type { Page } from './page.ts';

/** A step without its contents, which may be large. */
export type ChangeRow = Omit<VocabularyChange, 'operations' | 'before' | 'after'>;

/** Where a step stands among those of a vocabulary. */
export type ChangePlace = readonly [versionNumber: number, sequence: number];

export type PlacedChange = ChangeRow & { readonly versionNumber: number };

export interface ChangePageRequest {
  /** Steps at most. */
  readonly first: number;
  /** The step before the page; `null`: from the newest on. */
  readonly after: ChangePlace | null;
  /** Also those that were taken back. */
  readonly includeUndone: boolean;
}

/** The same page of each version's steps. */
export function changesOfVersions(
  db: Database,
  versionIds: readonly string[],
  page: ChangePageRequest,
): Promise<Page<PlacedChange>[]> {
  return changePages(db, versionIds, page, Prisma.sql`change."versionId" = parent."id"`);
}

/** The same page of the steps that have touched each concept, in all versions. */
export function changesOfConcepts(
  db: Database,
  conceptIds: readonly string[],
  page: ChangePageRequest,
): Promise<Page<PlacedChange>[]> {
  return changePages(db, conceptIds, page, Prisma.sql`change."touchedIds" @> ARRAY[parent."id"]`);
}

async function changePages(
  db: Database,
  parentIds: readonly string[],
  { first, after, includeUndone }: ChangePageRequest,
  belongs: Prisma.Sql,
): Promise<Page<PlacedChange>[]> {
  const [number, sequence] = after ?? [];
  const rows = await db.prisma.$queryRaw<(PlacedChange & { readonly parentId: string })[]>`
    SELECT parent."id"::text AS "parentId", found.*
    FROM unnest(${[...new Set(parentIds)]}::uuid[]) AS parent ("id")
    CROSS JOIN LATERAL (
      SELECT change."id"::text, change."versionId"::text, change."sequence", change."kind"::text,
        change."touchedIds"::text[], change."person", change."createdAt", change."undoneAt", change."isOverruled",
        version."number" AS "versionNumber"
      FROM "VocabularyChange" AS change JOIN "VocabularyVersion" AS version ON version."id" = change."versionId"
      WHERE ${belongs}
        ${includeUndone ? Prisma.empty : Prisma.sql`AND change."undoneAt" IS NULL`}
        ${after ? Prisma.sql`AND (version."number", change."sequence") < (${number}, ${sequence})` : Prisma.empty}
      ORDER BY version."number" DESC, change."sequence" DESC LIMIT ${first + 1}
    ) AS found`;
  const groups = Map.groupBy(rows, ({ parentId }) => parentId);
  return parentIds.map((parentId) => {
    const found = groups.get(parentId) ?? [];
    return { nodes: found.slice(0, first), hasNextPage: found.length > first };
  });
}

export async function getVocabularyChanges(db: Database, ids: readonly string[]): Promise<(ChangeRow | null)[]> {
  const rows = await db.prisma.vocabularyChange.findMany({
    where: { id: { in: [...ids] } },
    omit: { operations: true, before: true, after: true },
  });
  return alignRows(ids, rows, ({ id }) => id);
}

/** What a step did to its concepts, by external id; `null`: was not, or is not, there. */
export interface ChangeSides {
  readonly before: Readonly<Record<string, ConceptContent | null>>;
  readonly after: Readonly<Record<string, ConceptContent | null>>;
}

/** What steps did. @param keys `changeId`, or `changeId/externalId` for what it did to one concept */
export async function sidesOfChanges(db: Database, keys: readonly string[]): Promise<ChangeSides[]> {
  const ids = keys.map((key) => key.split('/')[0]!);
  const externalIds = keys.map((key, index) => key.slice(ids[index]!.length + 1) || null);
  const side = (name: 'before' | 'after') => {
    const column = Prisma.raw(`change."${name}"`);
    return Prisma.sql`CASE WHEN wanted."externalId" IS NULL THEN ${column}
      WHEN ${column} -> wanted."externalId" IS NOT NULL THEN jsonb_build_object(wanted."externalId", ${column} -> wanted."externalId")
      ELSE '{}' END`;
  };
  const rows = await db.prisma.$queryRaw<(ChangeSides & { readonly key: string })[]>`
    SELECT wanted."key", ${side('before')} AS "before", ${side('after')} AS "after"
    FROM unnest(${[...keys]}::text[], ${ids}::uuid[], ${externalIds}::text[]) AS wanted ("key", "id", "externalId")
    JOIN "VocabularyChange" AS change ON change."id" = wanted."id"`;
  return alignRows(keys, rows, ({ key }) => key).map((row) => row ?? { before: {}, after: {} });
}

export interface UndoState {
  /** There is a step that can be taken back. */
  readonly canUndo: boolean;
  /** There is a step that was taken back and can be done again. */
  readonly canRedo: boolean;
}

/** Of each version; a published one can do neither. */
export async function undoStates(db: Database, versionIds: readonly string[]): Promise<UndoState[]> {
  const rows = await db.prisma.$queryRaw<(UndoState & { readonly id: string })[]>`
    SELECT change."versionId"::text AS "id", bool_or(change."undoneAt" IS NULL) AS "canUndo",
      bool_or(change."undoneAt" IS NOT NULL AND NOT change."isOverruled") AS "canRedo"
    FROM "VocabularyChange" AS change JOIN "VocabularyVersion" AS version ON version."id" = change."versionId"
    WHERE change."versionId" = ANY (${[...versionIds]}::uuid[]) AND version."status" = 'draft'
    GROUP BY change."versionId"`;
  return alignRows(versionIds, rows, ({ id }) => id).map((row) => ({
    canUndo: row?.canUndo ?? false,
    canRedo: row?.canRedo ?? false,
  }));
}
