import { fewShotRows, rightRows, spreadOf, videoFolds } from '../../domain/index.ts';
import type { Estimate, Spread } from '../../domain/index.ts';
import { shareOf } from '../answers.ts';
import { conceptCounts } from '../examples.ts';
import { heldOutGroups } from '../held-out-groups.ts';
import type { HeldOut } from '../held-out-groups.ts';
import { divide, HeldOutTrial } from '../held-out-trial.ts';
import type { RecognitionMethod, ReviewedExamples, TrialOptions } from '../held-out-trial.ts';
import { AnswerMeans } from './answer-means.ts';

/** A method that has learned from so many spans per concept. */
interface FewShotFigures {
  readonly method: RecognitionMethod;
  /** Share that is right of all spans among all concepts, over the seeds. */
  readonly all: Spread;
  /** The same with its interval by videos. */
  readonly accuracy: Estimate;
  /** Mean over the seeds; `null`: it does not train. */
  readonly trainSeconds: number | null;
}

interface FewShotPoint {
  /** Spans per concept, of concepts that have as many. */
  readonly shots: number;
  /** Spans that were learned from, on average over the seeds. */
  readonly learnedCount: number;
  readonly methods: readonly FewShotFigures[];
}

export interface FewShotReport {
  readonly heldOut: HeldOut;
  readonly runCount: number;
  /** Spans that were left out in some run, and recognised. */
  readonly testedCount: number;
  /** Ascending. */
  readonly points: readonly FewShotPoint[];
}

const SHOTS = [1, 2, 4, 8, 16];
const SEED_COUNT = 3;
/** One of which is left out. */
const PART_COUNT = 3;

/**
 * What more reviews are worth: for three seeds, a third of the videos is left out, and recognised after learning from 1, 2,
 * 4, 8, 16 spans of each concept in the others, as far as there are so many. The spans of fewer shots are among those of more.
 *
 * @throws {RangeError} where examples do not fit together, or are all of one video and one part of it
 * @throws the signal's reason where it is aborted
 */
export async function fewShot(examples: ReviewedExamples, options: TrialOptions): Promise<FewShotReport> {
  const { heldOut, groups } = heldOutGroups(examples.videos);
  const trial = new HeldOutTrial(examples, options);
  const runs = Array.from({ length: SEED_COUNT }, (_, index) => runOf(examples, groups, options.seed + index));
  const shots = shotsWithin(Math.min(...runs.map(({ mostShots }) => mostShots)));
  trial.plan(runs.length * shots.length * trial.trainingCount);
  const points: FewShotPoint[] = [];
  for (const count of shots)
    points.push(await measurePoint(trial, { examples, groups, runs, seed: options.seed }, count));
  const testedCount = new Set(runs.flatMap(({ tested }) => tested)).size;
  return { heldOut, runCount: runs.length, testedCount, points };
}

interface Curve {
  readonly examples: ReviewedExamples;
  readonly groups: readonly string[];
  readonly runs: readonly Run[];
  readonly seed: number;
}

async function measurePoint(
  trial: HeldOutTrial,
  { examples: { concepts }, groups, runs, seed }: Curve,
  shots: number,
): Promise<FewShotPoint> {
  const means = new AnswerMeans(groups);
  const found: Results[] = [];
  for (const run of runs) {
    const truth = run.tested.map((index) => concepts[index]);
    const compared = await trial.compare(run.learnedAt(shots), run.tested, { seed: run.seed });
    const results: Results = new Map(
      [...compared].map(([method, { logits, trainSeconds = null }]) => [
        method,
        { right: rightRows(logits, trial.conceptCount, truth), trainSeconds },
      ]),
    );
    means.add(run.tested, new Map([...results].map(([method, { right }]) => [method, right])));
    found.push(results);
  }
  return {
    shots,
    learnedCount: spreadOf(runs.map((run) => run.learnedAt(shots).length)).mean,
    methods: trial.methods.map((method) => ({
      method,
      accuracy: means.accuracy(method, seed),
      ...figuresOf(found.map((results) => results.get(method)!)),
    })),
  };
}

interface Answers {
  readonly right: readonly boolean[];
  readonly trainSeconds: number | null;
}
type Results = ReadonlyMap<RecognitionMethod, Answers>;

interface Run {
  readonly seed: number;
  readonly tested: readonly number[];
  /** Spans of the concept that has most of them to learn from. */
  readonly mostShots: number;
  readonly learnedAt: (shots: number) => number[];
}

function runOf(examples: ReviewedExamples, groups: readonly string[], seed: number): Run {
  const { concepts } = examples;
  const [tested, pool] = divide(videoFolds(groups, PART_COUNT, seed), (part) => part === 0);
  if (pool.length === 0) throw new RangeError('nothing is left to learn from');
  const truth = pool.map((index) => concepts[index]);
  const pooled = pool.map((index) => groups[index]);
  return {
    seed,
    tested,
    mostShots: Math.max(...conceptCounts({ ...examples, concepts: truth })),
    learnedAt: (shots) => fewShotRows(truth, pooled, [shots], seed)[0].map((row) => pool[row]),
  };
}

/** Those that differ: the last one takes all that the concept with most examples has. */
function shotsWithin(most: number): number[] {
  return SHOTS.filter((_, index) => index === 0 || SHOTS[index - 1] < most);
}

function figuresOf(runs: readonly Answers[]): Pick<FewShotFigures, 'all' | 'trainSeconds'> {
  const seconds = runs.flatMap(({ trainSeconds }) => (trainSeconds === null ? [] : [trainSeconds]));
  return {
    all: spreadOf(runs.map(({ right }) => shareOf(right))),
    trainSeconds: seconds.length === 0 ? null : spreadOf(seconds).mean,
  };
}
