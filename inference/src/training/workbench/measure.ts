import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { AdapterExamples } from '../../adaptation/examples.ts';
import { fitTemperature } from '../../domain/index.ts';
import type { Adapter } from '../../ports.ts';
import { mixSeeds, randomIndex, seededRandom } from '../random.ts';
import { pairs, PIXEL_DEVIATION, PIXEL_MEAN, renderClip } from './batches.ts';
import { padTokens, tokenize } from './tokenizer.ts';
import { TOWERS } from './towers.ts';
import { ACTION_GROUPS, ACTIONS, COLOURS, HELD_OUT_PHRASINGS, phrase, PHRASINGS } from './world.ts';

const FRAMES_PER_CLIP = 8;
const TEXT_COUNT = 100;
const BATCH_SIZE = 64;

/** Shares, 0 … 1, on clips of pairs that training never saw; frames of a clip averaged. */
export interface Measurement {
  readonly clipCount: number;
  /** Against 100 texts: all held-out pairs and as many others as it takes; mirrored actions count as the same. */
  readonly top1: number;
  readonly top5: number;
  /** Against the texts of all pairs. */
  readonly top1OfAll: number;
  /** The best text names the right object; the right action, mirrored ones merged. */
  readonly object: number;
  readonly action: number;
  /** Top-1 of 100 with one trained phrasing (mean over them), and with one held-out phrasing. */
  readonly top1TrainedPhrasing: number;
  readonly top1HeldOutPhrasing: number;
  /** The true action scores above its mirror: 0.5 is chance. */
  readonly order: number;
}

interface Pair {
  readonly actionIndex: number;
  readonly objectIndex: number;
}

export interface Clips {
  readonly pairs: readonly Pair[];
  /** Frames of all clips, `FRAMES_PER_CLIP` each. */
  readonly frames: readonly Uint8Array[];
}

export function heldOutClips(seed: number, clipsPerPair: number): Clips {
  return clipsOf(pairs(true), seed, clipsPerPair);
}

function clipsOf(shown: readonly Pair[], seed: number, clipsPerPair: number): Clips {
  const labels = shown.flatMap((pair) => Array.from({ length: clipsPerPair }, () => pair));
  const frames = labels.flatMap((pair, index) => {
    const random = seededRandom(mixSeeds(seed, index));
    return renderClip(random, { ...pair, colourIndex: randomIndex(random, COLOURS.length) }, FRAMES_PER_CLIP);
  });
  return { pairs: labels, frames };
}

function toPixels(images: readonly Uint8Array[]): Float32Array {
  const plane = TOWERS.imageSize ** 2;
  const pixels = new Float32Array(images.length * plane * 3);
  for (const [index, image] of images.entries()) {
    for (let i = 0; i < plane; i++) {
      for (let channel = 0; channel < 3; channel++) {
        pixels[(index * 3 + channel) * plane + i] = (image[i * 3 + channel] / 255 - PIXEL_MEAN) / PIXEL_DEVIATION;
      }
    }
  }
  return pixels;
}

async function embed<T>(
  model: Uint8Array,
  items: readonly T[],
  feed: (batch: readonly T[]) => Record<string, Tensor>,
): Promise<Float32Array[]> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const rows: Float32Array[] = [];
  for (let start = 0; start < items.length; start += BATCH_SIZE) {
    const output = Object.values(await session.run(feed(items.slice(start, start + BATCH_SIZE))))[0];
    const data = output.data as Float32Array;
    for (let row = 0; row < data.length; row += TOWERS.dims) rows.push(data.slice(row, row + TOWERS.dims));
  }
  await session.release();
  return rows;
}

const { imageSize, contextLength } = TOWERS;
const embedImages = (model: Uint8Array, images: readonly Uint8Array[]) =>
  embed(model, images, (batch) => ({
    pixel_values: new Tensor('float32', toPixels(batch), [batch.length, 3, imageSize, imageSize]),
  }));
const embedTexts = (model: Uint8Array, texts: readonly string[]) =>
  embed(model, texts, (batch) => ({
    input_ids: new Tensor('int64', padTokens(batch.map(tokenize)), [batch.length, contextLength]),
  }));

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
function mean(rows: readonly Float32Array[]): Float32Array {
  const total = new Float32Array(rows[0].length);
  for (const row of rows) for (let i = 0; i < total.length; i++) total[i] = total[i] + row[i] / rows.length;
  return total;
}
const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function adaptClips(frames: readonly Float32Array[], adapter: Pick<Adapter, 'apply'>): Promise<Float32Array[]> {
  const adapted: Float32Array[] = [];
  for (let start = 0; start < frames.length; start += FRAMES_PER_CLIP) {
    const rows = await adapter.apply(concatenate(frames.slice(start, start + FRAMES_PER_CLIP)));
    for (let at = 0; at < rows.length; at += TOWERS.dims) adapted.push(rows.subarray(at, at + TOWERS.dims));
  }
  return adapted;
}

