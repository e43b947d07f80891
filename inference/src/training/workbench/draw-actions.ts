import type { SKRSContext2D } from '@napi-rs/canvas';
import { css, drawObject, OBJECT_SHAPES } from './draw-objects.ts';
import type { Motion, Scene } from './scene.ts';
import type { ObjectName, Rgb } from './world.ts';

/** What an action needs to draw one moment of itself; lengths in units of the view's height, y down. */
interface Moment {
  readonly context: SKRSContext2D;
  readonly scene: Scene;
  readonly motion: Motion;
  readonly object: ObjectName;
  readonly colour: Rgb;
  /** 0 … 1 through the movement; already reversed for the mirrored actions. */
  readonly progress: number;
  /** Middle, foot and top of the object, half its width, and its size unit. */
  readonly x: number;
  readonly foot: number;
  readonly top: number;
  readonly halfWidth: number;
  readonly size: number;
}
type DrawAction = (moment: Moment) => void;

const smoothstep = (value: number) => {
  const bounded = Math.min(1, Math.max(0, value));
  return bounded * bounded * (3 - 2 * bounded);
};
/** A repeated stroke, 0 … 1. */
const stroke = ({ motion, progress }: Moment, speed = 1) =>
  0.5 - 0.5 * Math.cos(motion.phase + progress * motion.strokeCount * speed * 2 * Math.PI);

function line(context: SKRSContext2D, colour: string, width: number, points: readonly (readonly [number, number])[]) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.stroke();
}

