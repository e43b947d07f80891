import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  compareMethods,
  METHODS,
  openAdapter,
  openScorer,
  readNamedEmbeddings,
  trainAdapter,
} from '../../inference/src/index.ts';
import type { LabelledEmbeddings, MethodEvaluation, MethodName } from '../../inference/src/index.ts';
import { seededRandom } from '../../inference/src/training/random.ts';
import { heldOutClips, measureTowers, mirrorExamples } from '../../inference/src/training/workbench/measure.ts';
import type { Figure } from './figure.ts';

/** A folder of embeddings of UCF101: `videos_test_groups01-04`, `text_ucf62`, `shots1`, `shots4`, `shots16`, .npy and .json. */
const FEATURES = process.env.ACTIONARY_FEATURES;
const SHOT_COUNTS = [1, 4, 16];
/** Halves of the labels: the first is the alphabetical one, the others are drawn. */
const SPLIT_COUNT = 4;
const SEED = 1;
const CLIPS_PER_ACTION = 16;
const MAX_TRAIN_SECONDS = 2;

/** What adapters learn: the order of mirrored actions on the bundled encoder, and few-shot figures where there are files. */
export async function benchAdapters(note: (text: string) => void): Promise<Figure[]> {
  const figures = await benchOrder();
  if (FEATURES) return [...figures, ...(await benchFewShot(FEATURES))];
  note('ACTIONARY_FEATURES names no folder of embeddings: few-shot figures are not measured');
  return figures;
}

/** The temporal adapter, on action–object pairs and scenes that neither it nor the encoder was trained on. */
async function benchOrder(): Promise<Figure[]> {
  const folder = path.join(import.meta.dirname, '../../inference/models/workbench');
  const [image, text] = [
    await readFile(path.join(folder, 'image.onnx')),
    await readFile(path.join(folder, 'text.onnx')),
  ];
  const { logitScale } = JSON.parse(String(await readFile(path.join(folder, 'encoder.json')))) as {
    logitScale: number;
  };
  const examples = await mirrorExamples(image, text, SEED, CLIPS_PER_ACTION);
  const { model, seconds } = await trainAdapter(examples, { kind: 'temporal', logitScale, seed: SEED });
  const clips = heldOutClips(SEED, 10);
  const adapter = await openAdapter(model);
  const [frozen, adapted] = [await measureTowers(image, text, clips), await measureTowers(image, text, clips, adapter)];
  await adapter.close();
  const shares = (['top1', 'object', 'action'] as const).flatMap((share) => [
    { name: `order: ${share}, frozen`, value: 100 * frozen[share], unit: '%' },
    {
      name: `order: ${share}, temporal`,
      value: 100 * adapted[share],
      unit: '%',
      target: 100 * frozen[share] - 1,
      peer: { name: 'frozen', value: 100 * frozen[share], unit: '%' },
    },
  ]);
  return [
    { name: 'order: right way round, frozen', value: 100 * frozen.order, unit: '%' },
    { name: 'order: right way round, temporal, 16 clips an action', value: 100 * adapted.order, unit: '%', target: 90 },
    ...shares,
    { name: 'order: training', value: seconds, unit: 's' },
  ];
}

async function benchFewShot(folder: string): Promise<Figure[]> {
  const read = (name: string) => readLabelled(path.join(folder, `${name}.npy`));
  const [videos, texts] = [await read('videos_test_groups01-04'), await read('text_ucf62')];
  const scorer = await openScorer();
  const figures: Figure[] = [];
  for (const shotCount of SHOT_COUNTS) {
    const shots = await read(`shots${shotCount}`);
    const comparisons = [];
    for (let split = 0; split < SPLIT_COUNT; split++) {
      const base = split === 0 ? undefined : drawnHalf(texts.labels, split);
      const methods = (Object.keys(METHODS) as MethodName[]).filter((name) => name !== 'temporal');
      comparisons.push(await compareMethods({ videos, texts, shots, base, methods, scorer, seed: split }));
    }
    for (const name of Object.keys(comparisons[0]) as (keyof (typeof comparisons)[0])[])
      figures.push(
        ...fewShotFigures(
          `${shotCount} shots: ${name}`,
          comparisons.map((comparison) => comparison[name]!),
        ),
      );
  }
  await scorer.close();
  return figures;
}

function fewShotFigures(name: string, evaluations: readonly MethodEvaluation[]): Figure[] {
  const mean = (of: (evaluation: MethodEvaluation) => number) =>
    evaluations.reduce((sum, evaluation) => sum + of(evaluation), 0) / evaluations.length;
  const figures = (['hm', 'novel', 'all'] as const).map((key) => {
    return { name: `${name}, ${key}`, value: 100 * mean((evaluation) => evaluation[key]), unit: '%' };
  });
  if (evaluations[0].trainSeconds === undefined) return figures;
  const seconds = mean(({ trainSeconds }) => trainSeconds!);
  const time = { name: `${name}, training`, value: seconds, unit: 's', target: MAX_TRAIN_SECONDS, isCeiling: true };
  return [...figures, time];
}

async function readLabelled(file: string): Promise<LabelledEmbeddings> {
  const { dims, data, names } = await readNamedEmbeddings(file);
  return { dims, data, labels: names.map(({ label }) => label) };
}

function drawnHalf(labels: readonly string[], seed: number): string[] {
  const random = seededRandom(seed);
  const keyed = labels.map((label) => ({ label, key: random() })).toSorted((a, b) => a.key - b.key);
  return keyed.slice(0, Math.floor(labels.length / 2)).map(({ label }) => label);
}
