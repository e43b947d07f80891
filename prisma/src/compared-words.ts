/** What the concepts of recognitions and reviews count as now, so that a rename or a merge changes nothing. */
import type { Database } from './database.ts';

/** What a concept that something was recognised or reviewed under counts as. */
interface ConceptIdentity {
  readonly conceptId: string;
  /** By the newest version: the one that has taken its place; itself where it is split or retired. */
  readonly identityId: string;
  /** A review under it counts: it means one concept. */
  readonly isClear: boolean;
}

/** Those of all concepts of the vocabularies that versions are of. */
export async function comparedWords(
  db: Database,
  versions: readonly { readonly id: string }[],
): Promise<ComparedWords> {
  const versionIds = versions.map(({ id }) => id);
  const identities = await db.prisma.$queryRaw<ConceptIdentity[]>`
    SELECT concept."id"::text AS "conceptId",
      CASE cardinality("targetIds") WHEN 1 THEN "targetIds"[1] ELSE concept."id" END::text AS "identityId",
      cardinality("targetIds") IS NOT DISTINCT FROM 1 AS "isClear"
    FROM "VocabularyVersion" AS version JOIN "Concept" AS concept ON concept."vocabularyId" = version."vocabularyId"
    LEFT JOIN "ConceptResolution" AS resolution
      ON resolution."versionId" = version."id" AND resolution."conceptId" = concept."id"
    WHERE version."id" = ANY (${versionIds}::uuid[])`;
  return new ComparedWords(identities);
}

/** What concepts count as, numbered from 1; 0 is unknown in the bytes of a segment. */
export class ComparedWords {
  readonly conceptIds: string[] = [];
  /** Of the concepts. */
  readonly labels: number[] = [];
  readonly #ids: string[] = [];
  readonly #reviewed = new Map<string, number>();

  constructor(identities: readonly ConceptIdentity[]) {
    const numbers = new Map<string, number>();
    for (const { conceptId, identityId, isClear } of identities) {
      const label = numbers.get(identityId) ?? this.#ids.push(identityId);
      numbers.set(identityId, label);
      this.conceptIds.push(conceptId);
      this.labels.push(label);
      if (isClear) this.#reviewed.set(conceptId, label);
    }
  }

  idOf(label: number | null): string | null {
    return label === null ? null : this.#ids[label - 1]!;
  }

  /** What a review counts as; `undefined`: nobody can tell. @param conceptId `null`: none of the concepts */
  reviewedAs(conceptId: string | null): number | null | undefined {
    return conceptId === null ? null : this.#reviewed.get(conceptId);
  }
}