function disc(context: SKRSContext2D, colour: string, x: number, y: number, radius: number) {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** A forearm from the lower corner of the view to a hand at `(x, y)`. */
function drawHand({ context, scene }: Moment, x: number, y: number, side: -1 | 1 = scene.side) {
  const [fromX, fromY] = [side < 0 ? -0.12 : 1.12, 1.02];
  const along = (share: number): [number, number] => [fromX + (x - fromX) * share, fromY + (y - fromY) * share];
  context.lineCap = 'round';
  line(context, css(scene.sleeve), 0.14, [[fromX, fromY], along(0.6)]);
  line(context, css(scene.skin, 0.92), 0.085, [along(0.58), [x, y]]);
  disc(context, css(scene.skin), x, y, 0.055);
  for (const finger of [-1, 0, 1]) {
    line(context, css(scene.skin, 0.84), 0.026, [
      [x, y],
      [x - side * 0.065, y + 0.02 + finger * 0.033],
    ]);
  }
  context.lineCap = 'butt';
}

function drawShadow({ context, scene, x, halfWidth, size }: Moment) {
  context.fillStyle = 'rgba(0,0,0,0.25)';
  context.beginPath();
  context.ellipse(x, scene.objectY, halfWidth * 1.1, size * 0.16, 0, 0, 2 * Math.PI);
  context.fill();
}

const drawStanding = ({ context, object, colour, x, foot, size }: Moment, lift = 0) =>
  drawObject(context, object, colour, { x, y: foot - lift, size });

const pickUp: DrawAction = (moment) => {
  const { scene, motion, progress, x, top, halfWidth } = moment;
  const approach = 1 - smoothstep(progress / 0.3);
  const lift = smoothstep((progress - 0.3) / 0.7) * motion.lift;
  drawStanding(moment, lift);
  drawHand(moment, x + scene.side * (halfWidth * 0.55 + approach * 0.33), top - lift + 0.02);
};

const open: DrawAction = (moment) => {
  const { context, scene, colour, progress, x, top, halfWidth, size } = moment;
  drawStanding(moment);
  const angle = -scene.side * (0.12 + smoothstep(progress) * 1.9);
  const hingeX = x - scene.side * halfWidth;
  context.save();
  context.translate(hingeX, top);
  context.rotate(angle);
  context.fillStyle = css(colour, 0.75);
  const start = scene.side > 0 ? 0 : -2 * halfWidth;
  context.fillRect(start, -size * 0.2, 2 * halfWidth, size * 0.2);
  context.strokeStyle = 'rgb(18,18,20)';
  context.lineWidth = size * 0.06;
  context.strokeRect(start, -size * 0.2, 2 * halfWidth, size * 0.2);
  context.restore();
  const reach = scene.side * 2 * halfWidth * 0.92;
  drawHand(moment, hingeX + reach * Math.cos(angle), top + reach * Math.sin(angle) - size * 0.12);
};

const tighten: DrawAction = (moment) => {
  const { context, scene, progress, x, top, size } = moment;
  const gap = (1 - progress) * 0.35 * size;
  const nutY = top - gap - size * 0.25;
  drawStanding(moment);
  context.fillStyle = 'rgb(150,156,164)';
  context.fillRect(x - size * 0.1, nutY, size * 0.2, gap + size * 0.3);
  const angle = scene.side * (1.5 - 1.3 * progress);
  const [endX, endY] = [x + Math.sin(angle) * 0.26, nutY - Math.cos(angle) * 0.2];
  line(context, 'rgb(72,78,88)', 0.042, [
    [x, nutY],
    [endX, endY],
  ]);
  disc(context, 'rgb(72,78,88)', x, nutY, 0.058);
  disc(context, 'rgb(202,206,212)', x, nutY, 0.034);
  drawHand(moment, endX, endY);
};

const hammer: DrawAction = (moment) => {
  const { context, scene, x, top } = moment;
  drawStanding(moment);
  const raised = stroke(moment);
  const angle = 0.1 + raised * 1.1;
  const [gripX, gripY] = [x + scene.side * 0.28, top - 0.03 - raised * 0.08];
  const [headX, headY] = [gripX - scene.side * Math.cos(angle) * 0.26, gripY - Math.sin(angle) * 0.26];
  line(context, 'rgb(146,94,46)', 0.038, [
    [gripX, gripY],
    [headX, headY],
  ]);
  context.save();
  context.translate(headX, headY);
  context.rotate(scene.side * angle);
  context.fillStyle = 'rgb(46,48,54)';
  context.fillRect(-0.045, -0.085, 0.09, 0.17);
  context.restore();
  drawHand(moment, gripX, gripY);
};

const scan: DrawAction = (moment) => {
  const { context, scene, x, foot, top, halfWidth } = moment;
  drawStanding(moment);
  const sweep = stroke(moment, 0.5);
  const beamY = top + (foot - top) * (0.2 + 0.6 * sweep);
  const [noseX, noseY] = [x + scene.side * 0.27, top - 0.1 + sweep * 0.05];
  context.fillStyle = 'rgba(255,30,30,0.22)';
  context.beginPath();
  context.moveTo(noseX - scene.side * 0.06, noseY);
  context.lineTo(x - halfWidth * 0.75, beamY);
  context.lineTo(x + halfWidth * 0.75, beamY + 0.02);
  context.fill();
  context.fillStyle = 'rgb(255,34,34)';
  context.fillRect(x - halfWidth * 0.8, beamY, halfWidth * 1.6, 0.016);
  context.fillStyle = 'rgb(30,32,38)';
  context.fillRect(noseX - 0.09, noseY - 0.05, 0.18, 0.08);
  context.fillRect(noseX - 0.02, noseY + 0.02, 0.06, 0.1);
  drawHand(moment, noseX + 0.01, noseY + 0.085);
};

const wipe: DrawAction = (moment) => {
  const { context, scene, motion, progress, x, top, halfWidth } = moment;
  drawStanding(moment);
  const sway = Math.sin(motion.phase + progress * motion.strokeCount * 5);
  const [clothX, clothY] = [x + sway * halfWidth * 0.8, top + 0.015];
  context.save();
  context.translate(clothX, clothY);
  context.rotate(sway * 0.35);
  context.fillStyle = 'rgb(246,246,242)';
  context.beginPath();
  context.roundRect(-0.09, -0.06, 0.18, 0.11, 0.03);
  context.fill();
  context.fillStyle = 'rgb(96,168,222)';
  for (const y of [-0.04, 0.01]) context.fillRect(-0.09, y, 0.18, 0.022);
  context.restore();
  drawHand(moment, clothX + scene.side * 0.05, clothY - 0.06);
};

const pour: DrawAction = (moment) => {
  const { context, scene, x, foot, top } = moment;
  drawStanding(moment);
  const tilt = 0.9 + 0.4 * stroke(moment, 0.6);
  const [lipX, lipY] = [x + scene.side * 0.06, top - 0.17];
  context.fillStyle = 'rgba(70,190,235,0.85)';
  context.fillRect(lipX - scene.side * 0.02 - 0.018, lipY, 0.036, top - lipY + 0.04);
  context.beginPath();
  context.ellipse(x, foot, 0.15, 0.035, 0, 0, 2 * Math.PI);
  context.fill();
  context.save();
  context.translate(lipX, lipY);
  context.rotate(-scene.side * tilt);
  context.fillStyle = 'rgba(226,240,246,0.95)';
  const start = scene.side > 0 ? 0 : -0.15;
  context.fillRect(start, -0.02, 0.15, 0.2);
  context.fillStyle = 'rgba(70,190,235,0.9)';
  context.fillRect(start, 0.0, 0.15, 0.09);
  context.strokeStyle = 'rgb(60,80,96)';
  context.lineWidth = 0.012;
  context.strokeRect(start, -0.02, 0.15, 0.2);
  context.restore();
  drawHand(moment, lipX + scene.side * 0.17, lipY + 0.02);
};

const tape: DrawAction = (moment) => {
  const { context, scene, progress, x, foot, top, halfWidth } = moment;
  drawStanding(moment);
  const startX = x - scene.side * halfWidth;
  const endX = startX + scene.side * 2 * halfWidth * (0.15 + 0.85 * progress);
  const y = top + (foot - top) * 0.42;
  line(context, 'rgb(222,182,104)', 0.038, [
    [startX, y],
    [endX, y],
    [endX + scene.side * 0.05, y - 0.05],
  ]);
  const [rollX, rollY] = [endX + scene.side * 0.08, y - 0.08];
  disc(context, 'rgb(186,138,58)', rollX, rollY, 0.07);
  disc(context, 'rgb(240,236,226)', rollX, rollY, 0.034);
  drawHand(moment, rollX + scene.side * 0.06, rollY - 0.01);
};

const inspect: DrawAction = (moment) => {
  const { context, scene, motion, progress, x, foot, top, halfWidth } = moment;
  drawStanding(moment);
  const drift = Math.sin(motion.phase + progress * motion.strokeCount * 2.4);
  const [glassX, glassY] = [x + drift * halfWidth * 0.4, top + (foot - top) * 0.3];
  context.lineCap = 'round';
  const [gripX, gripY] = [glassX + scene.side * 0.2, glassY + 0.13];
  line(context, 'rgb(40,36,34)', 0.038, [
    [glassX + scene.side * 0.08, glassY + 0.05],
    [gripX, gripY],
  ]);
  context.lineCap = 'butt';
  disc(context, 'rgba(190,228,250,0.22)', glassX, glassY, 0.09);
  context.strokeStyle = 'rgb(34,34,38)';
  context.lineWidth = 0.022;
  context.beginPath();
  context.arc(glassX, glassY, 0.09, 0, 2 * Math.PI);
  context.stroke();
  disc(context, 'rgba(255,255,255,0.8)', glassX - 0.035, glassY - 0.04, 0.016);
  drawHand(moment, gripX, gripY);
};

const solder: DrawAction = (moment) => {
  const { context, scene, motion, progress, x, top } = moment;
  drawStanding(moment);
  const drift = Math.sin(motion.phase + progress * motion.strokeCount * 2) * 0.04;
  const [tipX, tipY] = [x + drift, top + 0.02];
  for (let puff = 0; puff < 4; puff++) {
    const age = (progress * 3 + motion.phase + puff / 4) % 1;
    const [puffX, puffY] = [tipX + Math.sin(puff * 2 + age * 4) * 0.03, tipY - 0.05 - age * 0.26];
    disc(context, `rgba(236,238,242,${0.6 * (1 - age) + 0.12})`, puffX, puffY, 0.026 + age * 0.045);
  }
  const [gripX, gripY] = [tipX + scene.side * 0.23, tipY - 0.13];
  const [neckX, neckY] = [tipX + scene.side * 0.115, tipY - 0.065];
  line(context, 'rgb(204,208,214)', 0.024, [
    [tipX, tipY],
    [neckX, neckY],
  ]);
  line(context, 'rgb(238,110,26)', 0.05, [
    [neckX, neckY],
    [gripX, gripY],
  ]);
  disc(context, 'rgb(255,246,190)', tipX, tipY, 0.03);
  drawHand(moment, gripX, gripY);
};

const idle: DrawAction = (moment) => {
  const { scene, motion, progress, x, halfWidth } = moment;
  drawStanding(moment);
  const sway = 0.006 * Math.sin(motion.phase + progress * 3);
  const reach = halfWidth + 0.13;
  drawHand(moment, Math.min(0.95, x + reach), scene.objectY + 0.05 + sway, 1);
  drawHand(moment, Math.max(0.05, x - reach), scene.objectY + 0.05 - sway, -1);
};

/** How each action is drawn, and whether it is its mirror's movement played backwards. */
const ACTION_DRAWINGS: Readonly<Record<string, { readonly draw: DrawAction; readonly isReversed?: true }>> = {
  'pick up': { draw: pickUp },
  'put down': { draw: pickUp, isReversed: true },
  open: { draw: open },
  close: { draw: open, isReversed: true },
  tighten: { draw: tighten },
  loosen: { draw: tighten, isReversed: true },
  hammer: { draw: hammer },
  scan: { draw: scan },
  wipe: { draw: wipe },
  pour: { draw: pour },
  tape: { draw: tape },
  inspect: { draw: inspect },
  solder: { draw: solder },
  idle: { draw: idle },
};

/**
 * Draws the object, the hands and the tool at one moment of an action.
 *
 * @param time 0 … 1 through the clip
 */
export function drawAction(
  context: SKRSContext2D,
  actionId: string,
  subject: { scene: Scene; motion: Motion; object: ObjectName; colour: Rgb },
  time: number,
): void {
  const drawing = ACTION_DRAWINGS[actionId];
  if (drawing === undefined) throw new Error(`no drawing for the action '${actionId}'`);
  const { scene, motion, object } = subject;
  const forward = Math.min(1, Math.max(0, (time - motion.start) / (motion.end - motion.start)));
  const progress = drawing.isReversed ? 1 - forward : forward;
  const { halfWidth, height } = OBJECT_SHAPES[object].extent;
  const size = scene.objectSize;
  const moment: Moment = {
    ...subject,
    context,
    progress,
    x: scene.objectX,
    foot: scene.objectY,
    top: scene.objectY - height * size,
    halfWidth: halfWidth * size,
    size,
  };
  drawShadow(moment);
  drawing.draw(moment);
}
