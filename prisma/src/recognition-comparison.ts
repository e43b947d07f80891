/**
 * What is different between two recognitions. All of their segments are read once, a few hundred videos at a time, as they lie
 * in rows of bytes; only sums and what is most different is kept.
 */
import { compareSegmentations, latestSaid, reviewedAgreement, SegmentationChanges } from '@actionary/inference/domain';
import type {
  ComparedSpan,
  LabelledSpan,
  LabelSwap,
  LabelTotals,
  SaidSpan,
  VideoChanges,
} from '@actionary/inference/domain';
import { readReviews } from './compared-reviews.ts';
import type { ComparedReviews } from './compared-reviews.ts';
import { comparedVersions, listComparedRuns } from './compared-runs.ts';
import type { ComparedPair, ComparedRun } from './compared-runs.ts';
import { readSegments } from './compared-segments.ts';
import { comparedWords } from './compared-words.ts';
import type { ComparedWords } from './compared-words.ts';
import type { Database } from './database.ts';

/** Videos that are read at a time: some ten thousand segments. */
const BATCH_VIDEOS = 256;
const MAX_VIDEOS = 1000;
const MAX_SWAPS = 200;

/** A video that both have recognised. */
export interface ComparedVideo extends RunPair, VideoChanges {}

/** How much of what people have reviewed is labelled as they say. */
export interface ReviewedAgreement {
  readonly reviewCount: number;
  readonly reviewedMs: number;
  readonly agreeingMs: number;
}

export interface RecognitionComparison extends VideoChanges {
  /** Videos that both have recognised. */
  readonly videoCount: number;
  readonly changedVideoCount: number;
  /** Videos of the later recognition that there is nothing to compare with in. */
  readonly uncomparedCount: number;
  /** Those whose time changes most first. Ids of concepts as they count now; `null`: unknown. */
  readonly concepts: readonly (LabelTotals & { readonly conceptId: string | null })[];
  /** Those with most time first; at most 200. */
  readonly swaps: readonly ConceptSwap[];
  readonly swapCount: number;
  /** Those with most changed time first; at most 1000. */
  readonly videos: readonly ComparedVideo[];
  /** `null`: nothing has been reviewed. */
  readonly reviewedBefore: ReviewedAgreement | null;
  readonly reviewedAfter: ReviewedAgreement | null;
}

/** Time that one concept had, and another one has. */
export interface ConceptSwap extends Omit<LabelSwap<RunPair>, 'before' | 'after' | 'examples'> {
  /** `null`: unknown. */
  readonly beforeId: string | null;
  readonly afterId: string | null;
  /** The longest, of different videos, longest first; at most 5. */
  readonly examples: readonly ChangedSpan[];
}

/** What two recognitions have done with a video. */
interface RunPair {
  readonly videoId: string;
  readonly beforeRunId: string;
  readonly afterRunId: string;
}

/** A part of a video that is labelled otherwise. */
export interface ChangedSpan extends RunPair, Omit<ComparedSpan<number>, 'before' | 'after'> {
  /** Concept; `null`: unknown. */
  readonly beforeId: string | null;
  readonly afterId: string | null;
}

type Run = ComparedRun & { readonly beforeRunId: string; readonly beforeVocabularyId: string };

/** Reads and compares everything: seconds, where there are a million segments. */
export async function compareRecognitions(db: Database, compared: ComparedPair): Promise<RecognitionComparison> {
  const words = await comparedWords(db, await comparedVersions(db, compared));
  const changes = new SegmentationChanges<RunPair>();
  const videos = new MostChanged();
  const reviewed = { before: new AgreementSum(), after: new AgreementSum() };
  let uncomparedCount = 0;
  for await (const { runs, segments, reviews } of readBatches(db, compared, words)) {
    for (const run of runs) {
      if (!isCompared(run)) {
        uncomparedCount++;
        continue;
      }
      const [before, after] = [segments.get(run.beforeRunId) ?? [], segments.get(run.afterRunId) ?? []];
      videos.add(run, changes.add(run, before, after));
      reviewed.before.add(reviews.of(run.beforeVocabularyId, run.contentSha256), before);
      reviewed.after.add(reviews.of(run.afterVocabularyId, run.contentSha256), after);
    }
  }
  const { swaps, totals, all } = changes;
  return {
    ...all,
    videoCount: videos.count,
    changedVideoCount: videos.changedCount,
    uncomparedCount,
    concepts: totals.map(({ label, ...ofLabel }) => ({ ...ofLabel, conceptId: words.idOf(label) })),
    swaps: swaps.slice(0, MAX_SWAPS).map((swap) => toSwap(swap, words)),
    swapCount: swaps.length,
    videos: videos.most(MAX_VIDEOS),
    reviewedBefore: reviewed.before.sum,
    reviewedAfter: reviewed.after.sum,
  };
}

