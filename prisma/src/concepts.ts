import { Prisma } from '../generated/client.ts';
import type { Concept } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { newIdAt } from './id.ts';
import type { Transaction } from './transaction.ts';

/** Identities of concepts; what they are called is in the versions. */
export async function getConcepts(db: Database, ids: readonly string[]): Promise<(Concept | null)[]> {
  const rows = await db.prisma.concept.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

/** Concepts by what files and other systems know them by. @param keys `vocabularyId/externalId` */
export async function conceptsByExternalIds(db: Database, keys: readonly string[]): Promise<(Concept | null)[]> {
  const wanted = Map.groupBy(keys, (key) => key.split('/')[0]!);
  const rows = await db.prisma.concept.findMany({
    where: {
      OR: [...wanted].map(([vocabularyId, group]) => ({
        vocabularyId,
        externalId: { in: group.map((key) => key.slice(vocabularyId.length + 1)) },
      })),
    },
  });
  return alignRows(keys, rows, ({ vocabularyId, externalId }) => `${vocabularyId}/${externalId}`);
}

/** Adds identities that are not there yet, in one statement however many they are; their ids ascend in the order that is given. */
export async function addConcepts(
  tx: Transaction,
  vocabularyId: string,
  externalIds: readonly string[],
): Promise<void> {
  if (externalIds.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "Concept" ("id", "vocabularyId", "externalId")
    SELECT ${newIdAt(Prisma.sql`(added."place" - 1)`)}, ${vocabularyId}::uuid, added."externalId"
    FROM unnest(${[...externalIds]}::text[]) WITH ORDINALITY AS added ("externalId", "place")
    ON CONFLICT DO NOTHING`;
}

/** Ids by external id. */
export async function conceptKeys(
  tx: Transaction,
  vocabularyId: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.$queryRaw<{ id: string; externalId: string }[]>`
    SELECT "id", "externalId" FROM "Concept"
    WHERE "vocabularyId" = ${vocabularyId}::uuid AND "externalId" = ANY (${[...externalIds]}::text[])`;
  return new Map(rows.map(({ id, externalId }) => [externalId, id]));
}
