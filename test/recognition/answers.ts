import { rightAmong } from '../../inference/src/adaptation/answers.ts';
import {
  bootstrapDifference,
  bootstrapFigure,
  bootstrapMean,
  harmonicMean,
  rightRows,
} from '../../inference/src/domain/index.ts';
import type { Estimate } from '../../inference/src/domain/index.ts';
import { openScorer, scoreMethods } from '../../inference/src/index.ts';
import type { LabelledEmbeddings, MethodName, MethodScores } from '../../inference/src/index.ts';
import type { MeasureOptions, Source } from './source.ts';

/** All that learn from single frames. */
export const METHODS: readonly MethodName[] = ['froster', 'linear', 'tip-adapter', 'gda', 'clap'];
/** What the report says of `froster`, which is an adapter as the product trains it. */
export const ADAPTER = 'froster';

/** Scores of methods, and the group of each span. */
export interface GroupedScores extends MethodScores {
  readonly groups: readonly string[];
}

export interface ScoreOptions {
  readonly shots: LabelledEmbeddings;
  /** Default: the first half of the alphabet. */
  readonly base?: readonly string[] | undefined;
  readonly methods?: readonly MethodName[];
  readonly seed: number;
}

/** What methods make of a source's spans after learning from examples. */
export async function scoreSource(
  { seen, texts, logitScale, groups }: Pick<Source, 'seen' | 'texts' | 'logitScale' | 'groups'>,
  { shots, base, methods = METHODS, seed }: ScoreOptions,
): Promise<GroupedScores> {
  const scorer = await openScorer();
  try {
    const scores = await scoreMethods({ videos: seen, texts, shots, base, methods, scorer, logitScale, seed });
    return { ...scores, groups: scores.rows.map((row) => groups[row]) };
  } finally {
    await scorer.close();
  }
}

/** Whether spans were right, over all ways of halving the concepts. */
export interface Answers {
  readonly groups: readonly string[];
  /** Among base concepts, `null` of novel ones; and the other way round. */
  readonly base: readonly (boolean | null)[];
  readonly novel: readonly (boolean | null)[];
  /** Among all. */
  readonly all: readonly boolean[];
}

/** @param method `frozen`, or one that was scored */
export function answersOf(scores: readonly GroupedScores[], method: string): Answers {
  const parts = scores.map(({ groups, truth, isBase, methods }) => {
    const { logits } = methods.get(method)!;
    const base = rightAmong(logits, truth, isBase);
    const novel = rightAmong(
      logits,
      truth,
      isBase.map((flag) => !flag),
    );
    return { groups, base, novel, all: rightRows(logits, isBase.length, truth) };
  });
  return {
    groups: parts.flatMap(({ groups }) => groups),
    base: parts.flatMap(({ base }) => base),
    novel: parts.flatMap(({ novel }) => novel),
    all: parts.flatMap(({ all }) => all),
  };
}

/** Settings of an interval. */
export const intervalOf = ({ seed, sizes }: MeasureOptions) => ({ seed, resampleCount: sizes.resampleCount });

/** The share that is right, of those that count. */
export function accuracyOf(
  right: readonly (boolean | null)[],
  groups: readonly string[],
  options: MeasureOptions,
): Estimate {
  const counted = [...right.keys()].filter((row) => right[row] !== null);
  return bootstrapMean(
    counted.map((row) => Number(right[row])),
    counted.map((row) => groups[row]),
    intervalOf(options),
  );
}

/** How much more of the same spans is right. */
export function gainOf(
  ones: readonly (boolean | null)[],
  others: readonly (boolean | null)[],
  groups: readonly string[],
  options: MeasureOptions,
): Estimate {
  const counted = [...ones.keys()].filter((row) => ones[row] !== null);
  const numbers = (right: readonly (boolean | null)[]) => counted.map((row) => Number(right[row]));
  return bootstrapDifference(
    numbers(ones),
    numbers(others),
    counted.map((row) => groups[row]),
    intervalOf(options),
  );
}

/** The harmonic mean of base and novel accuracy. */
export function harmonicOf(answers: Answers, options: MeasureOptions): Estimate {
  return bootstrapFigure(answers.groups, (rows) => harmonicAt(answers, rows), intervalOf(options));
}

/** How much greater it is. */
export function harmonicGainOf(one: Answers, other: Answers, options: MeasureOptions): Estimate {
  const difference = (rows: readonly number[]) => harmonicAt(other, rows) - harmonicAt(one, rows);
  return bootstrapFigure(one.groups, difference, intervalOf(options));
}

function harmonicAt({ base, novel }: Answers, rows: readonly number[]): number {
  return harmonicMean(shareAt(base, rows), shareAt(novel, rows));
}

/** `NaN` where none counts. */
function shareAt(right: readonly (boolean | null)[], rows: readonly number[]): number {
  let [rightCount, count] = [0, 0];
  for (const row of rows) {
    if (right[row] === null) continue;
    count++;
    if (right[row]) rightCount++;
  }
  return rightCount / count;
}
