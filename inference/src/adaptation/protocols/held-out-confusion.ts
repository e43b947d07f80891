import { commonConfusions, confusion, videoFolds } from '../../domain/index.ts';
import type { Estimate } from '../../domain/index.ts';
import { bestConcepts, calibrationErrorOf, shareOf } from '../answers.ts';
import { FOLDS, heldOutGroups } from '../held-out-groups.ts';
import type { HeldOut } from '../held-out-groups.ts';
import { HeldOutTrial } from '../held-out-trial.ts';
import type { RecognitionMethod, ReviewedExamples, TrialOptions } from '../held-out-trial.ts';
import { AnswerMeans } from './answer-means.ts';

/** What a method recognises of spans that were left out; shares 0 … 1. */
interface HeldOutFigures {
  readonly method: RecognitionMethod;
  /** All spans among all concepts. */
  readonly all: number;
  readonly ece: number;
  /** How much more is right than with the frozen encoder. */
  readonly gain: Estimate;
}

/** A concept that was taken for another one, by their places in the report. */
interface ConceptConfusion {
  readonly shown: number;
  readonly found: number;
  readonly count: number;
  /** Spans of the concept. */
  readonly shownCount: number;
}

/** What was found where each concept was shown. */
export interface ConceptMatrix {
  /** A row per concept of the report, a column per found one, in their order. */
  readonly rows: readonly (readonly number[])[];
  /** The most frequent first. */
  readonly worst: readonly ConceptConfusion[];
}

export interface ConfusionReport {
  readonly heldOut: HeldOut;
  /** Concepts that were shown or found, ascending. */
  readonly conceptIndices: readonly number[];
  readonly frozen: ConceptMatrix;
  readonly adapted: ConceptMatrix;
  readonly methods: readonly HeldOutFigures[];
}

const WORST_COUNT = 10;

/**
 * What is taken for what, before and after: each fifth of the videos in turn is left out of training and then recognised.
 *
 * @throws {RangeError} where examples do not fit together
 * @throws the signal's reason where it is aborted
 */
export async function heldOutConfusion(examples: ReviewedExamples, options: TrialOptions): Promise<ConfusionReport> {
  const { concepts, videos } = examples;
  const { heldOut, groups } = heldOutGroups(videos);
  const trial = new HeldOutTrial(examples, options);
  const folds = videoFolds(groups, FOLDS, options.seed);
  trial.plan(new Set(folds).size * trial.trainingCount);
  const logits = await trial.leaveFoldsOut(folds);
  const found = new Map([...logits].map(([method, rows]) => [method, bestConcepts(rows, trial.conceptCount)]));
  const right = new Map(
    [...found].map(([method, best]) => [method, concepts.map((concept, index) => concept === best[index])]),
  );
  const means = new AnswerMeans(groups);
  means.add([...concepts.keys()], right);
  const [frozen, adapted] = [found.get('frozen')!, found.get('adapter')!];
  const conceptIndices = [...new Set([...concepts, ...frozen, ...adapted])].toSorted((one, other) => one - other);
  return {
    heldOut,
    conceptIndices,
    frozen: matrixOf(concepts, frozen, conceptIndices),
    adapted: matrixOf(concepts, adapted, conceptIndices),
    methods: trial.methods.map((method) => ({
      method,
      all: shareOf(right.get(method)!),
      ece: calibrationErrorOf(logits.get(method)!, concepts, trial.conceptCount),
      gain: means.gain(method, options.seed),
    })),
  };
}

function matrixOf(
  truth: readonly number[],
  found: readonly number[],
  conceptIndices: readonly number[],
): ConceptMatrix {
  const places = new Map(conceptIndices.map((concept, place) => [concept, place]));
  const placed = (concepts: readonly number[]) => concepts.map((concept) => places.get(concept)!);
  const size = conceptIndices.length;
  const matrix = confusion(placed(truth), placed(found), size);
  const rows = conceptIndices.map((_, row) => matrix.counts.slice(row * (size + 1), row * (size + 1) + size));
  const worst = commonConfusions(matrix, WORST_COUNT).map((pair) => ({
    shown: pair.truth!,
    found: pair.found!,
    count: pair.count,
    shownCount: rows[pair.truth!].reduce((sum, count) => sum + count, 0),
  }));
  return { rows, worst };
}
