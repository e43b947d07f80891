import { GraphBuilder } from '../onnx/graph-builder.ts';
import type { Attributes, Dimension } from '../onnx/graph-builder.ts';
import type { ElementType } from '../onnx/model-proto.ts';

/**
 * Reverse-mode differentiation that emits one ONNX graph of forward and backward pass; onnxruntime runs it.
 * Shapes are static while training. In a reshape, `-1` is written to the graph as it is, so a forward-only tape
 * also serves to export a model whose batch size is free.
 */
const MICROSOFT = 'com.microsoft';
const QUICK_GELU_ALPHA = 1.702;

export type Shape = readonly number[];

/** A tensor in the graph under construction. */
export interface Value {
  readonly name: string;
  readonly shape: Shape;
  /** Whether a gradient must flow through it. */
  readonly isDifferentiable: boolean;
}

/** A trainable tensor; `data` is updated in place by the optimizer. */
export interface Parameter {
  readonly name: string;
  readonly shape: Shape;
  readonly data: Float32Array;
}

/** Gradients of the inputs, given the name of the output's gradient; `null` where none flows. */
type Backward = (gradient: string) => (string | null)[];

interface Step {
  readonly output: Value;
  readonly inputs: readonly Value[];
  readonly backward: Backward;
}

export const sizeOf = (shape: Shape) => shape.reduce((product, size) => product * size, 1);

/** The shape that numpy's broadcasting rules give. @throws RangeError where they do not fit */
export function broadcastShape(a: Shape, b: Shape): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, index) => {
    const left = a[a.length - rank + index] ?? 1;
    const right = b[b.length - rank + index] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new RangeError(`shapes [${a.join()}] and [${b.join()}] do not broadcast`);
    }
    return left === 1 ? right : left;
  });
}

export interface TapeOptions {
  /** Store parameters in the graph as constants (export) instead of feeding them at each run (training). */
  readonly isFrozen?: boolean;
}

export class Tape {
  readonly builder = new GraphBuilder();
  readonly parameters: Parameter[] = [];
  readonly #steps: Step[] = [];
  readonly #isFrozen: boolean;

  constructor({ isFrozen = false }: TapeOptions = {}) {
    this.#isFrozen = isFrozen;
  }

  /** @param declaredShape the shape written into the graph, where it differs (free batch size) */
  input(name: string, shape: Shape, type: ElementType = 'float32', declaredShape: readonly Dimension[] = shape): Value {
    this.builder.input(name, type, declaredShape);
    return { name, shape, isDifferentiable: false };
  }

  parameter({ name, shape, data }: Parameter): Value {
    if (data.length !== sizeOf(shape))
      throw new RangeError(`parameter ${name}: ${data.length} values for [${shape.join()}]`);
    if (this.#isFrozen) {
      this.builder.initializer(name, shape, data);
      return { name, shape, isDifferentiable: false };
    }
    this.builder.input(name, 'float32', shape);
    this.parameters.push({ name, shape, data });
    return { name, shape, isDifferentiable: true };
  }

  /** A value through which no gradient flows. */
  constant(name: string, shape: Shape): Value {
    return { name, shape, isDifferentiable: false };
  }

  reshape(x: Value, shape: Shape): Value {
    const known = sizeOf(shape.filter((size) => size !== -1));
    const resolved = shape.map((size) => (size === -1 ? sizeOf(x.shape) / known : size));
    if (sizeOf(resolved) !== sizeOf(x.shape))
      throw new RangeError(`cannot reshape [${x.shape.join()}] to [${shape.join()}]`);
    const output = this.#op('Reshape', [x.name, this.builder.ints(...shape)]);
    return this.#record(output, resolved, [x], (g) => [this.#op('Reshape', [g, this.builder.ints(...x.shape)])]);
  }

  transpose(x: Value, permutation: readonly number[]): Value {
    const inverse = permutation.map((_, axis) => permutation.indexOf(axis));
    const shape = permutation.map((axis) => x.shape[axis]);
    const output = this.#op('Transpose', [x.name], { perm: permutation });
    return this.#record(output, shape, [x], (g) => [this.#op('Transpose', [g], { perm: inverse })]);
  }

