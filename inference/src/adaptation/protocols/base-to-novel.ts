import { baseNovelFolds, harmonicMean, rightRows, spreadOf, videoFolds } from '../../domain/index.ts';
import type { ConceptSplit, Estimate, Spread } from '../../domain/index.ts';
import { calibrationErrorOf, rightAmong, shareOf } from '../answers.ts';
import { conceptCounts } from '../examples.ts';
import { heldOutGroups } from '../held-out-groups.ts';
import type { HeldOut } from '../held-out-groups.ts';
import { divide, HeldOutTrial } from '../held-out-trial.ts';
import type { RecognitionMethod, ReviewedExamples, TrialOptions } from '../held-out-trial.ts';
import { AnswerMeans } from './answer-means.ts';

/** A method over all runs; shares 0 … 1. */
interface BaseToNovelFigures {
  readonly method: RecognitionMethod;
  /** Spans of concepts that were learned, told apart among these. */
  readonly base: Spread;
  /** Spans of concepts that were not, told apart among those not learned. */
  readonly novel: Spread;
  /** Harmonic mean of the two. */
  readonly hm: Spread;
  /** All spans among all concepts (generalised). */
  readonly all: Spread;
  /** Of all spans among all concepts. */
  readonly ece: Spread;
  /** How much more of all spans is right than with the frozen encoder. */
  readonly gain: Estimate;
  /** `null`: it does not train. */
  readonly trainSeconds: number | null;
}

export interface BaseToNovelReport {
  readonly heldOut: HeldOut;
  readonly runCount: number;
  readonly methods: readonly BaseToNovelFigures[];
}

const SEED_COUNT = 3;

/**
 * What becomes of concepts that nobody has reviewed: half of the concepts are learned, from half of the videos, and all
 * spans of the other videos are recognised; each half of the concepts in turn, for three seeds.
 *
 * @throws {RangeError} where fewer than two concepts have examples, or no run has spans to learn from and of either kind to test
 * @throws the signal's reason where it is aborted
 */
export async function baseToNovel(examples: ReviewedExamples, options: TrialOptions): Promise<BaseToNovelReport> {
  const { concepts, videos } = examples;
  const { heldOut, groups } = heldOutGroups(videos);
  const trial = new HeldOutTrial(examples, options);
  const runs = runsOf(examples, groups, options.seed);
  if (runs.length === 0) throw new RangeError('no half of the videos shows both halves of the concepts');
  trial.plan(runs.length * trial.trainingCount);
  const means = new AnswerMeans(groups);
  const found = new Map<RecognitionMethod, RunFigures[]>(trial.methods.map((method) => [method, []]));
  for (const { learned, tested, base, seed } of runs) {
    const results = await trial.compare(learned, tested, { seed });
    const truth = tested.map((index) => concepts[index]);
    const isBase = Array.from({ length: trial.conceptCount }, (_, concept) => base.includes(concept));
    for (const [method, { logits, trainSeconds = null }] of results)
      found.get(method)!.push({ ...figuresOf(logits, truth, isBase), trainSeconds });
    means.add(tested, new Map([...results].map(([method, { logits }]) => [method, rightOf(logits, truth, isBase)])));
  }
  const methods = trial.methods.map((method) => summary(method, found.get(method)!, means.gain(method, options.seed)));
  return { heldOut, runCount: runs.length, methods };
}

interface Run {
  readonly learned: readonly number[];
  readonly tested: readonly number[];
  readonly base: readonly number[];
  readonly seed: number;
}

/** Those in which there is something to learn, and both kinds of concepts to test. */
function runsOf(examples: ReviewedExamples, groups: readonly string[], firstSeed: number): Run[] {
  const { concepts } = examples;
  const seeds = Array.from({ length: SEED_COUNT }, (_, index) => firstSeed + index);
  return seeds.flatMap((seed) => {
    const halves = videoFolds(groups, 2, seed);
    const splits: ConceptSplit[] = baseNovelFolds(conceptCounts(examples), 2, seed);
    const [tested, shown] = divide(halves, (half) => half === 0);
    return splits.flatMap(({ base }) => {
      const isBase = (index: number) => base.includes(concepts[index]);
      const learned = shown.filter(isBase);
      const isMixed = tested.some(isBase) && !tested.every(isBase);
      return learned.length > 0 && isMixed ? [{ learned, tested, base, seed }] : [];
    });
  });
}

interface RunFigures {
  readonly base: number;
  readonly novel: number;
  readonly hm: number;
  readonly all: number;
  readonly ece: number;
  readonly trainSeconds: number | null;
}

function figuresOf(logits: Float32Array, truth: readonly number[], isBase: readonly boolean[]) {
  const accuracy = (isIncluded: readonly boolean[]) =>
    shareOf(rightAmong(logits, truth, isIncluded).filter((isRight) => isRight !== null));
  const [base, novel] = [accuracy(isBase), accuracy(isBase.map((flag) => !flag))];
  const all = shareOf(rightOf(logits, truth, isBase));
  return { base, novel, hm: harmonicMean(base, novel), all, ece: calibrationErrorOf(logits, truth, isBase.length) };
}

const rightOf = (logits: Float32Array, truth: readonly number[], { length }: readonly boolean[]) =>
  rightRows(logits, length, truth);

function summary(method: RecognitionMethod, runs: readonly RunFigures[], gain: Estimate): BaseToNovelFigures {
  const spread = (of: (run: RunFigures) => number) => spreadOf(runs.map(of));
  const trains = runs.every(({ trainSeconds }) => trainSeconds !== null);
  return {
    method,
    base: spread((run) => run.base),
    novel: spread((run) => run.novel),
    hm: spread((run) => run.hm),
    all: spread((run) => run.all),
    ece: spread((run) => run.ece),
    gain,
    trainSeconds: trains ? spread((run) => run.trainSeconds!).mean : null,
  };
}
