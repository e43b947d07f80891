import { Tensor } from 'onnxruntime-node';
import { createRedundancyFilter, frameAccuracy, overlapCounts, overlapF1 } from '../../inference/src/domain/index.ts';
import type { DecodeOptions } from '../../inference/src/domain/index.ts';
import {
  createFrameSource,
  embedConcepts,
  embedVideo,
  openEncoder,
  openScorer,
  readVocabulary,
  recognize,
} from '../../inference/src/index.ts';
import { ParameterStore } from '../../inference/src/training/parameters.ts';
import { seededRandom } from '../../inference/src/training/random.ts';
import { Trainer } from '../../inference/src/training/trainer.ts';
import { trainingBatch } from '../../inference/src/training/workbench/batches.ts';
import { buildObjective, objectiveFeeds } from '../../inference/src/training/workbench/objective.ts';
import { DEMO_STATIONS, DEMO_VOCABULARY, demoTruth, demoVideo, labelEveryTenth } from '../factories/demo.ts';
import type { Figure } from './figure.ts';
import { bestRatePerSecond } from './rates.ts';

/** The command line's defaults. */
const DECODE: DecodeOptions = { minProbability: 0.35, minMargin: 0.05, minDurationMs: 500 };
const TRAINING_BATCH = 64;

/** The demo's videos against their true segments, and what the redundancy filter saves and costs on them. */
export async function benchDemo(): Promise<Figure[]> {
  const [encoder, scorer] = [await openEncoder('workbench'), await openScorer()];
  const frameSource = createFrameSource();
  const { concepts } = await readVocabulary(DEMO_VOCABULARY);
  const words = await embedConcepts(concepts, encoder.text);
  const idOf = new Map(words.labels.map((label, index) => [label, concepts[index].id]));
  const counts = [];
  const accuracies: number[] = [];
  const differences: number[] = [];
  let [frameCount, reusedCount] = [0, 0];
  for (const station of DEMO_STATIONS) {
    const seen = await embedVideo(demoVideo(station), frameSource, encoder.image);
    const { segments, durationMs } = await recognize(seen, words, scorer, { decode: DECODE });
    const truth = await demoTruth(station);
    const wanted = labelEveryTenth(
      truth.map((segment) => ({ ...segment, label: segment.conceptId })),
      durationMs,
    );
    const found = labelEveryTenth(
      segments.map((segment) => ({ ...segment, label: idOf.get(segment.label ?? '') ?? null })),
      durationMs,
    );
    counts.push(overlapCounts(found, wanted, 0.5, [null]));
    accuracies.push(frameAccuracy(found, wanted));
    const { isRedundant } = createRedundancyFilter(encoder.image.geometry);
    const reused = await embedVideo(demoVideo(station), frameSource, encoder.image, { fps: 'native', isRedundant });
    const full = await embedVideo(demoVideo(station), frameSource, encoder.image, { fps: 'native' });
    frameCount += reused.timesMs.length;
    reusedCount += reused.reusedCount;
    const scores = async (embeddings: Float32Array) =>
      scorer.logits(embeddings, words.embeddings, seen.encoder.dims, 1);
    const [with_, without] = [await scores(reused.embeddings), await scores(full.embeddings)];
    differences.push(with_.reduce((sum, value, i) => sum + Math.abs(value - without[i]), 0) / without.length);
  }
  await Promise.all([encoder.close(), scorer.close()]);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [
    { name: 'demo: F1@50', value: overlapF1(counts), unit: '%' },
    { name: 'demo: frame accuracy', value: 100 * mean(accuracies), unit: '%' },
    { name: 'redundancy filter (mean 1, block 6): frames skipped', value: (100 * reusedCount) / frameCount, unit: '%' },
    {
      name: 'redundancy filter: mean score error',
      value: 100 * mean(differences),
      unit: '% of cosine',
      target: 0.5,
      isCeiling: true,
    },
  ];
}

/** Pictures per second through one training step of the workbench towers, forward, backward and update. */
export async function benchTraining(): Promise<Figure[]> {
  const { tape, loss } = buildObjective(new ParameterStore(seededRandom(1)), TRAINING_BATCH);
  const trainer = await Trainer.create(tape, loss);
  const feeds: Record<string, Tensor> = objectiveFeeds(trainingBatch(1, 0, TRAINING_BATCH), 1);
  const rate = await bestRatePerSecond(4, TRAINING_BATCH, () => trainer.step(feeds, 1e-4));
  const renderRate = await bestRatePerSecond(2, TRAINING_BATCH, async () => trainingBatch(1, 1, TRAINING_BATCH));
  await trainer.close();
  return [
    { name: 'training: images through a step, one thread', value: rate, unit: 'images/s' },
    { name: 'training: images rendered, one thread', value: renderRate, unit: 'images/s' },
  ];
}