function concatenate(rows: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(rows.length * TOWERS.dims);
  for (const [index, row] of rows.entries()) joined.set(row, index * TOWERS.dims);
  return joined;
}

/**
 * What an adapter may learn order from: clips of the actions that have a mirror, on pairs that are not held out, against the
 * texts of all pairs.
 *
 * @param clipsPerAction its objects in turn
 */
export async function mirrorExamples(
  imageModel: Uint8Array,
  textModel: Uint8Array,
  seed: number,
  clipsPerAction: number,
): Promise<AdapterExamples> {
  const candidates = candidatePairs();
  const shown = ACTIONS.flatMap(({ mirror }, actionIndex) => {
    const own = pairs(false).filter((pair) => pair.actionIndex === actionIndex);
    return mirror === undefined ? [] : Array.from({ length: clipsPerAction }, (_, index) => own[index % own.length]);
  });
  const clips = clipsOf(shown, seed, 1);
  const texts = await embedTexts(
    textModel,
    candidates.map((pair) => phrase(PHRASINGS[0], { ...pair, colourIndex: 0 })),
  );
  const indexOf = ({ actionIndex, objectIndex }: Pair) =>
    candidates.findIndex((pair) => pair.actionIndex === actionIndex && pair.objectIndex === objectIndex);
  return {
    dims: TOWERS.dims,
    texts: concatenate(texts),
    frames: concatenate(await embedImages(imageModel, clips.frames)),
    frameCounts: shown.map(() => FRAMES_PER_CLIP),
    concepts: shown.map(indexOf),
  };
}

const isSame = (a: Pair, b: Pair) =>
  a.objectIndex === b.objectIndex && ACTION_GROUPS[a.actionIndex] === ACTION_GROUPS[b.actionIndex];

/** All pairs, the held-out ones first, the rest in a fixed random order. */
function candidatePairs(): Pair[] {
  const random = seededRandom(100);
  const rest = pairs(false).map((pair) => ({ pair, key: random() }));
  return [...pairs(true), ...rest.toSorted((a, b) => a.key - b.key).map(({ pair }) => pair)];
}

/** Whether the best of the candidates (or one of the five best) is right for a clip, wholly and in part. */
interface Hit {
  readonly top1: boolean;
  readonly top5: boolean;
  readonly object: boolean;
  readonly action: boolean;
}

function hitsOf(
  clips: readonly Float32Array[],
  truths: readonly Pair[],
  texts: readonly Float32Array[],
  all: readonly Pair[],
): Hit[] {
  return clips.map((clip, index) => {
    const truth = truths[index];
    const scores = texts.map((text) => dot(clip, text));
    const order = [...scores.keys()].toSorted((a, b) => scores[b] - scores[a]);
    const best = all[order[0]];
    return {
      top1: isSame(best, truth),
      top5: order.slice(0, 5).some((candidate) => isSame(all[candidate], truth)),
      object: best.objectIndex === truth.objectIndex,
      action: ACTION_GROUPS[best.actionIndex] === ACTION_GROUPS[truth.actionIndex],
    };
  });
}

/** The shares of clips that are right. */
function sharesOf(hits: readonly Hit[]) {
  const share = (key: keyof Hit) => average(hits.map((hit) => Number(hit[key])));
  return { top1: share('top1'), top5: share('top5'), object: share('object'), action: share('action') };
}

/** Whether the true action of each clip scores above its mirror; `null` where it has none. */
function ordersOf(
  clips: readonly Float32Array[],
  truths: readonly Pair[],
  texts: readonly Float32Array[],
  all: readonly Pair[],
): (boolean | null)[] {
  const textOf = (actionId: string, objectIndex: number) =>
    texts[all.findIndex((pair) => ACTIONS[pair.actionIndex].id === actionId && pair.objectIndex === objectIndex)];
  return clips.map((clip, index) => {
    const { actionIndex, objectIndex } = truths[index];
    const { id, mirror } = ACTIONS[actionIndex];
    if (mirror === undefined) return null;
    return dot(clip, textOf(id, objectIndex)) > dot(clip, textOf(mirror, objectIndex));
  });
}

