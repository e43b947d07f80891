import type { SKRSContext2D } from '@napi-rs/canvas';
import { mixSeeds, seededRandom } from '../random.ts';
import { drawAction } from './draw-actions.ts';
import { css } from './draw-objects.ts';
import type { Motion, Scene } from './scene.ts';
import { ACTIONS, COLOURS, OBJECTS } from './world.ts';
import type { Scenario } from './world.ts';

function drawBackground(context: SKRSContext2D, { wall, bench, horizon, hasPegboard, clutter }: Scene) {
  context.fillStyle = css(wall);
  context.fillRect(-2, -2, 5, 5);
  if (hasPegboard) {
    context.fillStyle = 'rgba(0,0,0,0.18)';
    for (let column = -8; column < 18; column++) {
      for (let row = 0; row < 5; row++) {
        context.fillRect((column + 0.5) / 9, ((row + 0.4) * horizon) / 5, 0.014, 0.014);
      }
    }
  }
  context.fillStyle = css(bench);
  context.fillRect(-2, horizon, 5, 3);
  context.fillStyle = css(bench, 0.7);
  context.fillRect(-2, horizon, 5, 0.024);
  for (const { x, y, width, height, colour } of clutter) {
    context.fillStyle = css(colour);
    context.fillRect(x, y, width, height);
  }
}

function drawLight(context: SKRSContext2D, { light }: Scene) {
  const gradient = context.createRadialGradient(light.x, light.y, 0, light.x, light.y, 1.15);
  gradient.addColorStop(0, 'rgba(255,250,230,0.18)');
  gradient.addColorStop(1, `rgba(0,0,20,${light.shade})`);
  context.fillStyle = gradient;
  context.fillRect(-2, -2, 5, 5);
}

export interface View {
  readonly width: number;
  readonly height: number;
}

/**
 * Draws one moment of a workstation. The action fills the square of the view's height in its middle; a wider view
 * shows more of the bench.
 *
 * @param time 0 … 1 through the clip
 */
export function renderFrame(
  context: SKRSContext2D,
  view: View,
  subject: { scene: Scene; motion: Motion; scenario: Scenario },
  time: number,
): void {
  const { scene, motion, scenario } = subject;
  const random = seededRandom(mixSeeds(scene.seed, Math.floor(time * 9973)));
  const jitter = () => (random() - 0.5) * scene.shake;
  const { rotation, zoom, x, y } = scene.camera;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.translate(view.width / 2, view.height / 2);
  context.scale(view.height, view.height);
  context.translate(x + jitter(), y + jitter());
  context.rotate(rotation);
  context.scale(zoom, zoom);
  context.translate(-0.5, -0.5);
  drawBackground(context, scene);
  const object = OBJECTS[scenario.objectIndex];
  const colour = COLOURS[scenario.colourIndex].rgb;
  drawAction(context, ACTIONS[scenario.actionIndex].id, { scene, motion, object, colour }, time);
  drawLight(context, scene);
}

/**
 * The sensor's part: gain and noise, RGBA to RGB.
 *
 * @param rgba 4 bytes a pixel
 * @param rgb receives 3 bytes a pixel
 */
export function exposeFrame(rgba: Uint8Array, rgb: Uint8Array, scene: Scene, frameSeed: number): void {
  const { noise, light } = scene;
  let state = (mixSeeds(scene.seed, frameSeed) | 1) >>> 0;
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const grain = ((state >>> 24) / 255 - 0.5) * noise;
    for (let channel = 0; channel < 3; channel++) {
      rgb[to++] = Math.min(255, Math.max(0, rgba[from + channel] * light.gain + grain));
    }
  }
}
