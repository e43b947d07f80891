import { harmonicMean, normalizeRows, tipAdapterLogits, topKAccuracy } from './domain/index.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { Scorer } from './ports.ts';

/** Embeddings `[labels.length, dims]` with the label of each row; need not be unit length. */
export interface LabelledEmbeddings {
  readonly dims: number;
  readonly data: Float32Array;
  readonly labels: readonly string[];
}

/** Shares of right answers, 0 … 1. */
export interface Accuracies {
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
  /** Videos that counted: those whose label has a text. */
  readonly count: number;
  /** With examples: the same figures for a training-free Tip-Adapter on the examples of base labels. */
  readonly shots?: Accuracies & { readonly method: 'tip-adapter'; readonly count: number };
}

export interface EvaluateOptions {
  readonly videos: LabelledEmbeddings;
  /** One text embedding per label. */
  readonly texts: LabelledEmbeddings;
  /** Base labels, those without a text not counted; default the first half of the texts' labels, ignoring case. */
  readonly base?: readonly string[] | undefined;
  /** Labelled example embeddings; those of novel labels, or without a text, are left out. */
  readonly shots?: LabelledEmbeddings | undefined;
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
  const { texts, scorer, logitScale = 100 } = options;
  checkInputs(options);
  const dims = texts.dims;
  const videos = select(options.videos, new Map(texts.labels.map((label, index) => [label, index])));
  const isBase = baseConcepts(texts.labels, options.base);
  const concepts = normalizeRows(texts.data, dims);
  const logits = await scorer.logits(videos.rows, concepts, dims, logitScale);
  const frozen = { ...accuracies(logits, videos.concepts, isBase), count: videos.concepts.length };
  if (!options.shots) return frozen;
  const baseIndices = texts.labels.flatMap((label, index) => (isBase[index] ? [[label, index] as const] : []));
  const shots = select(options.shots, new Map(baseIndices));
  if (shots.concepts.length === 0)
    throw new EvaluationError('no example has a base label; check the labels of the shots');
  const cosines = await scorer.logits(videos.rows, shots.rows, dims, 1);
  const adapted = tipAdapterLogits(logits, texts.labels.length, cosines, shots.concepts);
  const figures = accuracies(adapted, videos.concepts, isBase);
  return { ...frozen, shots: { method: 'tip-adapter', ...figures, count: shots.concepts.length } };
}

function checkInputs({ videos, texts, shots }: EvaluateOptions): void {
  for (const [name, { dims }] of Object.entries({ videos, shots: shots ?? texts })) {
    if (dims === texts.dims) continue;
    throw new EvaluationError(`${name} are ${dims} wide but texts ${texts.dims}: use embeddings of the same encoder`);
  }
  const twice = texts.labels.find((label, index) => texts.labels.indexOf(label) !== index);
  if (twice !== undefined) throw new EvaluationError(`two texts have the label "${twice}"; keep one`);
}

/** Unit rows whose label is wanted, and the concept of each. */
function select(
  { data, dims, labels }: LabelledEmbeddings,
  wanted: ReadonlyMap<string, number>,
): { rows: Float32Array; concepts: number[] } {
  const kept = labels.flatMap((label, row) => (wanted.has(label) ? [row] : []));
  const rows = new Float32Array(kept.length * dims);
  for (const [to, from] of kept.entries()) rows.set(data.subarray(from * dims, (from + 1) * dims), to * dims);
  return { rows: normalizeRows(rows, dims), concepts: kept.map((row) => wanted.get(labels[row])!) };
}

/** Whether each label is a base label. */
function baseConcepts(labels: readonly string[], base: readonly string[] | undefined): boolean[] {
  const wanted = new Set(base ?? firstHalf(labels));
  return labels.map((label) => wanted.has(label));
}

function firstHalf(labels: readonly string[]): string[] {
  const keys = new Map(labels.map((label) => [label, label.toLowerCase()]));
  const sorted = labels.toSorted((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : 1));
  return sorted.slice(0, Math.floor(labels.length / 2));
}

function accuracies(logits: Float32Array, truth: readonly number[], isBase: readonly boolean[]): Accuracies {
  const base = accuracyAmong(logits, truth, isBase, 'base');
  const isNovel = isBase.map((flag) => !flag);
  const novel = accuracyAmong(logits, truth, isNovel, 'novel');
  return { base, novel, hm: harmonicMean(base, novel), all: topKAccuracy(logits, isBase.length, truth) };
}

/** Top-1 of the videos whose label is in the subset, among the labels of the subset. */
function accuracyAmong(
  logits: Float32Array,
  truth: readonly number[],
  isIncluded: readonly boolean[],
  name: string,
): number {
  const columns = isIncluded.flatMap((flag, index) => (flag ? [index] : []));
  const rows = truth.flatMap((concept, row) => (isIncluded[concept] ? [row] : []));
  if (rows.length === 0) throw new EvaluationError(`no video has a ${name} label; check the labels and their case`);
  const width = isIncluded.length;
  const subset = Float32Array.from(rows.flatMap((row) => columns.map((column) => logits[row * width + column])));
  return topKAccuracy(
    subset,
    columns.length,
    rows.map((row) => columns.indexOf(truth[row])),
  );
}