/** The parts of a video that two runs label otherwise, in order of time. */
export async function changedSpans(db: Database, compared: ComparedPair, runs: RunPair): Promise<ChangedSpan[]> {
  const words = await comparedWords(db, await comparedVersions(db, compared));
  const segments = await readSegments(db, [runs.beforeRunId, runs.afterRunId], words);
  const spans = compareSegmentations(segments.get(runs.beforeRunId) ?? [], segments.get(runs.afterRunId) ?? []);
  return spans.filter(({ before, after }) => before !== after).map((span) => toChanged(runs, span, words));
}

function isCompared(run: ComparedRun): run is Run {
  return run.beforeRunId !== null;
}

function toSwap({ before, after, examples, ...swap }: LabelSwap<RunPair>, words: ComparedWords): ConceptSwap {
  return {
    ...swap,
    beforeId: words.idOf(before),
    afterId: words.idOf(after),
    examples: examples.map(({ place, ...span }) => toChanged(place, span, words)),
  };
}

function toChanged(
  { videoId, beforeRunId, afterRunId }: RunPair,
  { before, after, ...span }: ComparedSpan<number>,
  words: ComparedWords,
): ChangedSpan {
  const runs = { videoId, beforeRunId, afterRunId };
  return { ...span, ...runs, beforeId: words.idOf(before), afterId: words.idOf(after) };
}

interface Batch {
  readonly runs: readonly ComparedRun[];
  /** By run. */
  readonly segments: ReadonlyMap<string, readonly LabelledSpan<number>[]>;
  readonly reviews: ComparedReviews;
}

/** The next batch is read while one is compared. */
async function* readBatches(
  db: Database,
  compared: ComparedPair,
  words: ComparedWords,
): AsyncGenerator<Batch, void, undefined> {
  let next = readBatch(db, compared, null, words);
  for (;;) {
    const batch = await next;
    const last = batch.runs.at(-1);
    if (!last) return;
    next = readBatch(db, compared, last.afterRunId, words);
    // Whoever waits for it is told; when nobody does any more, it is of no account.
    next.catch(() => {});
    yield batch;
  }
}

async function readBatch(
  db: Database,
  compared: ComparedPair,
  fromId: string | null,
  words: ComparedWords,
): Promise<Batch> {
  const runs = await listComparedRuns(db, compared, { fromId, count: BATCH_VIDEOS });
  const both = runs.filter(isCompared);
  const runIds = both.flatMap(({ beforeRunId, afterRunId }) => [beforeRunId, afterRunId]);
  const [segments, reviews] = await Promise.all([readSegments(db, runIds, words), readReviews(db, both, words)]);
  return { runs, segments, reviews };
}

class AgreementSum {
  #sum: ReviewedAgreement = { reviewCount: 0, reviewedMs: 0, agreeingMs: 0 };

  /** @param said oldest first */
  add(said: readonly SaidSpan<number>[], found: readonly LabelledSpan<number>[]): void {
    if (said.length === 0) return;
    const { reviewCount, reviewedMs, agreeingMs } = this.#sum;
    const more = reviewedAgreement(latestSaid(said), found);
    this.#sum = {
      reviewCount: reviewCount + said.length,
      reviewedMs: reviewedMs + more.reviewedMs,
      agreeingMs: agreeingMs + more.agreeingMs,
    };
  }

  /** `null`: nothing was reviewed. */
  get sum(): ReviewedAgreement | null {
    return this.#sum.reviewCount > 0 ? this.#sum : null;
  }
}

/** Counts videos, and keeps those that change most. */
class MostChanged {
  count = 0;
  changedCount = 0;
  #kept: ComparedVideo[] = [];

  add({ videoId, beforeRunId, afterRunId }: Run, changes: VideoChanges): void {
    this.count++;
    if (changes.changeCount === 0) return;
    this.changedCount++;
    this.#kept.push({ videoId, beforeRunId, afterRunId, ...changes });
    if (this.#kept.length > 2 * MAX_VIDEOS) this.#kept = this.most(MAX_VIDEOS);
  }

  most(count: number): ComparedVideo[] {
    return this.#kept.toSorted((one, other) => other.changedMs - one.changedMs).slice(0, count);
  }
}
