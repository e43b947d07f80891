import { calibrationErrorOf, rightAmong, shareOf } from './adaptation/answers.ts';
import { METHODS } from './adaptation/methods.ts';
import type { LabelledFrames, MethodName, MethodResult } from './adaptation/methods.ts';
import { harmonicMean, normalizeRows, topKAccuracy, windowMeans } from './domain/index.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { Abortable, Scorer } from './ports.ts';

/** Embeddings `[labels.length, dims]` with the label of each row; need not be unit length. */
export interface LabelledEmbeddings {
  readonly dims: number;
  readonly data: Float32Array;
  readonly labels: readonly string[];
  /**
   * The video of each row, where it is known: rows that follow each other with the same video and label are its frames, and
   * their logits are averaged. Default: every row is a video.
   */
  readonly videos?: readonly (string | null)[] | undefined;
}

/** Shares of right answers, 0 … 1. */
interface Accuracies {
  /** Videos of base labels, among the base labels. */
  readonly base: number;
  /** Videos of novel labels, among the novel labels. */
  readonly novel: number;
  /** Harmonic mean of base and novel. */
  readonly hm: number;
  /** All videos, among all labels (generalised). */
  readonly all: number;
}

export interface Evaluation extends Accuracies {
  /** Expected calibration error of all videos, among all labels; 0 … 1. */
  readonly ece: number;
  /** Videos that counted: those whose label has a text. */
  readonly count: number;
}

export interface EvaluateOptions {
  readonly videos: LabelledEmbeddings;
  /** One text embedding per label. */
  readonly texts: LabelledEmbeddings;
  /** Base labels, those without a text not counted; default the first half of the texts' labels, ignoring case. */
  readonly base?: readonly string[] | undefined;
  readonly scorer: Pick<Scorer, 'logits'>;
  /** Default 100. */
  readonly logitScale?: number;
}

/**
 * Base-to-novel evaluation of frozen embeddings: top-1 accuracy of videos against texts.
 *
 * @throws {EvaluationError} where widths differ, a label has two texts, or there is no base or novel video
 */
export async function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  const { logits, seen, isBase } = await frozenScores(options);
  return figures(byVideo(logits, seen, isBase.length), truthOf(seen), isBase);
}

export interface CompareOptions extends EvaluateOptions, Abortable {
  /** Labelled example embeddings; those of novel labels, or without a text, are left out. */
  readonly shots: LabelledEmbeddings;
  readonly methods: readonly MethodName[];
  /** Default 0. */
  readonly seed?: number | undefined;
}

/** Of methods that train, also how long that took. */
export interface MethodEvaluation extends Evaluation {
  readonly trainSeconds?: number;
}

/** By method; the frozen encoder always first. */
export type Comparison = { readonly frozen: Evaluation } & { readonly [name in MethodName]?: MethodEvaluation };

/**
 * The same evaluation after learning from examples of base labels, by several methods.
 *
 * @throws {EvaluationError} as {@link evaluate}, and where no example has a base label
 */
export async function compareMethods(options: CompareOptions): Promise<Comparison> {
  const { truth, isBase, methods } = await scoreMethods(options);
  const of = (name: string) => figures(methods.get(name)!.logits, truth, isBase);
  const taught = options.methods.map((name) => {
    const { trainSeconds } = methods.get(name)!;
    return [name, { ...of(name), ...(trainSeconds === undefined ? {} : { trainSeconds }) }];
  });
  return { frozen: of('frozen'), ...(Object.fromEntries(taught) as Omit<Comparison, 'frozen'>) };
}

/** What several methods say of the same videos. */
export interface MethodScores {
  /** The first row of each video, of those that were given. */
  readonly rows: readonly number[];
  /** The true label of each video, as an index of the texts. */
  readonly truth: readonly number[];
  /** Whether each label is a base label. */
  readonly isBase: readonly boolean[];
  /** Logits `[videos, labels]` by method, the frozen encoder (`frozen`) first. */
  readonly methods: ReadonlyMap<string, MethodResult>;
}

/**
 * The scores that {@link compareMethods} tells the figures of.
 *
 * @throws {EvaluationError} where widths differ, a label has two texts, or no example has a base label
 */
export async function scoreMethods(options: CompareOptions): Promise<MethodScores> {
  const { shots, scorer, methods, seed = 0, signal, logitScale = DEFAULT_LOGIT_SCALE } = options;
  const { texts, dims, seen, logits, isBase } = await frozenScores(options, shots);
  const trainedConcepts = isBase.flatMap((flag, index) => (flag ? [index] : []));
  const wanted = new Map(trainedConcepts.map((index) => [options.texts.labels[index], index]));
  const examples = select(shots, wanted);
  if (examples.runs.length === 0)
    throw new EvaluationError('no example has a base label; check the labels of the shots');
  const task = { dims, logitScale, seen, texts, logits, shots: examples, trainedConcepts, scorer, seed, signal };
  const scores = new Map<string, MethodResult>([['frozen', { logits: byVideo(logits, seen, isBase.length) }]]);
  for (const name of methods) {
    const result: MethodResult = await METHODS[name](task);
    scores.set(name, { ...result, logits: byVideo(result.logits, seen, isBase.length) });
  }
  return { rows: seen.firstRows, truth: truthOf(seen), isBase, methods: scores };
}

