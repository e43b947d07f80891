import type { Concept } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';

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
