import type { Scope } from '../training/parameters.ts';
import type { Value } from '../training/tape.ts';
import { student } from './residual.ts';
import type { AdapterForm } from './residual.ts';

/** Residual feature distillation: what is asked of the student. */
export interface Distillation {
  /** Weight of the distance to the frozen teacher; 0 is none. */
  readonly beta: number;
  /** Share of the projector, which may explain a part of the distance; 0 leaves it out. */
  readonly alpha: number;
}

export interface ObjectiveShape {
  readonly dims: number;
  readonly batchSize: number;
  readonly frameCount: number;
  readonly conceptCount: number;
}

export interface ObjectiveOptions extends Distillation {
  readonly form: AdapterForm;
  /** Unit texts of the concepts `[conceptCount, dims]`. */
  readonly texts: Float32Array;
  readonly logitScale: number;
  /** With a residual on the texts: further unit texts that are to stay where they are `[n, dims]`. */
  readonly text?: { readonly form: AdapterForm; readonly bank: Float32Array } | undefined;
}

/** Where the parameters of the projectors and of either student are. */
export const VISUAL_SCOPE = 'visual';
export const TEXT_SCOPE = 'text';

/**
 * `CE(logits, y) + β · Σ (1 − mean cos(ẑ, teacher))` over the frames and, where texts are adapted too, the texts, with
 * `ẑ = norm(s + α · P(s))` of the student s. The projector P is not part of what is exported.
 *
 * Inputs: `frames [batchSize, frameCount, dims]`, `shares [batchSize, frameCount]`, `targets [batchSize, conceptCount]`.
 *
 * @see Huang et al. 2024 (FROSTER), arXiv 2402.03241
 */
export function buildObjective(scope: Scope, shape: ObjectiveShape, options: ObjectiveOptions): Value {
  const { tape } = scope;
  const { dims, batchSize, frameCount, conceptCount } = shape;
  const frames = tape.input('frames', [batchSize, frameCount, dims]);
  const shares = tape.input('shares', [batchSize, frameCount]);
  const targets = tape.input('targets', [batchSize, conceptCount]);
  const seen = student(scope.within(VISUAL_SCOPE), frames, options.form);
  const means = tape.matmul(tape.reshape(shares, [batchSize, 1, frameCount]), seen);
  const words = adaptedTexts(scope, dims, options);
  const logits = tape.matmul(tape.reshape(means, [batchSize, dims]), words.concepts, {
    transposeB: true,
    factor: options.logitScale,
  });
  const loss = tape.crossEntropy(logits, targets);
  if (options.beta === 0) return loss;
  const cosines = projectedCosines(scope.within(VISUAL_SCOPE), seen, frames, options.alpha);
  const kept = tape.scale(tape.meanAll(tape.multiply(cosines, tape.reshape(shares, [-1]))), frameCount);
  const distances = [kept, ...words.kept].map((cosine) =>
    tape.subtract(tape.constant(tape.builder.float(1), []), cosine),
  );
  return distances.reduce((sum, distance) => tape.add(sum, tape.scale(distance, options.beta)), loss);
}

/** The concepts' embeddings and, where a residual moves them, the mean cosine to where they were. */
function adaptedTexts(scope: Scope, dims: number, { texts, text, alpha }: ObjectiveOptions) {
  const { tape } = scope;
  if (!text) return { concepts: storedRows(scope, 'texts', texts, dims), kept: [] };
  const teacher = storedRows(scope, 'texts', concatenate(texts, text.bank), dims);
  const rowCount = teacher.shape[0];
  const moved = student(scope.within(TEXT_SCOPE), tape.reshape(teacher, [1, rowCount, dims]), text.form);
  const cosines = projectedCosines(scope.within(TEXT_SCOPE), moved, teacher, alpha);
  return {
    concepts: tape.firstRows(tape.reshape(moved, [rowCount, dims]), texts.length / dims),
    kept: [tape.meanAll(cosines)],
  };
}

/** Cosines of the projected student to its teacher, `[rows]`. */
function projectedCosines(scope: Scope, moved: Value, teacher: Value, alpha: number): Value {
  const { tape } = scope;
  const dims = moved.shape.at(-1)!;
  const rows = tape.reshape(moved, [-1, dims]);
  const projected = alpha === 0 ? rows : tape.l2Normalize(tape.add(rows, tape.scale(projector(scope, rows), alpha)));
  return tape.scale(tape.mean(tape.multiply(projected, tape.reshape(teacher, [-1, dims])), 1), dims);
}

/** `gelu(z · W1) · W2` without bias; W1 is Kaiming-normal, W2 begins at 0. */
function projector(scope: Scope, rows: Value): Value {
  const { tape } = scope;
  const dims = rows.shape[1];
  const hidden = tape.gelu(tape.linear(rows, scope.weight('projector 1', dims, dims, Math.SQRT2)));
  return tape.linear(hidden, scope.parameter('projector 2', [dims, dims], { constant: 0 }));
}

function storedRows({ tape }: Scope, name: string, rows: Float32Array, dims: number): Value {
  const shape = [rows.length / dims, dims];
  return tape.constant(tape.builder.initializer(name, shape, rows), shape);
}

function concatenate(a: Float32Array, b: Float32Array): Float32Array {
  const joined = new Float32Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
