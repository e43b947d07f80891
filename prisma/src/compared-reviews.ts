/** What people have said about the work in the videos that are compared. */
import type { SaidSpan } from '@actionary/inference/domain';
import type { ComparedWords } from './compared-words.ts';
import type { Database } from './database.ts';
import { effectiveReviews } from './review-queue.ts';

/** A video, and the vocabularies of the two that have recognised it. */
interface ReviewedRun {
  readonly contentSha256: string | null;
  readonly beforeVocabularyId: string;
  readonly afterVocabularyId: string;
}

interface ReviewRow {
  readonly contentSha256: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly conceptId: string | null;
}

/** What was reviewed in videos, by vocabulary and content. */
export class ComparedReviews {
  readonly #said: ReadonlyMap<string, readonly SaidSpan<number>[]>;

  constructor(said: ReadonlyMap<string, readonly SaidSpan<number>[]>) {
    this.#said = said;
  }

  /** Oldest first. */
  of(vocabularyId: string, contentSha256: string | null): readonly SaidSpan<number>[] {
    return this.#said.get(`${vocabularyId}/${contentSha256}`) ?? [];
  }
}

export async function readReviews(
  db: Database,
  runs: readonly ReviewedRun[],
  words: ComparedWords,
): Promise<ComparedReviews> {
  const said = new Map<string, SaidSpan<number>[]>();
  const contents = [...new Set(runs.flatMap(({ contentSha256 }) => contentSha256 ?? []))];
  const vocabularyIds = new Set(runs.flatMap((run) => [run.beforeVocabularyId, run.afterVocabularyId]));
  for (const vocabularyId of vocabularyIds) {
    for (const { contentSha256, conceptId, ...span } of await readReviewsOf(db, vocabularyId, contents)) {
      const label = words.reviewedAs(conceptId);
      if (label === undefined) continue;
      const key = `${vocabularyId}/${contentSha256}`;
      said.set(key, [...(said.get(key) ?? []), { ...span, label }]);
    }
  }
  return new ComparedReviews(said);
}

/** Oldest first; under the concept that was decided for where it was split. */
export async function readReviewsOf(
  { prisma }: Database,
  vocabularyId: string,
  contents: readonly string[],
): Promise<ReviewRow[]> {
  const ofWork = { track: 'work', startMs: { lt: prisma.review.fields.endMs } } as const;
  const where = { vocabularyId, contentSha256: { in: [...contents] }, ...ofWork };
  const reviews = await prisma.review.findMany({ where, orderBy: { id: 'asc' } });
  if (reviews.length === 0) return [];
  const ids = reviews.map(({ id }) => id);
  const effective = await prisma.$queryRaw<{ id: string; conceptId: string | null }[]>`
    SELECT "id"::text, "conceptId"::text FROM ${effectiveReviews(vocabularyId, ids)} AS review`;
  const concepts = new Map(effective.map(({ id, conceptId }) => [id, conceptId]));
  return reviews.map(({ id, contentSha256, startMs, endMs }) => ({
    contentSha256,
    startMs,
    endMs,
    conceptId: concepts.get(id) ?? null,
  }));
}