const CALIBRATION_CLIPS_PER_PAIR = 2;

/**
 * The logit scale at which single frames of trained pairs are neither over- nor underconfident against the texts of all
 * pairs.
 */
export async function fitLogitScale(imageModel: Uint8Array, textModel: Uint8Array, seed: number): Promise<number> {
  const all = candidatePairs();
  const clips = clipsOf(pairs(false), seed, CALIBRATION_CLIPS_PER_PAIR);
  const frames = await embedImages(imageModel, clips.frames);
  const texts = await embedTexts(
    textModel,
    all.map((pair) => phrase(PHRASINGS[0], { ...pair, colourIndex: 0 })),
  );
  const truth = frames.map((_, frame) => {
    const { actionIndex, objectIndex } = clips.pairs[Math.floor(frame / FRAMES_PER_CLIP)];
    return all.findIndex((pair) => pair.actionIndex === actionIndex && pair.objectIndex === objectIndex);
  });
  const cosines = Float32Array.from(frames.flatMap((frame) => texts.map((text) => dot(frame, text))));
  return 1 / fitTemperature(cosines, all.length, truth);
}

/** What a pair of towers says of each clip. */
export interface ClipAnswers extends Pick<Hit, 'top1' | 'object' | 'action'> {
  /** Whether the true action scores above its mirror; `null` where it has none. */
  readonly order: boolean | null;
}

/** A measurement, and what it is made of. */
export interface TowersMeasurement extends Measurement {
  /** Of each clip, against 100 texts as `top1` is. */
  readonly clips: readonly ClipAnswers[];
}

/**
 * Measures a pair of exported towers on held-out pairs.
 *
 * @param adapter applied to the frames of each clip; default: none
 */
export async function measureTowers(
  imageModel: Uint8Array,
  textModel: Uint8Array,
  clips: Clips,
  adapter?: Pick<Adapter, 'apply'>,
): Promise<Measurement> {
  const { clips: _, ...measurement } = await measureClips(imageModel, textModel, clips, adapter);
  return measurement;
}

/** As {@link measureTowers}, with what is said of each clip. */
export async function measureClips(
  imageModel: Uint8Array,
  textModel: Uint8Array,
  clips: Clips,
  adapter?: Pick<Adapter, 'apply'>,
): Promise<TowersMeasurement> {
  const candidates = candidatePairs();
  const frozenRows = await embedImages(imageModel, clips.frames);
  const frameRows = adapter ? await adaptClips(frozenRows, adapter) : frozenRows;
  const clipRows = clips.pairs.map((_, clip) =>
    mean(frameRows.slice(clip * FRAMES_PER_CLIP, (clip + 1) * FRAMES_PER_CLIP)),
  );
  const textsFor = (phrasing: (typeof PHRASINGS)[number]) =>
    embedTexts(
      textModel,
      candidates.map((pair) => phrase(phrasing, { ...pair, colourIndex: 0 })),
    );
  const perPhrasing = await Promise.all(PHRASINGS.map(textsFor));
  const ensemble = candidates.map((_, index) => mean(perPhrasing.map((rows) => rows[index])));
  const hits = (texts: readonly Float32Array[], count: number) =>
    hitsOf(clipRows, clips.pairs, texts.slice(0, count), candidates);
  const top = (texts: readonly Float32Array[], count: number) => sharesOf(hits(texts, count));
  const heldOutPhrasings = await Promise.all(HELD_OUT_PHRASINGS.map(textsFor));
  const ofClips = hits(ensemble, TEXT_COUNT);
  const { top1, top5, object, action } = sharesOf(ofClips);
  const orders = ordersOf(clipRows, clips.pairs, ensemble, candidates);
  return {
    clips: ofClips.map((hit, clip) => ({
      top1: hit.top1,
      object: hit.object,
      action: hit.action,
      order: orders[clip],
    })),
    clipCount: clipRows.length,
    top1,
    top5,
    top1OfAll: top(ensemble, candidates.length).top1,
    object,
    action,
    top1TrainedPhrasing: average(perPhrasing.map((texts) => top(texts, TEXT_COUNT).top1)),
    top1HeldOutPhrasing: average(heldOutPhrasings.map((texts) => top(texts, TEXT_COUNT).top1)),
    order: average(orders.flatMap((isRight) => (isRight === null ? [] : [Number(isRight)]))),
  };
}
