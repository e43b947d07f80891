import { Tensor } from 'onnxruntime-node';
import { multiplyLogits, normalizeRows, rowCount, softmaxRows } from '../domain/index.ts';
import type { Abortable } from '../ports.ts';
import { Tape } from '../training/tape.ts';
import { Trainer } from '../training/trainer.ts';
import { checkExamples, ExampleTable } from './examples.ts';
import type { AdapterExamples } from './examples.ts';

const LEARNING_RATE = 1e-3;
const STEP_COUNT = 100;

/**
 * A linear probe that begins at the concepts' texts and is pulled back to them, the more the better the text alone knows
 * the concept's examples: a baseline in the manner of CLAP.
 *
 * @param examples of one frame each
 * @returns what stands for the texts: unit embeddings `[conceptCount, dims]`
 * @see Silva-Rodríguez et al. 2024 (CLAP), arXiv 2312.12730
 */
export async function trainClapProbe(
  examples: AdapterExamples,
  { logitScale, signal }: Abortable & { readonly logitScale: number },
): Promise<Float32Array> {
  checkExamples(examples);
  const { dims, texts } = examples;
  const table = new ExampleTable(examples);
  const { size, conceptCount } = table;
  const { frames, targets } = table.batch(examples.concepts.map((_, index) => index));
  const shifts = { name: 'shifts', shape: [conceptCount, dims], data: new Float32Array(texts.length) };
  const tape = new Tape();
  const stored = (name: string, shape: readonly number[], data: Float32Array) =>
    tape.constant(tape.builder.initializer(name, shape, data), shape);
  const shift = tape.parameter(shifts);
  const words = tape.l2Normalize(tape.add(stored('texts', shifts.shape, texts), shift));
  const rows = stored('frames', [size, dims], frames);
  const logits = tape.matmul(rows, words, { transposeB: true, factor: logitScale });
  const pulls = stored('pulls', [conceptCount, 1], textKnowledge(examples, logitScale));
  const pulled = tape.scale(tape.meanAll(tape.multiply(tape.multiply(shift, shift), pulls)), texts.length);
  const loss = tape.add(tape.crossEntropy(logits, tape.input('targets', [size, conceptCount])), pulled);
  const trainer = await Trainer.create(tape, loss);
  try {
    const feeds = { targets: new Tensor('float32', targets, [size, conceptCount]) };
    for (let step = 0; step < STEP_COUNT; step++) {
      signal?.throwIfAborted();
      await trainer.step(feeds, LEARNING_RATE);
    }
  } finally {
    await trainer.close();
  }
  return normalizeRows(
    texts.map((value, i) => value + shifts.data[i]),
    dims,
  );
}

/** The mean probability that the text gives each concept's examples; 0 where it has none. */
function textKnowledge({ frames, texts, dims, concepts }: AdapterExamples, logitScale: number): Float32Array {
  const conceptCount = rowCount(texts, dims);
  const probabilities = softmaxRows(multiplyLogits(frames, texts, dims, logitScale), conceptCount);
  const sums = new Float32Array(conceptCount);
  const counts = new Float32Array(conceptCount);
  for (const [row, concept] of concepts.entries()) {
    sums[concept] += probabilities[row * conceptCount + concept];
    counts[concept]++;
  }
  return sums.map((sum, concept) => sum / Math.max(1, counts[concept]));
}
