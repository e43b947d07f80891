import { randomBetween, randomItem } from '../random.ts';
import type { Random } from '../random.ts';
import type { Rgb } from './world.ts';

/** Everything about a workstation that is neither the action nor the object: bench, camera, light, worker. */
export interface Scene {
  readonly wall: Rgb;
  readonly bench: Rgb;
  readonly skin: Rgb;
  readonly sleeve: Rgb;
  /** Height of the bench's far edge, 0 top … 1 bottom of the square view. */
  readonly horizon: number;
  /** Foot of the object, and half its nominal width, in units of the view's height. */
  readonly objectX: number;
  readonly objectY: number;
  readonly objectSize: number;
  /** The side the active hand comes from: −1 left, 1 right. */
  readonly side: -1 | 1;
  readonly camera: { readonly rotation: number; readonly zoom: number; readonly x: number; readonly y: number };
  readonly shake: number;
  readonly light: { readonly gain: number; readonly x: number; readonly y: number; readonly shade: number };
  readonly clutter: readonly { x: number; y: number; width: number; height: number; colour: Rgb }[];
  readonly hasPegboard: boolean;
  readonly noise: number;
  readonly seed: number;
}

/** How one action is carried out. */
export interface Motion {
  /** Parts of the clip before and after the movement. */
  readonly start: number;
  readonly end: number;
  /** Strokes of a repeated movement, and where in the stroke it begins (radians). */
  readonly strokeCount: number;
  readonly phase: number;
  /** How high an object is lifted, in units of the view's height. */
  readonly lift: number;
}

const SKINS: readonly Rgb[] = [
  [234, 192, 162],
  [190, 142, 106],
  [122, 82, 60],
  [62, 92, 165],
  [236, 142, 44],
];

const randomRgb = (random: Random, low: number, high: number): Rgb => [
  randomBetween(random, low, high),
  randomBetween(random, low, high),
  randomBetween(random, low, high),
];

const tint = (random: Random, grey: number, spread: number): Rgb => [
  grey * randomBetween(random, 1 - spread, 1 + spread),
  grey * randomBetween(random, 1 - spread, 1 + spread),
  grey * randomBetween(random, 1 - spread, 1 + spread),
];

export function randomScene(random: Random): Scene {
  const clutterCount = 2 + Math.floor(random() * 4);
  return {
    wall: tint(random, randomBetween(random, 60, 205), 0.15),
    bench: tint(random, randomBetween(random, 50, 185), 0.22),
    skin: randomItem(random, SKINS),
    sleeve: randomRgb(random, 25, 215),
    horizon: randomBetween(random, 0.38, 0.54),
    objectX: randomBetween(random, 0.4, 0.6),
    objectY: randomBetween(random, 0.74, 0.84),
    objectSize: randomBetween(random, 0.175, 0.225),
    side: random() < 0.5 ? -1 : 1,
    camera: {
      rotation: randomBetween(random, -0.07, 0.07),
      zoom: randomBetween(random, 0.92, 1.14),
      x: randomBetween(random, -0.04, 0.04),
      y: randomBetween(random, -0.04, 0.04),
    },
    shake: randomBetween(random, 0, 0.008),
    light: {
      gain: randomBetween(random, 0.7, 1.25),
      x: random(),
      y: randomBetween(random, 0, 0.5),
      shade: randomBetween(random, 0, 0.4),
    },
    clutter: Array.from({ length: clutterCount }, () => ({
      x: random() < 0.5 ? randomBetween(random, -0.3, 0.12) : randomBetween(random, 0.85, 1.25),
      y: randomBetween(random, 0.45, 0.95),
      width: randomBetween(random, 0.03, 0.12),
      height: randomBetween(random, 0.03, 0.1),
      colour: randomRgb(random, 0, 230),
    })),
    hasPegboard: random() < 0.5,
    noise: randomBetween(random, 0, 14),
    seed: Math.floor(random() * 2 ** 31),
  };
}

export function randomMotion(random: Random): Motion {
  return {
    start: randomBetween(random, 0.02, 0.08),
    end: randomBetween(random, 0.92, 0.98),
    strokeCount: randomBetween(random, 1.5, 3),
    phase: randomBetween(random, 0, 2 * Math.PI),
    lift: randomBetween(random, 0.2, 0.28),
  };
}
