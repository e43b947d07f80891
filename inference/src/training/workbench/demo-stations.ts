import { createCanvas } from '@napi-rs/canvas';
import { mixSeeds, randomBetween, seededRandom } from '../random.ts';
import { exposeFrame, renderFrame } from './render.ts';
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
}

const step = (action: string, seconds: number) => ({ action, seconds });

export const STATIONS: readonly Station[] = [
  {
    name: 'packing',
    seed: 11,
    object: 'box',
    colour: 'yellow',
    cycle: [step('pick up', 2.5), step('wipe', 4), step('tape', 4), step('scan', 3), step('idle', 2.5)],
    cycleCount: 3,
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
  },
  {
    name: 'filling',
    seed: 37,
    object: 'jar',
    colour: 'red',
    cycle: [step('open', 3), step('pour', 5), step('tape', 3.5), step('wipe', 3), step('inspect', 3)],
    cycleCount: 2,
  },
];

export const DEMO_VIEW = { width: 640, height: 360 };
export const DEMO_FPS = 15;

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
const sceneOf = (station: Station): Scene => ({ ...randomScene(seededRandom(station.seed)), noise: 0, shake: 0 });

function shots(station: Station): Shot[] {
  const random = seededRandom(mixSeeds(station.seed, 1));
  const list: Shot[] = [];
  let startFrame = 0;
  for (let cycle = 0; cycle < station.cycleCount; cycle++) {
    for (const { action, seconds } of station.cycle) {
      const endFrame = startFrame + Math.round(seconds * randomBetween(random, 0.85, 1.15) * DEMO_FPS);
      const toMs = (frame: number) => Math.round((frame * 1000) / DEMO_FPS);
      list.push({ startMs: toMs(startFrame), endMs: toMs(endFrame), action, motion: randomMotion(random) });
      startFrame = endFrame;
    }
  }
  return list;
}

export function trueSegments(station: Station): TrueSegment[] {
  return shots(station).map(({ startMs, endMs, action }) => ({ startMs, endMs, conceptId: action.replace(' ', '-') }));
}

/** The frames of the station's video as RGB, `DEMO_VIEW` in size, `DEMO_FPS` per second. */
export function* stationFrames(station: Station): Generator<Uint8Array, void, undefined> {
  const canvas = createCanvas(DEMO_VIEW.width, DEMO_VIEW.height);
  const context = canvas.getContext('2d');
  const scene = sceneOf(station);
  const rgb = new Uint8Array(DEMO_VIEW.width * DEMO_VIEW.height * 3);
  const objectIndex = OBJECTS.indexOf(station.object);
  const colourIndex = COLOURS.findIndex(({ name }) => name === station.colour);
  for (const { startMs, endMs, action, motion } of shots(station)) {
    const actionIndex = ACTIONS.findIndex(({ id }) => id === action);
    const subject = { scene, motion, scenario: { actionIndex, objectIndex, colourIndex } };
    const frameCount = Math.round(((endMs - startMs) * DEMO_FPS) / 1000);
    for (let frame = 0; frame < frameCount; frame++) {
      renderFrame(context, DEMO_VIEW, subject, (frame + 0.5) / frameCount);
      exposeFrame(canvas.data(), rgb, scene, frame);
      yield rgb;
    }
  }
}
