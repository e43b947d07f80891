import { baseNovelFolds, decideAdapter, videoFolds } from '../domain/index.ts';
import type { AdapterDecision, ConceptSplit, HeldOutAnswers } from '../domain/index.ts';
import { bestConcepts, calibrationErrorOf, rightAmong, shareOf } from './answers.ts';
import { conceptCounts } from './examples.ts';
import { FOLDS, heldOutGroups } from './held-out-groups.ts';
import type { HeldOut } from './held-out-groups.ts';
import { divide, HeldOutTrial } from './held-out-trial.ts';
import type { RecognitionMethod, ReviewedExamples, TrialOptions } from './held-out-trial.ts';

/** On examples that were not learned from. */
interface MethodFigures {
  readonly method: RecognitionMethod;
  /** Share of right answers among all concepts. */
  readonly all: number;
  readonly ece: number;
}

export interface AdapterEvaluation {
  readonly spanCount: number;
  readonly videoCount: number;
  readonly heldOut: HeldOut;
  /** Frozen first, then the adapter. */
  readonly methods: readonly MethodFigures[];
  /** Concepts with examples, ascending. */
  readonly concepts: readonly ConceptAnswers[];
  readonly decision: AdapterDecision;
}

/** Right answers about a concept. */
interface ConceptAnswers {
  readonly conceptIndex: number;
  readonly spanCount: number;
  readonly frozenCount: number;
  readonly adaptedCount: number;
}

/** Fewer reviewed concepts cannot be halved. */
const LEAST_CONCEPTS = 4;

/**
 * What training with these examples is worth: each fold of the videos in turn is left out and then recognised, and each half
 * of the concepts in turn, to see what becomes of those that nobody has reviewed. Beside it what else could be done with them.
 *
 * @throws {RangeError} where examples are missing or do not fit together
 * @throws the signal's reason where it is aborted
 */
export async function evaluateAdapter(examples: ReviewedExamples, options: TrialOptions): Promise<AdapterEvaluation> {
  const { videos, concepts } = examples;
  const trial = new HeldOutTrial(examples, options);
  const { heldOut, groups } = heldOutGroups(videos);
  const folds = videoFolds(groups, FOLDS, options.seed);
  const counts = conceptCounts(examples);
  const isDivisible = counts.filter((count) => count > 0).length >= LEAST_CONCEPTS;
  const splits = isDivisible ? baseNovelFolds(counts, 2, options.seed) : [];
  trial.plan(new Set(folds).size * trial.trainingCount + splits.length);
  const logits = await trial.leaveFoldsOut(folds);
  const rightOf = (method: RecognitionMethod) => {
    const found = bestConcepts(logits.get(method)!, trial.conceptCount);
    return concepts.map((concept, index) => concept === found[index]);
  };
  const answers = { frozen: rightOf('frozen'), adapted: rightOf('adapter') };
  const trained = { frozenRight: answers.frozen, adaptedRight: answers.adapted, videos: groups };
  const untrained = await leaveConceptsOut(trial, { concepts, groups, splits });
  return {
    spanCount: concepts.length,
    videoCount: new Set(videos).size,
    heldOut,
    methods: [...logits].map(([method, rows]) => ({
      method,
      all: shareOf(rightOf(method)),
      ece: calibrationErrorOf(rows, concepts, trial.conceptCount),
    })),
    concepts: conceptAnswers(concepts, answers),
    decision: decideAdapter(trained, untrained, { seed: options.seed }),
  };
}

/** Each half of the concepts is learned; the examples of the others are told apart among those not learned. */
async function leaveConceptsOut(
  trial: HeldOutTrial,
  {
    concepts,
    groups,
    splits,
  }: {
    readonly concepts: readonly number[];
    readonly groups: readonly string[];
    readonly splits: readonly ConceptSplit[];
  },
): Promise<HeldOutAnswers> {
  const answers = { frozenRight: [] as boolean[], adaptedRight: [] as boolean[], videos: [] as string[] };
  for (const split of splits) {
    const base = new Set(split.base);
    const [learned, tested] = divide(concepts, (concept) => base.has(concept));
    const isNovel = Array.from({ length: trial.conceptCount }, (_, concept) => !base.has(concept));
    const truth = tested.map((index) => concepts[index]);
    const results = await trial.compare(learned, tested, { methods: ['frozen', 'adapter'] });
    const rightOf = (method: 'frozen' | 'adapter') =>
      rightAmong(results.get(method)!.logits, truth, isNovel).map((isRight) => isRight === true);
    answers.frozenRight.push(...rightOf('frozen'));
    answers.adaptedRight.push(...rightOf('adapter'));
    answers.videos.push(...tested.map((index) => groups[index]));
  }
  return answers;
}

interface Answers {
  readonly frozen: readonly boolean[];
  readonly adapted: readonly boolean[];
}

function conceptAnswers(concepts: readonly number[], { frozen, adapted }: Answers): ConceptAnswers[] {
  const groups = [...Map.groupBy(concepts.keys(), (index) => concepts[index])];
  return groups
    .toSorted(([one], [other]) => one - other)
    .map(([conceptIndex, indices]) => ({
      conceptIndex,
      spanCount: indices.length,
      frozenCount: indices.filter((index) => frozen[index]).length,
      adaptedCount: indices.filter((index) => adapted[index]).length,
    }));
}
