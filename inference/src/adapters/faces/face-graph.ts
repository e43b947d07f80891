import { z } from 'zod';
import { GraphBuilder } from '../../onnx/graph-builder.ts';

const tensor = z.object({ name: z.string(), shape: z.array(z.int().positive()), scale: z.number(), min: z.number() });

/** What is beside the weights: where they come from, and how to read them. */
export const faceCard = z.object({
  sha256: z.string(),
  meanRgb: z.tuple([z.number(), z.number(), z.number()]),
  anchors: z.array(z.tuple([z.number(), z.number()])),
  /** In the order of the file: a byte per number, `scale · byte + min`. Convolutions are `[height, width, in, out]`. */
  tensors: z.array(tensor),
});
export type FaceCard = z.infer<typeof faceCard>;

const SEPARABLE_COUNT = 5;
const LEAK = { alpha: { float: 0.1 } };

/**
 * The network as an ONNX graph, for pictures of any size: `pixels [1, 3, height, width]`, RGB 0 … 255 less the mean, divided
 * by 255; `boxes [1, rows, columns, 25]`.
 */
export function faceGraph({ tensors }: Pick<FaceCard, 'tensors'>, weights: Uint8Array): Uint8Array {
  const graph = new GraphBuilder();
  const shapes = new Map(tensors.map(({ name, shape }) => [name, shape]));
  let start = 0;
  for (const { name, shape, scale, min } of tensors) {
    const count = shape.reduce((product, size) => product * size, 1);
    const values = Float32Array.from(weights.subarray(start, start + count), (byte) => scale * byte + min);
    graph.initializer(name, shape, values);
    start += count;
  }
  const isWhole = start === weights.length;
  if (!isWhole) throw new RangeError(`weights of ${weights.length} bytes, where the card tells of ${start}`);

  /** From `[height, width, in, out]`. */
  const filter = (name: string, perm: number[]) => graph.op('Transpose', [name], { perm });
  const halve = (value: string, stride: number) =>
    graph.op('MaxPool', [value], { kernel_shape: [2, 2], strides: [stride, stride], auto_pad: 'SAME_UPPER' });
  const image = graph.input('pixels', 'float32', [1, 3, 'height', 'width']);
  const first = graph.op('Conv', [image, filter('conv0/filters', [3, 2, 0, 1]), 'conv0/bias']);
  let value = halve(graph.op('LeakyRelu', [first], LEAK), 2);
  for (let layer = 1; layer <= SEPARABLE_COUNT; layer++) {
    const group = shapes.get(`conv${layer}/depthwise_filter`)![2];
    // [height, width, channels, 1] becomes [channels, 1, height, width].
    const depthwise = filter(`conv${layer}/depthwise_filter`, [2, 3, 0, 1]);
    value = graph.op('Conv', [value, depthwise], { group, pads: [1, 1, 1, 1] });
    const pointwise = filter(`conv${layer}/pointwise_filter`, [3, 2, 0, 1]);
    value = graph.op('LeakyRelu', [graph.op('Conv', [value, pointwise, `conv${layer}/bias`])], LEAK);
    value = halve(value, layer === SEPARABLE_COUNT ? 1 : 2);
  }
  const last = graph.op('Conv', [value, filter('conv8/filters', [3, 2, 0, 1]), 'conv8/bias']);
  graph.outputValue(graph.op('Transpose', [last], { perm: [0, 2, 3, 1] }), 'boxes', [1, 'rows', 'columns', 25]);
  return graph.build();
}
