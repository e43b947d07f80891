import type { VocabularyClient } from '../generated/client.ts';
import { groupRows } from './batch.ts';
import type { Database } from './database.ts';

export interface ClientReading {
  readonly vocabularyId: string;
  /** What the program calls itself. */
  readonly name: string;
  /** The version that it pins; `null`: it follows the newest published one. */
  readonly pinnedVersionId: string | null;
}

/** Notes that a program has read a vocabulary just now. */
export async function noteClient(db: Database, { vocabularyId, name, pinnedVersionId }: ClientReading): Promise<void> {
  const seen = { pinnedVersionId, lastSeenAt: new Date() };
  await db.prisma.vocabularyClient.upsert({
    where: { vocabularyId_name: { vocabularyId, name } },
    create: { vocabularyId, name, ...seen },
    update: seen,
  });
}

/** Programs that read each vocabulary, those seen last first; at most 100 each. */
export async function clientsOfVocabularies(
  db: Database,
  vocabularyIds: readonly string[],
): Promise<VocabularyClient[][]> {
  const rows = await db.prisma.vocabularyClient.findMany({
    where: { vocabularyId: { in: [...vocabularyIds] } },
    orderBy: [{ lastSeenAt: 'desc' }, { name: 'asc' }],
  });
  return groupRows(vocabularyIds, rows, ({ vocabularyId }) => vocabularyId).map((group) => group.slice(0, 100));
}
