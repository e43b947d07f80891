import { ELEMENT_TYPE, encodeModel } from './model-proto.ts';
import type { AttributeMessage, ElementType, GraphMessage, ModelMessage, TensorMessage } from './model-proto.ts';

/** An attribute: integers by default, `{ float }` where ONNX wants a float. */
export type AttributeValue = number | readonly number[] | string | { readonly float: number };
export type Attributes = Readonly<Record<string, AttributeValue>>;
/** A dimension: a size, or a name for one that is known only when the graph runs. */
export type Dimension = number | string;

const OPSET_VERSION = 18;
const IR_VERSION = 9;

/** Builds an ONNX model node by node; values are referred to by name. */
export class GraphBuilder {
  readonly #graph: GraphMessage = { name: 'actionary', node: [], initializer: [], input: [], output: [] };
  readonly #constants = new Set<string>();
  readonly #metadata: { key: string; value: string }[] = [];
  #valueCount = 0;

  input(name: string, type: ElementType, shape: readonly Dimension[]): string {
    this.#graph.input.push(valueInfo(name, type, shape));
    return name;
  }

  output(name: string, type: ElementType, shape: readonly Dimension[]): string {
    this.#graph.output.push(valueInfo(name, type, shape));
    return name;
  }

  /** A constant tensor stored in the model. */
  initializer(name: string, shape: readonly number[], data: ArrayBufferView, type: ElementType = 'float32'): string {
    this.#graph.initializer.push(tensor(name, shape, data, type));
    return name;
  }

  /** A one-dimensional int64 constant; equal ones are stored once. */
  ints(...values: number[]): string {
    const name = `ints_${values.join('_')}`;
    if (!this.#constants.has(name)) {
      this.#constants.add(name);
      this.initializer(name, [values.length], BigInt64Array.from(values, BigInt), 'int64');
    }
    return name;
  }

  /** A float32 scalar constant; equal ones are stored once. */
  float(value: number): string {
    const name = `float_${value}`;
    if (!this.#constants.has(name)) {
      this.#constants.add(name);
      this.initializer(name, [], Float32Array.of(value));
    }
    return name;
  }

  /** Adds a node with one output and returns the output's name. `''` stands for an omitted input. */
  op(opType: string, inputs: readonly string[], attributes: Attributes = {}, domain = ''): string {
    return this.ops(opType, inputs, 1, attributes, domain)[0];
  }

  /** Adds a node with several outputs. */
  ops(
    opType: string,
    inputs: readonly string[],
    outputCount: number,
    attributes: Attributes = {},
    domain = '',
  ): string[] {
    const outputs = Array.from({ length: outputCount }, () => `v${this.#valueCount++}`);
    this.node(opType, inputs, outputs, attributes, domain);
    return outputs;
  }

  node(
    opType: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Attributes = {},
    domain = '',
  ): void {
    this.#graph.node.push({
      input: [...inputs],
      output: [...outputs],
      name: `${opType}_${this.#graph.node.length}`,
      opType,
      domain,
      attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
    });
  }

  /** Names a value as an output of the model. */
  outputValue(value: string, name: string, shape: readonly Dimension[], type: ElementType = 'float32'): void {
    this.node('Identity', [value], [name]);
    this.output(name, type, shape);
  }

  /** A remark that the model carries along; onnxruntime ignores it. */
  metadata(key: string, value: string): void {
    this.#metadata.push({ key, value });
  }

  message(): ModelMessage {
    return {
      irVersion: IR_VERSION,
      producerName: 'actionary',
      graph: this.#graph,
      metadataProps: this.#metadata,
      opsetImport: [
        { domain: '', version: OPSET_VERSION },
        { domain: 'com.microsoft', version: 1 },
      ],
    };
  }

  /** The serialised model, ready for `InferenceSession.create`. */
  build(): Uint8Array {
    return encodeModel(this.message());
  }
}

/** A constant tensor as a protobuf message; the bytes are those of `data`, not copied. */
export function tensor(
  name: string,
  shape: readonly number[],
  data: ArrayBufferView,
  type: ElementType,
): TensorMessage {
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { name, dims: [...shape], dataType: ELEMENT_TYPE[type], rawData };
}

/** A node attribute as a protobuf message. */
export function attribute(name: string, value: AttributeValue): AttributeMessage {
  if (typeof value === 'number') return { name, i: value, type: 2 };
  if (typeof value === 'string') return { name, s: new Uint8Array(Buffer.from(value)), type: 3 };
  if ('float' in value) return { name, f: value.float, type: 1 };
  return { name, ints: [...value], type: 7 };
}

function valueInfo(name: string, type: ElementType, shape: readonly Dimension[]) {
  const dim = shape.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }));
  return { name, type: { tensorType: { elemType: ELEMENT_TYPE[type], shape: { dim } } } };
}
