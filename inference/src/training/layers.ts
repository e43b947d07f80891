import type { Scope } from './parameters.ts';
import type { Value } from './tape.ts';

/** `x [m, inputs] → [m, outputs]` with bias. */
export function dense(scope: Scope, x: Value, outputs: number, gain = 1): Value {
  const inputs = x.shape[1];
  const bias = scope.parameter('bias', [outputs], { constant: 0 });
  return scope.tape.linear(x, scope.weight('weight', inputs, outputs, gain), bias);
}

export function layerNorm(scope: Scope, x: Value): Value {
  const width = x.shape.at(-1)!;
  const gain = scope.parameter('gain', [width], { constant: 1 });
  return scope.tape.layerNorm(x, gain, scope.parameter('bias', [width], { constant: 0 }));
}

/**
 * A pre-norm transformer block on `x [batch, tokenCount, width]`.
 *
 * @param mask added to the attention logits, broadcast to `[batch, heads, tokenCount, tokenCount]`
 */
export function transformerBlock(scope: Scope, x: Value, headCount: number, mask?: Value): Value {
  const { tape } = scope;
  const [, tokenCount, width] = x.shape;
  const headWidth = width / headCount;
  const flatten = (value: Value) => tape.reshape(value, [-1, width]);
  const normed = flatten(layerNorm(scope.within('attentionNorm'), x));
  const heads = (name: string) =>
    tape.transpose(
      tape.reshape(dense(scope.within(name), normed, width), [-1, tokenCount, headCount, headWidth]),
      [0, 2, 1, 3],
    );
  const scores = tape.matmul(heads('query'), heads('key'), { transposeB: true, factor: headWidth ** -0.5 });
  const attention = tape.softmax(mask === undefined ? scores : tape.add(scores, mask));
  const mixed = flatten(tape.transpose(tape.matmul(attention, heads('value')), [0, 2, 1, 3]));
  const attended = dense(scope.within('attentionOut'), mixed, width, 0.5);
  const middle = tape.add(x, tape.reshape(attended, [-1, tokenCount, width]));
  const hidden = dense(scope.within('expand'), flatten(layerNorm(scope.within('feedForwardNorm'), middle)), 4 * width);
  const contracted = dense(scope.within('contract'), tape.quickGelu(hidden), width, 0.5);
  return tape.add(middle, tape.reshape(contracted, [-1, tokenCount, width]));
}
