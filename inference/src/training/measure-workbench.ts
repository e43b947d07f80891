/**
 * Measures the trained `workbench` towers on action–object pairs held out of training and writes what belongs beside
 * them: `encoder.json` (how to run them) and `card.json` (what they are and what they reach). The second half of
 * `npm run train:workbench`.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeWhole } from '../adapters/write-whole.ts';
import { catalogueEntry } from '../models/catalogue.ts';
import { quantizeModel } from '../onnx/quantize.ts';
import { fitLogitScale, heldOutClips, measureTowers } from './workbench/measure.ts';
import type { Clips, Measurement } from './workbench/measure.ts';
import { ACTIONS, COLOURS, HELD_OUT_PHRASINGS, OBJECTS, PHRASINGS } from './workbench/world.ts';

const CLIP_SEED = 2026;
const CLIPS_PER_PAIR = 10;
const CALIBRATION_SEED = 31;

const folder = path.join(import.meta.dirname, '../../models/workbench');
const read = (name: string) => readFile(path.join(folder, name));

/** The same towers with 8-bit weights, measured on the same clips. */
async function measureQuantized(clips: Clips): Promise<Measurement> {
  const temporary = await mkdtemp(path.join(os.tmpdir(), 'actionary-'));
  try {
    const towers = await Promise.all(
      ['image.onnx', 'text.onnx'].map(async (name) => {
        const target = path.join(temporary, name);
        await quantizeModel(path.join(folder, name), target);
        return readFile(target);
      }),
    );
    return await measureTowers(towers[0], towers[1], clips);
  } finally {
    await rm(temporary, { recursive: true });
  }
}

const [image, text] = [await read('image.onnx'), await read('text.onnx')];
const clips = heldOutClips(CLIP_SEED, CLIPS_PER_PAIR);
const [fp32, int8] = [await measureTowers(image, text, clips), await measureQuantized(clips)];

const entry = catalogueEntry('workbench');
const files = await Promise.all(
  entry.files.map(async ({ name }) => ({
    name,
    sizeBytes: (await stat(path.join(folder, name))).size,
    sha256: createHash('sha256')
      .update(await read(name))
      .digest('hex'),
  })),
);
const logitScale = Math.round(10 * (await fitLogitScale(image, text, CALIBRATION_SEED))) / 10;
const card = {
  title: 'Workbench: a dual encoder for drawn workstation scenes',
  command: 'npm run train:workbench',
  training: JSON.parse(String(await read('training.json'))) as unknown,
  data: {
    origin: 'rendered while training, one picture per sample, never twice the same',
    actions: ACTIONS.map(({ id }) => id),
    objects: OBJECTS,
    colours: COLOURS.map(({ name }) => name),
    phrasingCount: PHRASINGS.length,
    heldOutPhrasingCount: HELD_OUT_PHRASINGS.length,
  },
  measured: {
    on: 'clips of action–object pairs never trained on, 8 frames each, averaged; top-1 of 100 texts; mirrored actions merged',
    clipSeed: CLIP_SEED,
    fp32,
    int8,
  },
  limits:
    'Knows its own drawings only. Says nothing useful about real footage, nor about words outside its vocabulary.',
};
await writeWhole(path.join(folder, 'encoder.json'), `${JSON.stringify({ ...entry, files, logitScale }, null, 2)}\n`);
await writeWhole(path.join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(card.measured, null, 2)}\nlogit scale ${logitScale}\n`);
