import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '../adapters/write-whole.ts';
import { ModelError } from '../model-error.ts';
import { attribute, tensor } from './graph-builder.ts';
import type { Attributes } from './graph-builder.ts';
import { ELEMENT_TYPE, decodeModel, encodeModel } from './model-proto.ts';
import type { ElementType, GraphMessage, ModelMessage, NodeMessage, TensorMessage } from './model-proto.ts';
import { quantizeColumns, quantizeRows, transpose } from './quantize-weights.ts';
import { tensorBytes, tensorFloats, tensorShape } from './tensor-data.ts';

export interface QuantizeOptions {
  /** Weights with fewer numbers stay float32. Default 1024. */
  readonly minWeightCount?: number;
  /** 7 instead of 8 bits, for processors without VNNI whose 8-bit sums overflow. Default false. */
  readonly isReducedRange?: boolean;
}

export interface QuantizeReport {
  /** MatMul and Gemm nodes that now multiply 8-bit numbers. */
  readonly matMulCount: number;
  /** Embedding tables that are now 8-bit. */
  readonly tableCount: number;
  readonly sizeBytes: number;
}

/**
 * Rewrites a float32 ONNX file: products with constant weights become DynamicQuantizeLinear + MatMulInteger with one
 * scale per column; large embedding tables become 8-bit with one scale per row. External data is read and put inline.
 * The output appears complete or not at all.
 * @throws {ModelError} INVALID for an unreadable file, NOT_SUPPORTED for float16 weights or where nothing can be quantised
 */
export async function quantizeModel(
  inputPath: string,
  outputPath: string,
  options: QuantizeOptions = {},
): Promise<QuantizeReport> {
  const model = await readModel(inputPath);
  const counts = rewrite(model, path.dirname(inputPath), options, inputPath);
  const bytes = encodeModel(model);
  await writeWhole(outputPath, bytes);
  return { ...counts, sizeBytes: bytes.length };
}

async function readModel(file: string): Promise<ModelMessage> {
  try {
    const model = decodeModel(await readFile(file));
    if (!model.graph?.node?.length) throw new RangeError('no graph');
    return model;
  } catch (cause) {
    throw new ModelError('INVALID', `${file}: not a readable ONNX model`, { cause });
  }
}

function rewrite(model: ModelMessage, folder: string, options: QuantizeOptions, name: string) {
  const { graph } = model;
  if (graph.initializer.some((weight) => weight.dataType === ELEMENT_TYPE.float16))
    throw new ModelError('NOT_SUPPORTED', `${name}: has float16 weights; quantise the float32 export`);
  const rewriter = new Rewriter(graph, folder, options);
  graph.node = graph.node.flatMap((node) => rewriter.rewrite(node));
  if (rewriter.matMulCount + rewriter.tableCount === 0)
    throw new ModelError('NOT_SUPPORTED', `${name}: no product with constant float32 weights; already quantised?`);
  graph.initializer = rewriter.initializers(folder);
  const names = new Set(graph.initializer.map((weight) => weight.name));
  graph.input = graph.input.filter((input) => !rewriter.isReplaced(input.name) && !names.has(input.name));
  return { matMulCount: rewriter.matMulCount, tableCount: rewriter.tableCount };
}

const MIN_TABLE_ROWS = 1024;

class Rewriter {
  matMulCount = 0;
  tableCount = 0;
  readonly #graph: GraphMessage;
  readonly #folder: string;
  readonly #minWeightCount: number;
  readonly #limit: number;
  readonly #weights: ReadonlyMap<string, TensorMessage>;
  readonly #useCounts: ReadonlyMap<string, number>;
  readonly #added = new Map<string, TensorMessage>();
  readonly #replacedUses = new Map<string, number>();
  /** Names of the 8-bit form of activations: quantised once, however many products share them. */
  readonly #activations = new Map<string, readonly string[]>();
  #nodeCount = 0;

  constructor(graph: GraphMessage, folder: string, { minWeightCount = 1024, isReducedRange = false }: QuantizeOptions) {
    this.#graph = graph;
    this.#folder = folder;
    this.#minWeightCount = minWeightCount;
    this.#limit = isReducedRange ? 63 : 127;
    this.#weights = new Map(graph.initializer.map((weight) => [weight.name, weight]));
    const uses = Map.groupBy(
      [...graph.node.flatMap((node) => node.input), ...graph.output.map(({ name }) => name)],
      String,
    );
    this.#useCounts = new Map([...uses].map(([name, list]) => [name, list.length]));
  }

  /** A constant whose every use has been rewritten. */
  isReplaced(name: string): boolean {
    return this.#replacedUses.get(name) === this.#useCounts.get(name) && this.#replacedUses.has(name);
  }

