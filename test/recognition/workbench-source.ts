import { fewShotRows, meanRow, NEGATIVE_TEXTS, takeRows } from '../../inference/src/domain/index.ts';
import type { Concept } from '../../inference/src/domain/index.ts';
import { embedConcepts, embedPrompts, openEncoder, readVocabulary } from '../../inference/src/index.ts';
import type { EncoderPair, LabelledEmbeddings } from '../../inference/src/index.ts';
import { mixSeeds, randomBetween, randomIndex, seededRandom } from '../../inference/src/training/random.ts';
import { renderClip } from '../../inference/src/training/workbench/batches.ts';
import { randomScene } from '../../inference/src/training/workbench/scene.ts';
import { ACTIONS, COLOURS, OBJECTS } from '../../inference/src/training/workbench/world.ts';
import { DEMO_VOCABULARY } from '../factories/demo.ts';
import type { MeasureOptions, Source } from './source.ts';

const FRAMES_PER_SPAN = 6;
/** How near cameras are: as in training, and as far away as the demo's second library. */
const ZOOMS = { near: [0.92, 1.14], far: [0.69, 0.78] } as const;
type Distance = keyof typeof ZOOMS;

/** Pictures of spans, as drawn. */
export interface DrawnSpans {
  /** Frames of all spans, {@link FRAMES_PER_SPAN} each. */
  readonly pictures: readonly Uint8Array[];
  /** Of each frame. */
  readonly labels: readonly string[];
  readonly scenes: readonly string[];
}

/** A library of the small world that the bundled encoder knows, and the pictures that its spans were made of. */
export interface WorkbenchLibrary extends Source {
  readonly drawn: DrawnSpans;
}

/** Opens the encoder, draws scenes that it has not seen, and looks at them. Has to be closed. */
export async function openWorkbench({ seed, sizes }: MeasureOptions) {
  const encoder = await openEncoder('workbench');
  const { concepts } = await readVocabulary(DEMO_VOCABULARY);
  const words = await embedConcepts(concepts, encoder.text);
  const { dims, logitScale } = encoder.image.identity;
  const shared = {
    logitScale,
    texts: { dims, data: words.embeddings, labels: concepts.map(({ id }) => id) },
    negatives: await embedPrompts(knownNegatives(encoder), encoder.text),
  };
  const library = async (distance: Distance, firstScene: number): Promise<WorkbenchLibrary> => {
    const draw = (count: number, start: number) => drawScenes(concepts, distance, seed, start, count);
    const drawn = draw(sizes.seenScenes, firstScene);
    const taught = await embedSpans(draw(sizes.taughtScenes, firstScene + sizes.seenScenes), encoder);
    return {
      ...shared,
      name: `workbench world, ${distance} camera`,
      slug: `workbench-${distance}`,
      drawn,
      seen: await embedSpans(drawn, encoder),
      groups: drawn.scenes,
      shotsOf: (count) => Promise.resolve(takeShots(taught, count, seed)),
    };
  };
  const sceneCount = sizes.seenScenes + sizes.taughtScenes;
  return { encoder, near: await library('near', 0), far: await library('far', sceneCount) };
}

/** Texts that the encoder has a word of: the others say nothing to it. */
function knownNegatives({ text }: EncoderPair): string[][] {
  return NEGATIVE_TEXTS.en
    .filter((negative) => (text.unseenWords(negative)?.length ?? 0) < negative.split(' ').length)
    .map((negative) => [negative]);
}

/** Scenes in which each concept is done once, with one object. The same numbers give the same scenes. */
function drawScenes(
  concepts: readonly Concept[],
  distance: Distance,
  seed: number,
  firstScene: number,
  count: number,
): DrawnSpans {
  const [pictures, labels, scenes]: [Uint8Array[], string[], string[]] = [[], [], []];
  for (let number = firstScene; number < firstScene + count; number++) {
    const random = seededRandom(mixSeeds(seed, number));
    const seen = randomScene(random);
    const zoom = randomBetween(random, ZOOMS[distance][0], ZOOMS[distance][1]);
    const scene = { ...seen, camera: { ...seen.camera, zoom } };
    const subject = {
      objectIndex: randomIndex(random, OBJECTS.length),
      colourIndex: randomIndex(random, COLOURS.length),
    };
    for (const { id } of concepts) {
      const actionIndex = ACTIONS.findIndex((action) => action.id === id.replace('-', ' '));
      const clip = renderClip(random, { actionIndex, ...subject }, FRAMES_PER_SPAN, scene);
      pictures.push(...clip);
      labels.push(...clip.map(() => id));
      scenes.push(...clip.map(() => `scene ${number}`));
    }
  }
  return { pictures, labels, scenes };
}

/** Frames as the encoder sees them. */
export async function embedSpans(
  { pictures, labels, scenes }: DrawnSpans,
  { image }: Pick<EncoderPair, 'image'>,
): Promise<LabelledEmbeddings> {
  const { dims } = image.identity;
  const data = new Float32Array(pictures.length * dims);
  for (let start = 0; start < pictures.length; start += image.batchSize)
    data.set(await image.encode(pictures.slice(start, start + image.batchSize)), start * dims);
  return { dims, data, labels, videos: scenes };
}

/** Spans of each concept, by the mean of their frames; those of fewer are among those of more. */
function takeShots({ data, dims, labels, videos }: LabelledEmbeddings, count: number, seed: number) {
  const starts = [...labels.keys()].filter((row) => row % FRAMES_PER_SPAN === 0);
  const names = [...new Set(labels)];
  const truth = starts.map((start) => names.indexOf(labels[start]));
  const [chosen] = fewShotRows(
    truth,
    starts.map((start) => videos![start]!),
    [count],
    seed,
  );
  const means = chosen.map((span) => {
    const frames = [...Array(FRAMES_PER_SPAN).keys()].map((frame) => starts[span] + frame);
    return meanRow(takeRows(data, dims, frames), dims);
  });
  const rows = Float32Array.from(means.flatMap((mean) => [...mean]));
  return { dims, data: rows, labels: chosen.map((span) => names[truth[span]]) };
}
