import { rightRows } from '../../domain/index.ts';
import type { Estimate } from '../../domain/index.ts';
import { calibrationErrorOf, shareOf } from '../answers.ts';
import { conceptCounts } from '../examples.ts';
import { HeldOutTrial } from '../held-out-trial.ts';
import type { RecognitionMethod, ReviewedExamples, TrialOptions } from '../held-out-trial.ts';
import { AnswerMeans } from './answer-means.ts';

/** What a method recognises in one library after learning in another; shares 0 … 1. */
interface CrossFigures {
  readonly method: RecognitionMethod;
  readonly all: number;
  readonly ece: number;
  /** How much more is right than with the frozen encoder. */
  readonly gain: Estimate;
  /** `null`: it does not train. */
  readonly trainSeconds: number | null;
}

interface LibraryPair {
  readonly fromLibrary: string;
  readonly toLibrary: string;
  readonly learnedCount: number;
  readonly testedCount: number;
  /** Concepts that both libraries show. */
  readonly sharedCount: number;
  readonly methods: readonly CrossFigures[];
}

export interface CrossLibraryReport {
  readonly pairs: readonly LibraryPair[];
  /** Libraries with reviews that are in no pair: they have too few, or there are too many libraries. */
  readonly leftOutCount: number;
}

/** Reviewed spans, and concepts, that a library needs. */
const LEAST_SPANS = 10;
const LEAST_CONCEPTS = 2;
/** Twelve pairs; those with most reviews. */
const MOST_LIBRARIES = 4;

/** Libraries with enough reviews, most first, at most four. @param libraries the library of each example; `null`: none */
export function comparedLibraries(libraries: readonly (string | null)[], concepts: readonly number[]): string[] {
  return [...Map.groupBy(libraries.keys(), (index) => libraries[index])]
    .filter(([, indices]) => indices.length >= LEAST_SPANS)
    .filter(([, indices]) => new Set(indices.map((index) => concepts[index])).size >= LEAST_CONCEPTS)
    .toSorted(([, one], [, other]) => other.length - one.length)
    .flatMap(([library]) => library ?? [])
    .slice(0, MOST_LIBRARIES);
}

/**
 * Whether what one library teaches holds in another: trained with all reviews of the one, tested on all of the other, for
 * all ordered pairs of at most four libraries.
 *
 * @param libraries the library of each example; `null`: none, which is in no pair
 * @throws {RangeError} where fewer than two libraries have enough reviews
 * @throws the signal's reason where it is aborted
 */
export async function crossLibrary(
  examples: ReviewedExamples,
  libraries: readonly (string | null)[],
  options: TrialOptions,
): Promise<CrossLibraryReport> {
  const compared = comparedLibraries(libraries, examples.concepts);
  if (compared.length < 2) throw new RangeError('fewer than two libraries have enough reviews');
  const trial = new HeldOutTrial(examples, options);
  trial.plan(compared.length * (compared.length - 1) * trial.trainingCount);
  const pairs: LibraryPair[] = [];
  for (const fromLibrary of compared)
    for (const toLibrary of compared)
      if (fromLibrary !== toLibrary)
        pairs.push(await comparePair(trial, { examples, libraries, fromLibrary, toLibrary, seed: options.seed }));
  return { pairs, leftOutCount: new Set(libraries.filter((library) => library !== null)).size - compared.length };
}

interface PairTask {
  readonly examples: ReviewedExamples;
  readonly libraries: readonly (string | null)[];
  readonly fromLibrary: string;
  readonly toLibrary: string;
  readonly seed: number;
}

async function comparePair(
  trial: HeldOutTrial,
  { examples, libraries, seed, ...pair }: PairTask,
): Promise<LibraryPair> {
  const { concepts, videos } = examples;
  const ofLibrary = (wanted: string) => [...libraries.keys()].filter((index) => libraries[index] === wanted);
  const [learned, tested] = [ofLibrary(pair.fromLibrary), ofLibrary(pair.toLibrary)];
  const truth = tested.map((index) => concepts[index]);
  const results = await trial.compare(learned, tested);
  const right = new Map(
    [...results].map(([method, { logits }]) => [method, rightRows(logits, trial.conceptCount, truth)]),
  );
  const means = new AnswerMeans(videos);
  means.add(tested, right);
  const shown = (indices: readonly number[]) =>
    conceptCounts({ ...examples, concepts: indices.map((index) => concepts[index]) });
  const [ofFrom, ofTo] = [shown(learned), shown(tested)];
  return {
    ...pair,
    learnedCount: learned.length,
    testedCount: tested.length,
    sharedCount: ofFrom.filter((count, concept) => count > 0 && ofTo[concept] > 0).length,
    methods: [...results].map(([method, { logits, trainSeconds = null }]) => ({
      method,
      all: shareOf(right.get(method)!),
      ece: calibrationErrorOf(logits, truth, trial.conceptCount),
      gain: means.gain(method, seed),
      trainSeconds,
    })),
  };
}