const DEFAULT_LOGIT_SCALE = 100;

/** What the encoder says by itself, and about what. */
async function frozenScores(options: EvaluateOptions, shots: LabelledEmbeddings = options.texts) {
  const { videos, texts, scorer, logitScale = DEFAULT_LOGIT_SCALE } = options;
  checkInputs({ videos, texts, shots });
  const { dims, labels } = texts;
  const seen = select(videos, new Map(labels.map((label, index) => [label, index])));
  const unitTexts = normalizeRows(texts.data, dims);
  const logits = await scorer.logits(seen.rows, unitTexts, dims, logitScale);
  return { dims, seen, texts: unitTexts, logits, isBase: baseConcepts(labels, options.base) };
}

function checkInputs({ texts, ...others }: Record<'videos' | 'texts' | 'shots', LabelledEmbeddings>): void {
  for (const [name, { dims }] of Object.entries(others)) {
    if (dims === texts.dims) continue;
    throw new EvaluationError(`${name} are ${dims} wide but texts ${texts.dims}: use embeddings of the same encoder`);
  }
  const twice = texts.labels.find((label, index) => texts.labels.indexOf(label) !== index);
  if (twice !== undefined) throw new EvaluationError(`two texts have the label "${twice}"; keep one`);
}

/** Rows that are recognised, and which of those that were given each video begins with. */
interface SelectedFrames extends LabelledFrames {
  readonly firstRows: readonly number[];
}

/** Unit rows whose label is wanted, and the concept of each. */
function select(
  { data, dims, labels, videos }: LabelledEmbeddings,
  wanted: ReadonlyMap<string, number>,
): SelectedFrames {
  const kept = labels.flatMap((label, row) => (wanted.has(label) ? [row] : []));
  const rows = new Float32Array(kept.length * dims);
  for (const [to, from] of kept.entries()) rows.set(data.subarray(from * dims, (from + 1) * dims), to * dims);
  const isSame = (row: number, before: number) =>
    videos !== undefined && videos[row] !== null && videos[row] === videos[before] && labels[row] === labels[before];
  const starts = kept.flatMap((row, index) => (index > 0 && isSame(row, kept[index - 1]) ? [] : [index]));
  const runs = starts.map((startIndex, index) => ({ startIndex, endIndex: starts[index + 1] ?? kept.length }));
  const concepts = kept.map((row) => wanted.get(labels[row])!);
  return { rows: normalizeRows(rows, dims), concepts, runs, firstRows: starts.map((start) => kept[start]) };
}

/** Whether each label is a base label. */
function baseConcepts(labels: readonly string[], base: readonly string[] | undefined): boolean[] {
  const wanted = new Set(base ?? firstHalf(labels));
  return labels.map((label) => wanted.has(label));
}

/** In alphabetical order, ignoring case; the smaller half. */
export function firstHalf(labels: readonly string[]): string[] {
  const keys = new Map(labels.map((label) => [label, label.toLowerCase()]));
  const sorted = labels.toSorted((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : 1));
  return sorted.slice(0, Math.floor(labels.length / 2));
}

/** @param frameLogits of all rows `[rows, labels]` @returns of the videos */
function byVideo(frameLogits: Float32Array, { runs }: LabelledFrames, labelCount: number): Float32Array {
  return windowMeans(frameLogits, labelCount, runs);
}

function truthOf({ concepts, runs }: LabelledFrames): number[] {
  return runs.map(({ startIndex }) => concepts[startIndex]);
}

/** @param logits of the videos `[videos, labels]` */
function figures(logits: Float32Array, truth: readonly number[], isBase: readonly boolean[]): Evaluation {
  const base = accuracyAmong(logits, truth, isBase, 'base');
  const isNovel = isBase.map((flag) => !flag);
  const novel = accuracyAmong(logits, truth, isNovel, 'novel');
  return {
    base,
    novel,
    hm: harmonicMean(base, novel),
    all: topKAccuracy(logits, isBase.length, truth),
    ece: calibrationErrorOf(logits, truth, isBase.length),
    count: truth.length,
  };
}

/** Top-1 of the videos whose label is in the subset, among the labels of the subset. */
function accuracyAmong(
  logits: Float32Array,
  truth: readonly number[],
  isIncluded: readonly boolean[],
  name: string,
): number {
  const right = rightAmong(logits, truth, isIncluded).filter((isRight) => isRight !== null);
  if (right.length === 0) throw new EvaluationError(`no video has a ${name} label; check the labels and their case`);
  return shareOf(right);
}
