import {
  corrupt,
  CORRUPTIONS,
  meanRow,
  multiplyLogits,
  rightRows,
  rowCount,
  seededRandom,
  shuffle,
  softmaxRows,
  STRENGTHS,
  videoFolds,
} from '../../domain/index.ts';
import type { Corruption } from '../../domain/index.ts';
import type { Abortable, Adapter, ImageEncoder } from '../../ports.ts';
import { shareOf } from '../answers.ts';
import { amongTaught, takeExamples } from '../examples.ts';
import { heldOutGroups } from '../held-out-groups.ts';
import type { HeldOut } from '../held-out-groups.ts';
import type { ReviewedExamples, TrialOptions } from '../held-out-trial.ts';
import { openAdapter } from '../open-adapter.ts';
import { trainAdapter } from '../train-adapter.ts';

/** The pictures of a reviewed span, at the encoder's input size. */
export interface PicturedSpan {
  /** Of the examples. */
  readonly index: number;
  /** Interleaved RGB, in order of time; one at least. */
  readonly pictures: readonly Uint8Array[];
}

/** What is recognised in changed pictures. */
interface RobustnessFigures {
  readonly method: 'frozen' | 'adapter';
  /** Share of spans that are right. */
  readonly accuracy: number;
  /** Mean probability of the true concept. */
  readonly probability: number;
  /** Mean difference of that to the unchanged pictures. */
  readonly change: number;
}

interface RobustnessCondition {
  /** `null`: unchanged. */
  readonly corruption: Corruption | null;
  readonly strength: number;
  readonly methods: readonly RobustnessFigures[];
}

export interface RobustnessReport {
  readonly heldOut: HeldOut;
  readonly spanCount: number;
  /** Unchanged first. */
  readonly conditions: readonly RobustnessCondition[];
}

/** Spans whose pictures are looked at. */
const MOST_SPANS = 40;

/** Which examples are left out for the pictures, and which are learned from. */
export interface RobustnessPlan {
  readonly heldOut: HeldOut;
  readonly learned: readonly number[];
  /** At most forty. */
  readonly sampled: readonly number[];
}

/** Half of the videos are learned from; of the others some spans are drawn. */
export function planRobustness({ videos }: Pick<ReviewedExamples, 'videos'>, seed: number): RobustnessPlan {
  const { heldOut, groups } = heldOutGroups(videos);
  const halves = videoFolds(groups, 2, seed);
  const all = [...videos.keys()];
  const others = all.filter((index) => halves[index] === 0);
  const drawn = shuffle(seededRandom(seed), others).slice(0, MOST_SPANS);
  return {
    heldOut,
    learned: all.filter((index) => halves[index] !== 0),
    sampled: drawn.toSorted((one, other) => one - other),
  };
}

export interface RobustnessOptions extends TrialOptions {
  readonly encoder: Pick<ImageEncoder, 'encode' | 'geometry'>;
  readonly plan: RobustnessPlan;
}

/**
 * What becomes of recognition when pictures change: sampled spans are changed, embedded anew by the frozen encoder, and
 * told apart without and with an adapter that has learned from other videos.
 *
 * @param spans those of the sample whose pictures could be read, one at least
 * @throws {RangeError} where there is none
 * @throws the signal's reason where it is aborted
 */
export async function robustness(
  examples: ReviewedExamples,
  spans: readonly PicturedSpan[],
  { encoder, plan, kind, seed, logitScale, signal, onProgress }: RobustnessOptions,
): Promise<RobustnessReport> {
  if (spans.length === 0) throw new RangeError('there are no pictures to change');
  const learned = amongTaught(takeExamples(examples, plan.learned));
  const { model } = await trainAdapter(learned, { kind, seed, logitScale, signal });
  const conditions = [
    { corruption: null, strength: 1 },
    ...CORRUPTIONS.flatMap((corruption) => STRENGTHS[corruption].map((strength) => ({ corruption, strength }))),
  ];
  const truth = spans.map(({ index }) => examples.concepts[index]);
  const adapter = await openAdapter(model);
  const found: Answers[][] = [];
  try {
    for (const { corruption, strength } of conditions) {
      const random = seededRandom(seed);
      const changed = spans.map(({ pictures }) =>
        pictures.map((rgb) =>
          corruption === null ? rgb : corrupt({ ...encoder.geometry, rgb }, corruption, strength, random).rgb,
        ),
      );
      const rows = await encodeSpans(changed, encoder, { signal });
      found.push([
        answersOf(meanRows(rows, examples.dims), examples, truth, logitScale),
        answersOf(await adaptedRows(rows, adapter), examples, truth, logitScale),
      ]);
      onProgress?.(found.length, conditions.length);
    }
  } finally {
    await adapter.close();
  }
  return {
    heldOut: plan.heldOut,
    spanCount: spans.length,
    conditions: conditions.map((condition, index) => ({
      ...condition,
      methods: (['frozen', 'adapter'] as const).map((method, place) => {
        const { accuracy, probability } = found[index][place];
        return { method, accuracy, probability, change: probability - found[0][place].probability };
      }),
    })),
  };
}

/** Unit rows of each span's pictures. */
async function encodeSpans(
  spans: readonly (readonly Uint8Array[])[],
  encoder: Pick<ImageEncoder, 'encode'>,
  options: Abortable,
): Promise<Float32Array[]> {
  const rows: Float32Array[] = [];
  for (const pictures of spans) rows.push(await encoder.encode(pictures, options));
  return rows;
}

interface Answers {
  readonly accuracy: number;
  readonly probability: number;
}

function answersOf(
  rows: Float32Array,
  { texts, dims }: ReviewedExamples,
  truth: readonly number[],
  logitScale: number,
): Answers {
  const width = rowCount(texts, dims);
  const logits = multiplyLogits(rows, texts, dims, logitScale);
  const probabilities = softmaxRows(logits, width);
  const own = truth.map((concept, row) => probabilities[row * width + concept]);
  return {
    accuracy: shareOf(rightRows(logits, width, truth)),
    probability: own.reduce((sum, probability) => sum + probability, 0) / own.length,
  };
}

/** A row for each span. */
function meanRows(spans: readonly Float32Array[], dims: number): Float32Array {
  const means = new Float32Array(spans.length * dims);
  for (const [index, rows] of spans.entries()) means.set(meanRow(rows, dims), index * dims);
  return means;
}

/** The same after the adapter; one by one, as the frames of different spans are no neighbours. */
async function adaptedRows(spans: readonly Float32Array[], adapter: Adapter): Promise<Float32Array> {
  const adapted: Float32Array[] = [];
  for (const rows of spans) adapted.push(await adapter.apply(rows));
  return meanRows(adapted, adapter.dims);
}