  add(a: Value, b: Value): Value {
    const shape = broadcastShape(a.shape, b.shape);
    return this.#record(this.#op('Add', [a.name, b.name]), shape, [a, b], (g) => [
      this.#sumTo(g, shape, a),
      this.#sumTo(g, shape, b),
    ]);
  }

  subtract(a: Value, b: Value): Value {
    return this.add(a, this.scale(b, -1));
  }

  /** Element by element. */
  multiply(a: Value, b: Value): Value {
    const shape = broadcastShape(a.shape, b.shape);
    return this.#record(this.#op('Mul', [a.name, b.name]), shape, [a, b], (g) => [
      a.isDifferentiable ? this.#sumTo(this.#op('Mul', [g, b.name]), shape, a) : null,
      b.isDifferentiable ? this.#sumTo(this.#op('Mul', [g, a.name]), shape, b) : null,
    ]);
  }

  scale(x: Value, factor: number): Value {
    const constant = this.builder.float(factor);
    return this.#record(this.#op('Mul', [x.name, constant]), x.shape, [x], (g) => [this.#op('Mul', [g, constant])]);
  }

  exp(x: Value): Value {
    const output = this.#op('Exp', [x.name]);
    return this.#record(output, x.shape, [x], (g) => [this.#op('Mul', [g, output])]);
  }

  /** `x · weight + bias` for `x [m, k]`, `weight [k, n]`, `bias [n]`. */
  linear(x: Value, weight: Value, bias?: Value): Value {
    const inputs = bias === undefined ? [x, weight] : [x, weight, bias];
    const output = this.#op(
      'Gemm',
      inputs.map(({ name }) => name),
    );
    return this.#record(output, [x.shape[0], weight.shape[1]], inputs, (g) => [
      x.isDifferentiable ? this.#op('Gemm', [g, weight.name], { transB: 1 }) : null,
      weight.isDifferentiable ? this.#op('Gemm', [x.name, g], { transA: 1 }) : null,
      bias?.isDifferentiable ? this.#op('ReduceSum', [g, this.builder.ints(0)], { keepdims: 0 }) : null,
    ]);
  }

  /** Batched product of the last two axes, `factor · a · b` (or `bᵀ`), leading axes broadcast. */
  matmul(a: Value, b: Value, { transposeB = false, factor = 1 } = {}): Value {
    const product = (left: string, right: string, transA: boolean, transB: boolean) =>
      this.#op(
        'FusedMatMul',
        [left, right],
        { transA: Number(transA), transB: Number(transB), alpha: { float: factor } },
        MICROSOFT,
      );
    const lead = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    const shape = [...lead, a.shape.at(-2)!, transposeB ? b.shape.at(-2)! : b.shape.at(-1)!];
    const output = product(a.name, b.name, false, transposeB);
    return this.#record(output, shape, [a, b], (g) => [
      a.isDifferentiable
        ? this.#sumTo(product(g, b.name, false, !transposeB), [...lead, ...a.shape.slice(-2)], a)
        : null,
      b.isDifferentiable
        ? this.#sumTo(
            transposeB ? product(g, a.name, true, false) : product(a.name, g, true, false),
            [...lead, ...b.shape.slice(-2)],
            b,
          )
        : null,
    ]);
  }

  /** Over the last axis. */
  softmax(x: Value): Value {
    const output = this.#op('Softmax', [x.name], { axis: -1 });
    return this.#record(output, x.shape, [x], (g) => {
      const weighted = this.#op('Mul', [g, output]);
      const total = this.#op('ReduceSum', [weighted, this.builder.ints(-1)], { keepdims: 1 });
      return [this.#op('Sub', [weighted, this.#op('Mul', [output, total])])];
    });
  }

  /** `x · sigmoid(1.702 x)`, CLIP's activation. */
  quickGelu(x: Value): Value {
    const output = this.#op('QuickGelu', [x.name], { alpha: { float: QUICK_GELU_ALPHA } }, MICROSOFT);
    return this.#record(output, x.shape, [x], (g) => {
      const alpha = this.builder.float(QUICK_GELU_ALPHA);
      const sigmoid = this.#op('Sigmoid', [this.#op('Mul', [x.name, alpha])]);
      const rest = this.#op('Sub', [this.builder.float(1), sigmoid]);
      const slope = this.#op('Add', [sigmoid, this.#op('Mul', [this.#op('Mul', [output, alpha]), rest])]);
      return [this.#op('Mul', [g, slope])];
    });
  }

  /** `x · Φ(x)`, exact, Φ being the standard normal distribution. */
  gelu(x: Value): Value {
    const constant = (value: number) => this.builder.float(value);
    const error = this.#op('Erf', [this.#op('Mul', [x.name, constant(Math.SQRT1_2)])]);
    const share = this.#op('Mul', [this.#op('Add', [error, constant(1)]), constant(0.5)]);
    return this.#record(this.#op('Mul', [x.name, share]), x.shape, [x], (g) => {
      const halfSquare = this.#op('Mul', [this.#op('Mul', [x.name, x.name]), constant(-0.5)]);
      const density = this.#op('Mul', [this.#op('Exp', [halfSquare]), constant(1 / Math.sqrt(2 * Math.PI))]);
      const slope = this.#op('Add', [share, this.#op('Mul', [x.name, density])]);
      return [this.#op('Mul', [g, slope])];
    });
  }

  /** Moves what lies along an axis `offset` places on (back where negative), zeros coming after it; the size stays. */
  shift(x: Value, axis: number, offset: number): Value {
    const moved = (value: string, by: number) => {
      const begin = x.shape.map((_, index) => (index === axis ? by : 0));
      return this.#op('Pad', [value, this.builder.ints(...begin, ...begin.map((size) => 0 - size))]);
    };
    return this.#record(moved(x.name, offset), x.shape, [x], (g) => [moved(g, -offset)]);
  }

  /** Over the last axis, with gain and bias of its size. */
  layerNorm(x: Value, gain: Value, bias: Value): Value {
    const [output, mean, inverseDeviation] = this.builder.ops('LayerNormalization', [x.name, gain.name, bias.name], 3, {
      axis: -1,
      epsilon: { float: 1e-5 },
    });
    const average = (value: string) => this.#op('ReduceMean', [value, this.builder.ints(-1)], { keepdims: 1 });
    return this.#record(output, x.shape, [x, gain, bias], (g) => {
      const leading = this.builder.ints(...x.shape.slice(0, -1).keys());
      const unit = this.#op('Mul', [this.#op('Sub', [x.name, mean]), inverseDeviation]);
      const gained = this.#op('Mul', [g, gain.name]);
      const along = this.#op('Mul', [unit, average(this.#op('Mul', [gained, unit]))]);
      const centred = this.#op('Sub', [this.#op('Sub', [gained, average(gained)]), along]);
      return [
        this.#op('Mul', [centred, inverseDeviation]),
        this.#op('ReduceSum', [this.#op('Mul', [g, unit]), leading], { keepdims: 0 }),
        this.#op('ReduceSum', [g, leading], { keepdims: 0 }),
      ];
    });
  }

  /** Over one axis, which disappears. */
  mean(x: Value, axis: number): Value {
    const shape = x.shape.filter((_, index) => index !== axis);
    const kept = x.shape.map((size, index) => (index === axis ? 1 : size));
    const output = this.#op('ReduceMean', [x.name, this.builder.ints(axis)], { keepdims: 0 });
    return this.#record(output, shape, [x], (g) => {
      const share = this.#op('Mul', [g, this.builder.float(1 / x.shape[axis])]);
      const column = this.#op('Reshape', [share, this.builder.ints(...kept)]);
      return [this.#op('Expand', [column, this.builder.ints(...x.shape)])];
    });
  }

  /** The scalar mean of all elements. */
  meanAll(x: Value): Value {
    const output = this.#op('ReduceMean', [x.name], { keepdims: 0 });
    return this.#record(output, [], [x], (g) => [
      this.#op('Expand', [
        this.#op('Mul', [g, this.builder.float(1 / sizeOf(x.shape))]),
        this.builder.ints(...x.shape),
      ]),
    ]);
  }

  /** Rows of `table [n, d]` by int64 ids. */
  gather(table: Value, ids: Value): Value {
    const [rowCount, width] = table.shape;
    const output = this.#op('Gather', [table.name, ids.name], { axis: 0 });
    return this.#record(output, [...ids.shape, width], [table, ids], (g) => {
      const flat = this.#op('Reshape', [ids.name, this.builder.ints(-1)]);
      const oneHot = this.#op('OneHot', [flat, this.builder.ints(rowCount), this.#offOn()], { axis: -1 });
      const rows = this.#op('Reshape', [g, this.builder.ints(-1, width)]);
      return [this.#op('Gemm', [oneHot, rows], { transA: 1 }), null];
    });
  }

  /** The first rows of `x [n, d]`. */
  firstRows(x: Value, count: number): Value {
    const [rowCount, width] = x.shape;
    const first = this.builder.ints(0);
    const output = this.#op('Slice', [x.name, first, this.builder.ints(count), first]);
    return this.#record(output, [count, width], [x], (g) => [
      this.#op('Pad', [g, this.builder.ints(0, 0, rowCount - count, 0)]),
    ]);
  }

  /** Scales the last axis to unit length. */
  l2Normalize(x: Value): Value {
    const last = this.builder.ints(-1);
    const squares = this.#op('ReduceSumSquare', [x.name, last], { keepdims: 1 });
    const length = this.#op('Sqrt', [this.#op('Add', [squares, this.builder.float(1e-12)])]);
    const inverse = this.#op('Reciprocal', [length]);
    const output = this.#op('Mul', [x.name, inverse]);
    return this.#record(output, x.shape, [x], (g) => {
      const along = this.#op('ReduceSum', [this.#op('Mul', [g, output]), last], { keepdims: 1 });
      const across = this.#op('Sub', [g, this.#op('Mul', [output, along])]);
      return [this.#op('Mul', [across, inverse])];
    });
  }

  /** The scalar mean over rows of the cross entropy between `softmax(logits)` and `targets`, whose rows sum to 1. */
  crossEntropy(logits: Value, targets: Value): Value {
    const logProbabilities = this.#op('LogSoftmax', [logits.name], { axis: -1 });
    const perRow = this.builder.float(1 / logits.shape[0]);
    const total = this.#op('ReduceSum', [this.#op('Mul', [logProbabilities, targets.name])], { keepdims: 0 });
    const output = this.#op('Mul', [this.#op('Neg', [total]), perRow]);
    return this.#record(output, [], [logits, targets], (g) => {
      const error = this.#op('Sub', [this.#op('Exp', [logProbabilities]), targets.name]);
      return [this.#op('Mul', [this.#op('Mul', [error, perRow]), g]), null];
    });
  }

  /**
   * Emits the backward pass of a scalar.
   *
   * @returns the model: the outputs are `loss` and, for each parameter, `gradientName(parameter.name)`
   * @throws where the loss does not depend on a parameter
   */
  differentiate(loss: Value): Uint8Array {
    const gradients = new Map([[loss.name, this.builder.float(1)]]);
    for (const { output, inputs, backward } of this.#steps.toReversed()) {
      const gradient = gradients.get(output.name);
      if (gradient === undefined || !output.isDifferentiable) continue;
      for (const [index, contribution] of backward(gradient).entries()) {
        const input = inputs[index];
        if (contribution === null || !input?.isDifferentiable) continue;
        const earlier = gradients.get(input.name);
        gradients.set(input.name, earlier === undefined ? contribution : this.#op('Add', [earlier, contribution]));
      }
    }
    this.builder.outputValue(loss.name, 'loss', []);
    for (const { name, shape } of this.parameters) {
      const gradient = gradients.get(name);
      if (gradient === undefined) throw new Error(`the loss does not depend on the parameter '${name}'`);
      this.builder.outputValue(gradient, gradientName(name), shape);
    }
    return this.builder.build();
  }

  #op(opType: string, inputs: readonly string[], attributes: Attributes = {}, domain = ''): string {
    return this.builder.op(opType, inputs, attributes, domain);
  }

  #record(name: string, shape: Shape, inputs: readonly Value[], backward: Backward): Value {
    const output = { name, shape, isDifferentiable: inputs.some((input) => input.isDifferentiable) };
    if (output.isDifferentiable) this.#steps.push({ output, inputs, backward });
    return output;
  }

  /** Undoes broadcasting: sums a gradient of shape `from` to the shape of `target`. */
  #sumTo(gradient: string, from: Shape, target: Value): string | null {
    if (!target.isDifferentiable) return null;
    const to = target.shape;
    if (from.join() === to.join()) return gradient;
    const extra = from.length - to.length;
    const axes = [...from.keys()].filter((axis) => axis < extra || (to[axis - extra] === 1 && from[axis] !== 1));
    const summed = this.#op('ReduceSum', [gradient, this.builder.ints(...axes)], { keepdims: 0 });
    return this.#op('Reshape', [summed, this.builder.ints(...to)]);
  }

  #offOnName: string | undefined;
  #offOn(): string {
    this.#offOnName ??= this.builder.initializer('off_on', [2], Float32Array.of(0, 1));
    return this.#offOnName;
  }
}

export const gradientName = (parameterName: string) => `gradient_${parameterName}`;
