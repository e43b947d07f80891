import { compareContents, withKeptPlaces } from '@actionary/inference/domain';
import type { VocabularyChangeKind, VocabularyVersion } from '../generated/client.ts';
import { kindOfDifference } from './change-kind.ts';
import { conceptsOfVersions } from './concept-contents.ts';
import type { VersionConcept } from './concept-contents.ts';
import { resolutionRows, resolveAll } from './concept-resolutions.ts';
import type { Resolutions } from './concept-resolutions.ts';
import type { Database } from './database.ts';
import { ambiguousReviews, effectiveReviews } from './review-queue.ts';
import { latestVersions } from './vocabularies.ts';

/** What publishing a draft touches. Segments are those of current recognitions. */
export interface VersionImpact {
  readonly segmentCount: number;
  readonly reviewCount: number;
  /** Reviews that will wait for a decision. */
  readonly undecidedReviewCount: number;
  /** Concepts that are said something else about, deprecated or gone, those with most segments first. */
  readonly concepts: readonly ConceptImpact[];
  /** Concepts that the version before does not have. */
  readonly addedIds: readonly string[];
}

export interface ConceptImpact {
  readonly kind: VocabularyChangeKind;
  readonly before: VersionConcept;
  /** The version before that. */
  readonly beforeVersionId: string;
  /** `null`: it is gone. */
  readonly after: VersionConcept | null;
  /** Ids of concepts that its results will count as. */
  readonly targetIds: readonly string[];
  /** Ids of concepts whose results count as this one so far: itself, and what it has taken the place of. */
  readonly resultIds: readonly string[];
  readonly segmentCount: number;
  readonly reviewCount: number;
}

const NOTHING: VersionImpact = {
  segmentCount: 0,
  reviewCount: 0,
  undecidedReviewCount: 0,
  concepts: [],
  addedIds: [],
};

/** By the difference to the newest published version; of a published version: nothing any more. */
export async function impactOf(db: Database, version: VocabularyVersion): Promise<VersionImpact> {
  if (version.status === 'published') return NOTHING;
  const { id, vocabularyId } = version;
  const [base] = await latestVersions(db, [vocabularyId]);
  const [after] = await conceptsOfVersions(db, [id]);
  if (!base) return { ...NOTHING, addedIds: after!.map(({ conceptId }) => conceptId) };
  const [before] = await conceptsOfVersions(db, [base.id]);
  const [now, then] = [await readResolutions(db, base.id), await resolveAll(db, vocabularyId, after!)];
  const touched = touchedConcepts(before!, after!).map((pair) => ({
    ...pair,
    resultIds: resultIdsOf(pair.before, now),
  }));
  const counts = await countResults(db, vocabularyId, new Set(touched.flatMap(({ resultIds }) => resultIds)));
  const concepts = touched.map((pair) => ({
    ...pair,
    ...sumOf(pair.resultIds, counts),
    kind: kindOfDifference(pair.before, pair.after),
    beforeVersionId: base.id,
    targetIds: then.get(pair.before.conceptId) ?? [],
  }));
  const known = new Set(before!.map(({ conceptId }) => conceptId));
  return {
    ...sumOf(counts.keys(), counts),
    undecidedReviewCount: await countAmbiguous(db, vocabularyId, then),
    concepts: concepts.toSorted((one, other) => other.segmentCount - one.segmentCount),
    addedIds: after!.map(({ conceptId }) => conceptId).filter((conceptId) => !known.has(conceptId)),
  };
}

/** Concepts that are different. Another place among the siblings alone touches no result. */
function touchedConcepts(before: readonly VersionConcept[], after: readonly VersionConcept[]) {
  const [from, later] = [before, after].map((concepts) => new Map(concepts.map((concept) => [concept.id, concept])));
  const to = withKeptPlaces(from!, later!);
  const { changes, removed } = compareContents(from!, to);
  const ids = new Set(changes.filter(({ field }) => field !== 'position').map(({ conceptId }) => conceptId));
  return [...ids, ...removed].map((id) => ({ before: from!.get(id)!, after: to.get(id) ?? null }));
}

async function readResolutions(db: Database, versionId: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.prisma.conceptResolution.findMany({ where: { versionId } });
  const byTarget = new Map<string, string[]>();
  for (const { conceptId, targetIds } of rows)
    for (const targetId of targetIds) byTarget.set(targetId, [...(byTarget.get(targetId) ?? []), conceptId]);
  return byTarget;
}

/** @param now ids by what they count as */
function resultIdsOf({ conceptId }: VersionConcept, now: ReadonlyMap<string, readonly string[]>): string[] {
  return [...new Set([conceptId, ...(now.get(conceptId) ?? [])])];
}

interface ResultCount {
  readonly segmentCount: number;
  readonly reviewCount: number;
}

function sumOf(conceptIds: Iterable<string>, counts: ReadonlyMap<string, ResultCount>): ResultCount {
  const found = [...conceptIds].flatMap((conceptId) => counts.get(conceptId) ?? []);
  return {
    segmentCount: found.reduce((sum, { segmentCount }) => sum + segmentCount, 0),
    reviewCount: found.reduce((sum, { reviewCount }) => sum + reviewCount, 0),
  };
}

/** Results recorded under concepts, by concept. */
async function countResults(
  db: Database,
  vocabularyId: string,
  conceptIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ResultCount>> {
  const ids = [...conceptIds];
  const rows = await db.prisma.$queryRaw<(ResultCount & { readonly conceptId: string })[]>`
    SELECT "conceptId"::text, sum("segmentCount")::int AS "segmentCount", sum("reviewCount")::int AS "reviewCount" FROM (
      SELECT segment."conceptId", count(*) AS "segmentCount", 0 AS "reviewCount"
      FROM "Segment" AS segment
      JOIN "RecognitionVideo" AS video ON video."id" = segment."recognitionVideoId" AND video."isCurrent"
      WHERE segment."conceptId" = ANY (${ids}::uuid[]) GROUP BY segment."conceptId"
      UNION ALL
      SELECT review."conceptId", 0, count(*) FROM ${effectiveReviews(vocabularyId)} AS review
      WHERE review."conceptId" = ANY (${ids}::uuid[]) GROUP BY review."conceptId"
    ) AS results GROUP BY "conceptId"`;
  return new Map(rows.map((row) => [row.conceptId, row]));
}

async function countAmbiguous(db: Database, vocabularyId: string, then: Resolutions): Promise<number> {
  const ambiguous = [...then].filter(([, targetIds]) => targetIds.length > 1);
  if (ambiguous.length === 0) return 0;
  const [row] = await db.prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM ${ambiguousReviews(vocabularyId, resolutionRows(ambiguous))} AS ambiguous`;
  return row!.count;
}
