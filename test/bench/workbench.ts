import { Tensor } from 'onnxruntime-node';
import { createRedundancyFilter, frameAccuracy, overlapCounts, overlapF1 } from '../../inference/src/domain/index.ts';
import type { DecodeOptions, OverlapCounts } from '../../inference/src/domain/index.ts';
import {
  createFrameSource,
  embedConcepts,
  embedVideo,
  findSegments,
  openEncoder,
  openScorer,
  readVocabulary,
} from '../../inference/src/index.ts';
import type { VideoEmbeddings } from '../../inference/src/index.ts';
import { ParameterStore } from '../../inference/src/training/parameters.ts';
import { seededRandom } from '../../inference/src/training/random.ts';
import { Trainer } from '../../inference/src/training/trainer.ts';
import { trainingBatch } from '../../inference/src/training/workbench/batches.ts';
import { buildObjective, objectiveFeeds } from '../../inference/src/training/workbench/objective.ts';
import { DEMO_STATIONS, DEMO_VOCABULARY, demoVideo } from '../factories/demo.ts';
import { demoLabels } from './demo-labels.ts';
import type { Figure } from './figure.ts';
import { bestRatePerSecond } from './rates.ts';

/** The command line's defaults. */
const DECODE: DecodeOptions = { minProbability: 0.35, minMargin: 0.05, minDurationMs: 500 };
const TRAINING_BATCH = 64;

/** The demo's videos against their true segments, and what the redundancy filter saves and costs on them. */
export async function benchDemo(): Promise<Figure[]> {
  const demo = await openDemo();
  const counts: OverlapCounts[] = [];
  const accuracies: number[] = [];
  const filtered: Filtered[] = [];
  for (const station of DEMO_STATIONS) {
    const { found, wanted } = await recognizeStation(demo, station);
    counts.push(overlapCounts(found, wanted, 0.5, [null]));
    accuracies.push(frameAccuracy(found, wanted));
    filtered.push(await filterStation(demo, station));
  }
  await Promise.all([demo.encoder.close(), demo.scorer.close()]);
  const skipped = sum(filtered.map(({ reusedCount }) => reusedCount)) / sum(filtered.map((each) => each.frameCount));
  return [
    { name: 'demo: F1@50', value: overlapF1(counts), unit: '%' },
    { name: 'demo: frame accuracy', value: 100 * mean(accuracies), unit: '%' },
    { name: 'redundancy filter (mean 1, block 6): frames skipped', value: 100 * skipped, unit: '%' },
    {
      name: 'redundancy filter: mean score error',
      value: 100 * mean(filtered.map(({ scoreError }) => scoreError)),
      unit: '% of cosine',
      target: 0.5,
      isCeiling: true,
    },
  ];
}

type Demo = Awaited<ReturnType<typeof openDemo>>;

async function openDemo() {
  const [encoder, scorer] = [await openEncoder('workbench'), await openScorer()];
  const { concepts } = await readVocabulary(DEMO_VOCABULARY);
  return {
    encoder,
    scorer,
    concepts,
    frameSource: createFrameSource(),
    words: await embedConcepts(concepts, encoder.text),
  };
}

async function recognizeStation({ encoder, scorer, concepts, frameSource, words }: Demo, station: string) {
  const seen = await embedVideo(demoVideo(station), frameSource, encoder.image);
  const { durationMs } = seen.video;
  const segments = await findSegments({ ...seen, durationMs }, words, scorer, { decode: DECODE });
  const labelled = segments.map(({ startMs, endMs, conceptIndex }) => {
    return { startMs, endMs, label: conceptIndex === null ? null : concepts[conceptIndex].id };
  });
  return demoLabels(station, labelled, durationMs);
}

interface Filtered {
  readonly frameCount: number;
  readonly reusedCount: number;
  /** Mean difference of the cosines to those without the filter. */
  readonly scoreError: number;
}

async function filterStation({ encoder, scorer, frameSource, words }: Demo, station: string): Promise<Filtered> {
  const { geometry, identity } = encoder.image;
  const scoresOf = ({ embeddings }: VideoEmbeddings) => scorer.logits(embeddings, words.embeddings, identity.dims, 1);
  const { isRedundant } = createRedundancyFilter(geometry);
  const reused = await embedVideo(demoVideo(station), frameSource, encoder.image, { fps: 'native', isRedundant });
  const full = await embedVideo(demoVideo(station), frameSource, encoder.image, { fps: 'native' });
  const [some, all] = [await scoresOf(reused), await scoresOf(full)];
  const scoreError = mean([...some].map((score, index) => Math.abs(score - all[index])));
  return { frameCount: reused.timesMs.length, reusedCount: reused.reusedCount, scoreError };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
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
