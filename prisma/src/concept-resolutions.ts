/** What concepts mean in versions; see the decision "Results keep their concept; a version says what it means". */
import { bareContent, resolveConcepts } from '@actionary/inference/domain';
import { Prisma } from '../generated/client.ts';
import type { VocabularyVersion } from '../generated/client.ts';
import { conceptsOfVersions } from './concept-contents.ts';
import type { VersionConcept } from './concept-contents.ts';
import type { Database } from './database.ts';
import type { Reader, Transaction } from './transaction.ts';

/** What each concept that a vocabulary has or ever had means, by database id. */
export type Resolutions = ReadonlyMap<string, readonly string[]>;

interface EarlierRow {
  readonly id: string;
  readonly conceptId: string;
  readonly replacedByIds: string[];
}

/** What every concept of the vocabulary means by these contents. @param concepts all that the newest version says */
export async function resolveAll(
  { prisma }: Reader,
  vocabularyId: string,
  concepts: readonly VersionConcept[],
): Promise<Resolutions> {
  // Of concepts that the newest version does not have, the latest one that has them tells.
  const earlier = await prisma.$queryRaw<EarlierRow[]>`
    SELECT DISTINCT ON (content."conceptId") concept."externalId" AS "id", content."conceptId"::text, content."replacedByIds"
    FROM "VocabularyVersion" AS version
    JOIN "ConceptContent" AS content ON content."versionId" = version."id"
    JOIN "Concept" AS concept ON concept."id" = content."conceptId"
    WHERE version."vocabularyId" = ${vocabularyId}::uuid AND version."status" = 'published'
      AND content."conceptId" <> ALL (${concepts.map(({ conceptId }) => conceptId)}::uuid[])
    ORDER BY content."conceptId", version."number" DESC`;
  const newest = new Map(concepts.map((concept) => [concept.id, concept]));
  const before = new Map(earlier.map(({ id, replacedByIds }) => [id, { ...bareContent(id, {}), replacedByIds }]));
  const keys = new Map([...concepts, ...earlier].map(({ id, conceptId }) => [id, conceptId]));
  const resolved = [...resolveConcepts([newest, before])];
  return new Map(resolved.map(([id, targets]) => [keys.get(id)!, targets.map((target) => keys.get(target)!)]));
}

/** Writes down what all concepts mean in a version. */
export async function writeResolutions(
  tx: Transaction,
  { id: versionId, vocabularyId }: VocabularyVersion,
  resolutions: Resolutions,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ConceptResolution" ("versionId", "conceptId", "vocabularyId", "targetIds")
    SELECT ${versionId}::uuid, "conceptId", ${vocabularyId}::uuid, "targetIds" FROM ${resolutionRows(resolutions)}`;
}

/** Resolutions as a table for a statement: `conceptId`, `targetIds`. */
export function resolutionRows(resolutions: Iterable<readonly [string, readonly string[]]>): Prisma.Sql {
  const rows = [...resolutions].map(([conceptId, targetIds]) => ({ conceptId, targetIds }));
  return Prisma.sql`json_to_recordset(${JSON.stringify(rows)}::json) AS resolution ("conceptId" uuid, "targetIds" uuid[])`;
}

/**
 * What concepts mean in versions: a draft's are worked out, a published version's are read.
 * @param keys `versionId/conceptId`
 * @returns ids of the concepts in whose place it counts; `null` for a concept that is unknown there
 */
export async function getResolutions(db: Database, keys: readonly string[]): Promise<(readonly string[] | null)[]> {
  const wanted = keys.map((key) => key.split('/') as [string, string]);
  const versionIds = [...new Set(wanted.map(([versionId]) => versionId))];
  const versions = await db.prisma.vocabularyVersion.findMany({ where: { id: { in: versionIds } } });
  const found = await Promise.all(
    versions.map(async (version) => {
      const conceptIds = wanted.filter(([versionId]) => versionId === version.id).map(([, conceptId]) => conceptId);
      return [version.id, await resolutionsOf(db, version, conceptIds)] as const;
    }),
  );
  const byVersion = new Map(found);
  return wanted.map(([versionId, conceptId]) => byVersion.get(versionId)?.get(conceptId) ?? null);
}

async function resolutionsOf(
  db: Database,
  { id: versionId, status, vocabularyId }: VocabularyVersion,
  conceptIds: readonly string[],
): Promise<Resolutions> {
  if (status === 'draft') {
    const [concepts] = await conceptsOfVersions(db, [versionId]);
    return resolveAll(db, vocabularyId, concepts);
  }
  const rows = await db.prisma.conceptResolution.findMany({ where: { versionId, conceptId: { in: [...conceptIds] } } });
  return new Map(rows.map(({ conceptId, targetIds }) => [conceptId, targetIds]));
}
