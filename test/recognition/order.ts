import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openAdapter, trainAdapter } from '../../inference/src/index.ts';
import { heldOutClips, measureClips, mirrorExamples } from '../../inference/src/training/workbench/measure.ts';
import type { ClipAnswers, TowersMeasurement } from '../../inference/src/training/workbench/measure.ts';
import { accuracyOf, gainOf } from './answers.ts';
import { verdictOf } from './section.ts';
import type { Row, Section } from './section.ts';
import type { MeasureOptions } from './source.ts';

const FOLDER = path.join(import.meta.dirname, '../../inference/models/workbench');
/** Of the clips that the encoder's card was measured on. */
const CLIP_SEED = 2026;
const KINDS = ['temporal', 'linear'] as const;
const COLUMNS = ['right way round', '− frozen', 'top-1 of 100', 'top-1 − frozen'];

export interface OrderSection extends Section {
  /** The bundled towers on these clips. */
  readonly frozen: TowersMeasurement;
}

/** Actions that look the same played backwards: which way round they go. */
export async function measureOrder(options: MeasureOptions): Promise<OrderSection> {
  const [image, text] = [
    await readFile(path.join(FOLDER, 'image.onnx')),
    await readFile(path.join(FOLDER, 'text.onnx')),
  ];
  const { logitScale } = JSON.parse(await readFile(path.join(FOLDER, 'encoder.json'), 'utf8')) as {
    logitScale: number;
  };
  const { clipsPerPair, orderClips } = options.sizes;
  const clips = heldOutClips(CLIP_SEED, clipsPerPair);
  const groups = clips.pairs.map(({ actionIndex, objectIndex }) => `${actionIndex} ${objectIndex}`);
  const frozen = await measureClips(image, text, clips);
  const rows: Row[] = [rowOf('frozen', frozen.clips, frozen.clips, groups, options)];
  for (const count of orderClips) {
    const examples = await mirrorExamples(image, text, options.seed, count);
    for (const kind of KINDS) {
      const { model } = await trainAdapter(examples, { kind, logitScale, seed: options.seed });
      const adapter = await openAdapter(model);
      const adapted = await measureClips(image, text, clips, adapter).finally(() => adapter.close());
      rows.push(rowOf(`${kind}, ${count} clips of each action`, adapted.clips, frozen.clips, groups, options));
    }
  }
  return {
    title: 'Order-sensitive pairs',
    notes: [
      `Pick up and put down, open and close, tighten and loosen, on ${groups.length} clips of ${new Set(groups).size} pairs of action and object that neither encoder nor adapter has learned from. Right way round: the true action scores above its mirror (50 % is chance); top-1 of 100 texts counts mirrored actions as the same, and tells the cost elsewhere. Pairs are drawn anew as a whole.`,
      'A linear adapter sees one frame at a time, and is beside the temporal one to show that it is the neighbouring frames that tell.',
      'UCF101 is left out: one embedding of a video has no order.',
    ],
    tables: [{ title: 'Workbench world', columns: COLUMNS, rows }],
    pictures: [],
    frozen,
  };
}

function rowOf(
  name: string,
  answers: readonly ClipAnswers[],
  frozen: readonly ClipAnswers[],
  groups: readonly string[],
  options: MeasureOptions,
): Row {
  const orders = answers.map(({ order }) => order);
  const tops = answers.map(({ top1 }) => top1);
  const figures = {
    'right way round': accuracyOf(orders, groups, options),
    'top-1 of 100': accuracyOf(tops, groups, options),
  };
  if (answers === frozen) return { name, figures, verdicts: {} };
  const order = gainOf(
    frozen.map((clip) => clip.order),
    orders,
    groups,
    options,
  );
  const top1 = gainOf(
    frozen.map((clip) => clip.top1),
    tops,
    groups,
    options,
  );
  return {
    name,
    figures: { ...figures, '− frozen': order, 'top-1 − frozen': top1 },
    verdicts: { order: verdictOf(order), 'top-1': verdictOf(top1) },
  };
}
