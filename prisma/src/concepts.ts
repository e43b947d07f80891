import type { Concept } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';

/** Identities of concepts; what they are called is in the versions. */
export async function getConcepts(db: Database, ids: readonly string[]): Promise<(Concept | null)[]> {
  const rows = await db.prisma.concept.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}