  /** What the new graph needs, inline. */
  initializers(folder: string): TensorMessage[] {
    const kept = this.#graph.initializer.filter((weight) => !this.isReplaced(weight.name));
    return [...kept.map((weight) => inline(weight, folder)), ...this.#added.values()];
  }

  rewrite(node: NodeMessage): NodeMessage[] {
    if (node.domain) return [node];
    if (node.opType === 'MatMul') return this.#product(node, false) ?? [node];
    if (node.opType === 'Gemm' && isPlainGemm(node)) return this.#product(node, flag(node, 'transB')) ?? [node];
    if (node.opType === 'Gather') return this.#gather(node) ?? [node];
    return [node];
  }

  #product(node: NodeMessage, isTransposed: boolean): NodeMessage[] | undefined {
    const [activation, weightName, bias] = node.input;
    const weight = this.#candidate(weightName);
    if (!weight) return undefined;
    const nodes: NodeMessage[] = [];
    const [quantized, activationScale, zeroPoint] = this.#quantizeActivation(activation, nodes);
    const { values, scales } = this.#storeWeight(weight, isTransposed);
    const noZero = this.#add('zero_i8', [], new Int8Array(1), 'int8');
    const [product] = this.#emit(nodes, 'MatMulInteger', [quantized, values, zeroPoint, noZero]);
    const [floats] = this.#emit(nodes, 'Cast', [product], { to: ELEMENT_TYPE.float32 });
    const [scale] = this.#emit(nodes, 'Mul', [activationScale, scales]);
    if (!bias) nodes.push(this.#node('Mul', [floats, scale], node.output));
    else {
      const [scaled] = this.#emit(nodes, 'Mul', [floats, scale]);
      nodes.push(this.#node('Add', [scaled, bias], node.output));
    }
    this.matMulCount++;
    return nodes;
  }

  #gather(node: NodeMessage): NodeMessage[] | undefined {
    const [tableName, indices] = node.input;
    const table = this.#candidate(tableName);
    const axis = Number(node.attribute?.find(({ name }) => name === 'axis')?.i ?? 0);
    if (!table || axis !== 0 || tensorShape(table)[0] < MIN_TABLE_ROWS) return undefined;
    const [rowCount, columnCount] = tensorShape(table);
    const key = `${table.name}_rows`;
    if (!this.#added.has(`${key}_i8`)) {
      const { values, scales } = quantizeRows(tensorFloats(table, this.#folder), columnCount, this.#limit);
      this.#add(`${key}_i8`, [rowCount, columnCount], values, 'int8');
      this.#add(`${key}_scale`, [rowCount, 1], scales, 'float32');
    }
    this.#countReplaced(table.name);
    const nodes: NodeMessage[] = [];
    const [cells] = this.#emit(nodes, 'Gather', [`${key}_i8`, indices], { axis: 0 });
    const [floats] = this.#emit(nodes, 'Cast', [cells], { to: ELEMENT_TYPE.float32 });
    const [scales] = this.#emit(nodes, 'Gather', [`${key}_scale`, indices], { axis: 0 });
    nodes.push(this.#node('Mul', [floats, scales], node.output));
    this.tableCount++;
    return nodes;
  }

  #candidate(name: string): TensorMessage | undefined {
    const weight = this.#weights.get(name);
    const shape = weight ? tensorShape(weight) : [];
    const isLarge = shape.length === 2 && shape[0] * shape[1] >= this.#minWeightCount;
    return isLarge && weight?.dataType === ELEMENT_TYPE.float32 ? weight : undefined;
  }

  #quantizeActivation(name: string, nodes: NodeMessage[]): readonly string[] {
    const known = this.#activations.get(name);
    if (known) return known;
    const outputs = this.#emit(nodes, 'DynamicQuantizeLinear', [name], {}, 3);
    this.#activations.set(name, outputs);
    return outputs;
  }

  #storeWeight(weight: TensorMessage, isTransposed: boolean): { values: string; scales: string } {
    const key = `${weight.name}${isTransposed ? '_t' : ''}`;
    this.#countReplaced(weight.name);
    if (!this.#added.has(`${key}_i8`)) {
      const shape = tensorShape(weight);
      const [rowCount, columnCount] = isTransposed ? shape.toReversed() : shape;
      const floats = tensorFloats(weight, this.#folder);
      const columns = isTransposed ? transpose(floats, shape[1]) : floats;
      const { values, scales } = quantizeColumns(columns, columnCount, this.#limit);
      this.#add(`${key}_i8`, [rowCount, columnCount], values, 'int8');
      this.#add(`${key}_scale`, [columnCount], scales, 'float32');
    }
    return { values: `${key}_i8`, scales: `${key}_scale` };
  }

  #countReplaced(name: string): void {
    this.#replacedUses.set(name, (this.#replacedUses.get(name) ?? 0) + 1);
  }

  #add(name: string, shape: number[], data: ArrayBufferView, type: ElementType): string {
    if (!this.#added.has(name)) this.#added.set(name, tensor(name, shape, data, type));
    return name;
  }

  #emit(nodes: NodeMessage[], opType: string, input: string[], attributes: Attributes = {}, outputCount = 1): string[] {
    const output = Array.from({ length: outputCount }, (_, index) => `q8_${this.#nodeCount}_${index}`);
    nodes.push(this.#node(opType, input, output, attributes));
    return output;
  }

  #node(opType: string, input: string[], output: string[], attributes: Attributes = {}): NodeMessage {
    const list = Object.entries(attributes).map(([name, value]) => attribute(name, value));
    return { opType, input, output, name: `q8_${opType}_${this.#nodeCount++}`, attribute: list };
  }
}

/** `A · B + C` without factors and without a transposed A. */
function isPlainGemm(node: NodeMessage): boolean {
  const factors = node.attribute?.filter(({ name }) => name === 'alpha' || name === 'beta') ?? [];
  return !flag(node, 'transA') && factors.every(({ f }) => f === 1);
}

function flag(node: NodeMessage, wanted: string): boolean {
  return Number(node.attribute?.find(({ name }) => name === wanted)?.i ?? 0) === 1;
}

function inline(weight: TensorMessage, folder: string): TensorMessage {
  if (weight.dataLocation !== 1) return weight;
  const { externalData: _, dataLocation: __, ...rest } = weight;
  return { ...rest, rawData: tensorBytes(weight, folder) };
}
