/**
 * `node measure-scoring.ts times|ours|plain WINDOWS CONCEPTS [WINDOWS_PER_VIDEO]`, with a channel: scores that many windows in a
 * process of its own. `times`: milliseconds of both ways, in turn; else the peak memory of one of them, MiB.
 */
import { Tensor } from 'onnxruntime-node';
import { openSession } from '../../inference/src/adapters/onnx/session.ts';
import { seededRandom } from '../../inference/src/domain/index.ts';
import { GraphBuilder } from '../../inference/src/onnx/graph-builder.ts';
import { ELEMENT_TYPE } from '../../inference/src/onnx/model-proto.ts';
import { findSegments, openScorer } from '../../inference/src/index.ts';
import { peakOfThisProcess } from './peak-memory.ts';
import { bestInTurn } from './times.ts';

const DIMS = 256;
/** Frames that differ; what comes after them begins anew. */
const BLOCK_FRAMES = 4096;
/** Frames in a row that show the same: ten seconds. */
const RUN_FRAMES = 20;
const FRAME_MS = 500;

const [way, ...numbers] = process.argv.slice(2);
const [windowCount, conceptCount, perVideo = windowCount] = numbers.map(Number);
/** What is over in milliseconds is done more often. */
const roundCount = Math.min(12, Math.max(2, Math.round(4e7 / windowCount / conceptCount)));
const random = seededRandom(1);
const words = Float32Array.from({ length: conceptCount * DIMS }, () => (random() - 0.5) * (12 / DIMS) ** 0.5);
const halves = framesNear(perVideo);
const labels = Array.from({ length: conceptCount }, (_, index) => `Word ${index}`);
const seen = {
  timesMs: Array.from({ length: perVideo }, (_, index) => (index + 0.5) * FRAME_MS),
  embeddings: halves,
  durationMs: perVideo * FRAME_MS,
  encoder: { dims: DIMS, logitScale: 100 },
};

/** Unit rows near one word after another, as bits of half precision. */
function framesNear(count: number): Uint16Array {
  const block = new Float16Array(Math.min(count, BLOCK_FRAMES) * DIMS);
  for (let index = 0; index < block.length; index++) {
    const word = (Math.floor(index / DIMS / RUN_FRAMES) * 7) % conceptCount;
    block[index] = words[word * DIMS + (index % DIMS)] + (random() - 0.5) * (4 / DIMS) ** 0.5;
  }
  const bits = new Uint16Array(block.buffer);
  const rows = new Uint16Array(count * DIMS);
  for (let start = 0; start < rows.length; start += bits.length)
    rows.set(bits.subarray(0, Math.min(bits.length, rows.length - start)), start);
  return rows;
}

/** As the product does: windows, logits, their means, probabilities, decoding. */
async function ours() {
  const scorer = await openScorer();
  return async () => {
    for (let done = 0; done < windowCount; done += perVideo)
      await findSegments(seen, { labels, embeddings: words }, scorer);
  };
}

/** One graph of a product and a softmax, and nothing made of what it gives. */
async function plain() {
  const graph = new GraphBuilder();
  const rows = graph.op('Cast', [graph.input('rows', 'float16', ['n', 'd'])], { to: ELEMENT_TYPE.float32 });
  const logits = graph.op('Gemm', [rows, graph.input('words', 'float32', ['k', 'd'])], { transB: 1 });
  graph.node('Softmax', [logits], [graph.output('probabilities', 'float32', ['n', 'k'])], { axis: 1 });
  const session = await openSession(graph.build());
  // The tensor would turn the bits into a Float16Array, which onnxruntime-node does not know.
  const given = Object.defineProperty(new Tensor('float16', halves, [perVideo, DIMS]), 'data', { value: halves });
  const scaled = words.map((value) => 100 * value);
  const fixed = new Tensor('float32', scaled, [conceptCount, DIMS]);
  return async () => {
    for (let done = 0; done < windowCount; done += perVideo)
      await session.run({ rows: given, words: fixed }, ['probabilities']);
  };
}

async function answer(): Promise<object> {
  if (way === 'times') return bestInTurn(roundCount, { ours: await ours(), plain: await plain() });
  const work = await (way === 'ours' ? ours() : plain());
  await work();
  return { peakMib: await peakOfThisProcess() };
}

process.send?.(await answer(), () => process.disconnect());
