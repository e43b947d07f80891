import { createCanvas } from '@napi-rs/canvas';
import { mixSeeds, randomIndex, randomItem, seededRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { exposeFrame, renderFrame } from './render.ts';
import { randomMotion, randomScene } from './scene.ts';
import type { Motion, Scene } from './scene.ts';
import { stemOrder, TOWERS } from './towers.ts';
import { ACTIONS, captionOf, COLOURS, isHeldOut, OBJECTS } from './world.ts';
import type { Caption, Scenario } from './world.ts';

const { imageSize } = TOWERS;
const IMAGE_BYTES = imageSize * imageSize * 3;
/** Some pictures are drawn larger and scaled down, as a decoded video frame is. */
const SUPERSAMPLED_SHARE = 0.35;
const SUPERSAMPLING = 2;

/** Brings bytes to about zero mean and unit deviation; the encoder's card repeats these. */
export const PIXEL_MEAN = 0.47;
export const PIXEL_DEVIATION = 0.25;

const canvas = createCanvas(imageSize, imageSize);
const largeCanvas = createCanvas(imageSize * SUPERSAMPLING, imageSize * SUPERSAMPLING);

/** One moment of a scenario as RGB at the encoder's input size. */
function renderImage(
  random: Random,
  subject: { scene: Scene; motion: Motion; scenario: Scenario },
  time: number,
): Uint8Array {
  const context = canvas.getContext('2d');
  if (random() < SUPERSAMPLED_SHARE) {
    renderFrame(largeCanvas.getContext('2d'), largeCanvas, subject, time);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.imageSmoothingQuality = 'high';
    context.drawImage(largeCanvas, 0, 0, imageSize, imageSize);
  } else {
    renderFrame(context, canvas, subject, time);
  }
  const rgb = new Uint8Array(IMAGE_BYTES);
  exposeFrame(canvas.data(), rgb, subject.scene, Math.floor(time * 1e6));
  return rgb;
}

/** Every pair that is held out of training, or every other one. */
export function pairs(heldOut: boolean): { actionIndex: number; objectIndex: number }[] {
  return [...ACTIONS.keys()].flatMap((actionIndex) =>
    [...OBJECTS.keys()]
      .filter((objectIndex) => isHeldOut(actionIndex, objectIndex) === heldOut)
      .map((objectIndex) => ({ actionIndex, objectIndex })),
  );
}

/** Frames of one clip, spread evenly over the action. @param scene default: drawn at random */
export function renderClip(
  random: Random,
  scenario: Scenario,
  frameCount: number,
  scene = randomScene(random),
): Uint8Array[] {
  const subject = { scene, motion: randomMotion(random), scenario };
  return Array.from({ length: frameCount }, (_, frame) =>
    renderImage(random, subject, (frame + 0.5 + 0.5 * (random() - 0.5)) / frameCount),
  );
}

export interface TrainingBatch {
  /** Pixels in stem order, normalised: `[size · CELL_COUNT, CELL_VALUES]`. */
  readonly cells: Float32Array<ArrayBuffer>;
  readonly scenarios: readonly Scenario[];
  /** One true caption per image. */
  readonly captions: readonly Caption[];
}

const order = stemOrder();

function writeCells(rgb: Uint8Array, cells: Float32Array, offset: number) {
  const scale = 1 / (255 * PIXEL_DEVIATION);
  const shift = PIXEL_MEAN / PIXEL_DEVIATION;
  for (let place = 0, to = offset; place < order.length; place++) {
    const from = order[place] * 3;
    cells[to++] = rgb[from] * scale - shift;
    cells[to++] = rgb[from + 1] * scale - shift;
    cells[to++] = rgb[from + 2] * scale - shift;
  }
}

const trainingPairs = pairs(false);

/** The batch of that number; depends on nothing else but the seed. */
export function trainingBatch(seed: number, batchIndex: number, size: number): TrainingBatch {
  const random = seededRandom(mixSeeds(seed, batchIndex));
  const cells = new Float32Array(size * IMAGE_BYTES);
  const scenarios: Scenario[] = [];
  for (let index = 0; index < size; index++) {
    const scenario = { ...randomItem(random, trainingPairs), colourIndex: randomIndex(random, COLOURS.length) };
    const subject = { scene: randomScene(random), motion: randomMotion(random), scenario };
    writeCells(renderImage(random, subject, random()), cells, index * IMAGE_BYTES);
    scenarios.push(scenario);
  }
  return { cells, scenarios, captions: scenarios.map((scenario) => captionOf(random, scenario)) };
}
