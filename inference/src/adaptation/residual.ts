import type { AdapterKind } from '../domain/index.ts';
import type { Scope } from '../training/parameters.ts';
import type { Value } from '../training/tape.ts';

export interface AdapterForm {
  readonly kind: AdapterKind;
  /** Units of `bottleneck` and `temporal`. */
  readonly units: number;
  /** Frames on either side that `temporal` sees. */
  readonly frameReach: number;
}

/**
 * The adapted embeddings `norm(z + r(z))`, with the parameters of a scope.
 *
 * @param frames unit embeddings `[videos, frames, dims]`
 * @param strength multiplies the residual; default 1
 */
export function student(scope: Scope, frames: Value, form: AdapterForm, strength = 1): Value {
  const { tape } = scope;
  const added = residual(scope, frames, form);
  return tape.l2Normalize(tape.add(frames, strength === 1 ? added : tape.scale(added, strength)));
}

function residual(scope: Scope, frames: Value, form: AdapterForm): Value {
  const { tape } = scope;
  const [videoCount, , dims] = frames.shape;
  const hidden = form.kind === 'linear' ? frames : hiddenUnits(scope, frames, form);
  const width = hidden.shape[2];
  const output = scope.parameter('output', [width, dims], { constant: 0 });
  const product = tape.linear(tape.reshape(hidden, [-1, width]), output);
  return tape.reshape(product, [videoCount, -1, dims]);
}

function hiddenUnits(scope: Scope, frames: Value, { kind, units, frameReach }: AdapterForm): Value {
  const { tape } = scope;
  const [videoCount, , dims] = frames.shape;
  const flat = tape.linear(tape.reshape(frames, [-1, dims]), scope.weight('input', dims, units, Math.sqrt(dims)));
  const projected = tape.reshape(flat, [videoCount, -1, units]);
  const bias = scope.parameter('bias', [units], { constant: 0 });
  if (kind === 'bottleneck') return tape.gelu(tape.add(projected, bias));
  const [forward, backward] = mixFrames(scope, projected, frameReach);
  return tape.subtract(tape.gelu(tape.add(forward, bias)), tape.gelu(tape.add(backward, bias)));
}

/** `Σ_τ Kτ ⊙ x_{t+τ}` and `Σ_τ Kτ ⊙ x_{t−τ}`; before the first and after the last frame there are zeros. */
function mixFrames(scope: Scope, x: Value, frameReach: number): Value[] {
  const { tape } = scope;
  const offsets = Array.from({ length: 2 * frameReach + 1 }, (_, index) => index - frameReach);
  const deviation = offsets.length ** -0.5;
  const shifted = offsets.map((offset) => tape.shift(x, 1, -offset));
  const weights = offsets.map((offset) => scope.parameter(`offset ${offset}`, [x.shape[2]], { deviation }));
  return [shifted, shifted.toReversed()].map((values) =>
    values.map((value, index) => tape.multiply(value, weights[index])).reduce((sum, term) => tape.add(sum, term)),
  );
}
