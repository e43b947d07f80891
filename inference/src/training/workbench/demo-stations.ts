import { createCanvas } from '@napi-rs/canvas';
import { mixSeeds, randomBetween, seededRandom } from '../random.ts';
import { exposeFrame, renderFrame } from './render.ts';
import type { View } from './render.ts';
import { randomMotion, randomScene } from './scene.ts';
import type { Motion, Scene } from './scene.ts';
import { ACTIONS, COLOURS, OBJECTS } from './world.ts';
import type { ObjectName } from './world.ts';

/** One station of the demo: its camera and light come from the seed, its cycle is repeated. */
export interface Station {
  readonly name: string;
  readonly seed: number;
  readonly object: ObjectName;
  readonly colour: string;
  /** Actions of one work cycle, and about how long each takes. */
  readonly cycle: readonly { readonly action: string; readonly seconds: number }[];
  readonly cycleCount: number;
  readonly view: View;
  readonly fps: number;
  /** Of several recordings at one station each moves anew; default 0. */
  readonly recording?: number;
  /** How near the camera is; default: what the seed says, 0.92 … 1.14. */
  readonly zoom?: number;
}

const step = (action: string, seconds: number) => ({ action, seconds });

const NEAR = { view: { width: 640, height: 360 }, fps: 15 };

export const STATIONS: readonly Station[] = [
  {
    name: 'packing',
    seed: 11,
    object: 'box',
    colour: 'yellow',
    cycle: [step('pick up', 2.5), step('wipe', 4), step('tape', 4), step('scan', 3), step('idle', 2.5)],
    cycleCount: 3,
    ...NEAR,
  },
  {
    name: 'assembly',
    seed: 23,
    object: 'motor',
    colour: 'green',
    cycle: [
      step('pick up', 2.5),
      step('tighten', 4),
      step('hammer', 3),
      step('solder', 3.5),
      step('inspect', 3),
      step('idle', 2.5),
    ],
    cycleCount: 2,
    ...NEAR,
  },
  {
    name: 'filling',
    seed: 37,
    object: 'jar',
    colour: 'red',
    cycle: [step('open', 3), step('pour', 5), step('tape', 3.5), step('wipe', 3), step('inspect', 3)],
    cycleCount: 2,
    ...NEAR,
  },
];

/**
 * Recordings at one more station, whose camera hangs farther away than any that the encoder was trained with: it is often
 * wrong there, and learns from few reviews.
 */
export const FAR_STATIONS: readonly Station[] = COLOURS.map(({ name: colour }, index) => ({
  name: `gears-${index + 1}`,
  seed: 700,
  object: 'gear',
  colour,
  cycle: [
    step('pick up', 3),
    step('wipe', 3.5),
    step('inspect', 3),
    step('open', 3),
    step('pour', 3.5),
    step('tighten', 3.5),
    step('hammer', 3),
    step('solder', 3.5),
    step('tape', 3.5),
    step('scan', 3),
    step('idle', 3),
  ],
  cycleCount: 1,
  view: { width: 320, height: 180 },
  fps: 10,
  recording: index + 1,
  zoom: 0.735,
}));

/** A part of a demo video in which one action goes on. */
export interface TrueSegment {
  /** `[startMs, endMs)` */
  readonly startMs: number;
  readonly endMs: number;
  /** As in the demo's vocabulary. */
  readonly conceptId: string;
}

interface Shot {
  readonly startMs: number;
  readonly endMs: number;
  readonly action: string;
  readonly motion: Motion;
}

/** The station's camera and light: noise would only make the file larger. */
function sceneOf({ seed, zoom }: Station): Scene {
  const scene = randomScene(seededRandom(seed));
  return { ...scene, camera: { ...scene.camera, zoom: zoom ?? scene.camera.zoom }, noise: 0, shake: 0 };
}

function shots(station: Station): Shot[] {
  const random = seededRandom(mixSeeds(station.seed, 1 + (station.recording ?? 0)));
  const list: Shot[] = [];
  let startFrame = 0;
  for (let cycle = 0; cycle < station.cycleCount; cycle++) {
    for (const { action, seconds } of station.cycle) {
      const endFrame = startFrame + Math.round(seconds * randomBetween(random, 0.85, 1.15) * station.fps);
      const toMs = (frame: number) => Math.round((frame * 1000) / station.fps);
      list.push({ startMs: toMs(startFrame), endMs: toMs(endFrame), action, motion: randomMotion(random) });
      startFrame = endFrame;
    }
  }
  return list;
}

export function trueSegments(station: Station): TrueSegment[] {
  return shots(station).map(({ startMs, endMs, action }) => ({ startMs, endMs, conceptId: action.replace(' ', '-') }));
}

/** The frames of the station's video as RGB, as large as its view. */
export function* stationFrames(station: Station): Generator<Uint8Array, void, undefined> {
  const { view, fps } = station;
  const canvas = createCanvas(view.width, view.height);
  const context = canvas.getContext('2d');
  const scene = sceneOf(station);
  const rgb = new Uint8Array(view.width * view.height * 3);
  const objectIndex = OBJECTS.indexOf(station.object);
  const colourIndex = COLOURS.findIndex(({ name }) => name === station.colour);
  for (const { startMs, endMs, action, motion } of shots(station)) {
    const actionIndex = ACTIONS.findIndex(({ id }) => id === action);
    const subject = { scene, motion, scenario: { actionIndex, objectIndex, colourIndex } };
    const frameCount = Math.round(((endMs - startMs) * fps) / 1000);
    for (let frame = 0; frame < frameCount; frame++) {
      renderFrame(context, view, subject, (frame + 0.5) / frameCount);
      exposeFrame(canvas.data(), rgb, scene, frame);
      yield rgb;
    }
  }
}
