import protobuf from 'protobufjs';

/**
 * The part of ONNX's protobuf schema that this project reads and writes. Messages that are only carried along
 * (functions, annotations, sub-graph types) are declared as bytes: the wire form is the same and nothing is lost.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto field numbers
 */
const one = (type: string, id: number) => ({ type, id });
const many = (type: string, id: number) => ({ rule: 'repeated', type, id });

const root = protobuf.Root.fromJSON({
  nested: {
    Model: {
      fields: {
        irVersion: one('int64', 1),
        producerName: one('string', 2),
        producerVersion: one('string', 3),
        domain: one('string', 4),
        modelVersion: one('int64', 5),
        docString: one('string', 6),
        graph: one('Graph', 7),
        opsetImport: many('OperatorSetId', 8),
        metadataProps: many('StringEntry', 14),
        functions: many('bytes', 25),
      },
    },
    OperatorSetId: { fields: { domain: one('string', 1), version: one('int64', 2) } },
    StringEntry: { fields: { key: one('string', 1), value: one('string', 2) } },
    Graph: {
      fields: {
        node: many('Node', 1),
        name: one('string', 2),
        initializer: many('Tensor', 5),
        docString: one('string', 10),
        input: many('ValueInfo', 11),
        output: many('ValueInfo', 12),
        valueInfo: many('ValueInfo', 13),
        quantizationAnnotation: many('bytes', 14),
        sparseInitializer: many('bytes', 15),
      },
    },
    Node: {
      fields: {
        input: many('string', 1),
        output: many('string', 2),
        name: one('string', 3),
        opType: one('string', 4),
        attribute: many('Attribute', 5),
        docString: one('string', 6),
        domain: one('string', 7),
        overload: one('string', 8),
      },
    },
    Attribute: {
      fields: {
        name: one('string', 1),
        f: one('float', 2),
        i: one('int64', 3),
        s: one('bytes', 4),
        t: one('Tensor', 5),
        g: one('bytes', 6),
        floats: { ...many('float', 7), options: { packed: false } },
        ints: { ...many('int64', 8), options: { packed: false } },
        strings: many('bytes', 9),
        tensors: many('Tensor', 10),
        graphs: many('bytes', 11),
        docString: one('string', 13),
        type: one('int32', 20),
        refAttrName: one('string', 21),
      },
    },
    Tensor: {
      fields: {
        dims: { ...many('int64', 1), options: { packed: false } },
        dataType: one('int32', 2),
        floatData: many('float', 4),
        int32Data: many('int32', 5),
        stringData: many('bytes', 6),
        int64Data: many('int64', 7),
        name: one('string', 8),
        rawData: one('bytes', 9),
        doubleData: many('double', 10),
        uint64Data: many('uint64', 11),
        docString: one('string', 12),
        externalData: many('StringEntry', 13),
        dataLocation: one('int32', 14),
      },
    },
    ValueInfo: { fields: { name: one('string', 1), type: one('Type', 2), docString: one('string', 3) } },
    Type: {
      fields: {
        tensorType: one('TensorType', 1),
        sequenceType: one('bytes', 4),
        mapType: one('bytes', 5),
        denotation: one('string', 6),
        optionalType: one('bytes', 9),
      },
    },
    TensorType: { fields: { elemType: one('int32', 1), shape: one('Shape', 2) } },
    Shape: { fields: { dim: many('Dimension', 1) } },
    Dimension: { fields: { dimValue: one('int64', 1), dimParam: one('string', 2), denotation: one('string', 3) } },
  },
});

/** 64-bit integers are numbers when written here; reading may give objects that `Number()` converts. */
type Int64 = number | { toNumber(): number };

export interface TensorMessage {
  name: string;
  dims: Int64[];
  dataType: number;
  rawData?: Uint8Array;
  floatData?: number[];
  externalData?: { key: string; value: string }[];
  /** 1: the bytes lie in another file. */
  dataLocation?: number;
}

export interface AttributeMessage {
  name: string;
  /** 1 FLOAT, 2 INT, 3 STRING, 4 TENSOR, 6 FLOATS, 7 INTS, 8 STRINGS. */
  type: number;
  f?: number;
  i?: Int64;
  s?: Uint8Array;
  t?: TensorMessage;
  floats?: number[];
  ints?: Int64[];
}

export interface NodeMessage {
  input: string[];
  output: string[];
  name?: string;
  opType: string;
  domain?: string;
  attribute?: AttributeMessage[];
}

interface ValueInfoMessage {
  name: string;
  type: { tensorType: { elemType: number; shape: { dim: { dimValue?: Int64; dimParam?: string }[] } } };
}

export interface GraphMessage {
  name: string;
  node: NodeMessage[];
  initializer: TensorMessage[];
  input: ValueInfoMessage[];
  output: ValueInfoMessage[];
  valueInfo?: ValueInfoMessage[];
}

export interface ModelMessage {
  irVersion: Int64;
  producerName: string;
  graph: GraphMessage;
  opsetImport: { domain: string; version: Int64 }[];
  metadataProps?: { key: string; value: string }[];
}

/** ONNX element types by the name onnxruntime gives them. */
export const ELEMENT_TYPE = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
} as const;
export type ElementType = keyof typeof ELEMENT_TYPE;

const modelType = root.lookupType('Model');

/** @throws RangeError where the bytes are no protobuf message */
export function decodeModel(bytes: Uint8Array): ModelMessage {
  return modelType.decode(bytes) as unknown as ModelMessage;
}

export function encodeModel(model: ModelMessage): Uint8Array {
  return modelType.encode(model as unknown as Record<string, unknown>).finish();
}
