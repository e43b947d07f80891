import type { SKRSContext2D } from '@napi-rs/canvas';
import type { ObjectName, Rgb } from './world.ts';

/** A CSS colour, brightened (> 1) or darkened (< 1). */
export function css([red, green, blue]: Rgb, brightness = 1, alpha = 1): string {
  const channel = (value: number) => Math.max(0, Math.min(255, Math.round(value * brightness)));
  return `rgba(${channel(red)},${channel(green)},${channel(blue)},${alpha})`;
}

/** Half width and height of an object in units of its size. */
interface Extent {
  readonly halfWidth: number;
  readonly height: number;
}

interface ObjectShape {
  readonly extent: Extent;
  /** Draws the object of size 1 standing on the origin; y points down. */
  readonly draw: (context: SKRSContext2D, colour: Rgb) => void;
}

const INK = 'rgba(25,25,28,0.75)';
const PAPER = 'rgb(244,243,238)';

function fillRounded(context: SKRSContext2D, x: number, y: number, width: number, height: number, radius: number) {
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.fill();
  context.stroke();
}

function fillCircle(context: SKRSContext2D, x: number, y: number, radius: number) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

function fillPolygon(context: SKRSContext2D, points: readonly (readonly [number, number])[]) {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.closePath();
  context.fill();
  context.stroke();
}

const box: ObjectShape = {
  extent: { halfWidth: 0.85, height: 1.2 },
  draw(context, colour) {
    context.fillStyle = css(colour);
    context.fillRect(-0.85, -1.2, 1.7, 1.2);
    context.strokeRect(-0.85, -1.2, 1.7, 1.2);
    context.fillStyle = css(colour, 0.6);
    context.fillRect(-0.13, -1.2, 0.26, 1.2);
    context.beginPath();
    context.moveTo(-0.85, -0.78);
    context.lineTo(0.85, -0.78);
    context.stroke();
  },
};

const jar: ObjectShape = {
  extent: { halfWidth: 0.65, height: 1.45 },
  draw(context, colour) {
    context.fillStyle = 'rgba(214,232,240,0.9)';
    fillRounded(context, -0.65, -1.2, 1.3, 1.2, 0.3);
    context.fillStyle = css(colour);
    fillRounded(context, -0.55, -0.75, 1.1, 0.68, 0.2);
    context.fillStyle = css(colour, 0.55);
    context.fillRect(-0.55, -1.45, 1.1, 0.25);
  },
};

const bottle: ObjectShape = {
  extent: { halfWidth: 0.4, height: 1.9 },
  draw(context, colour) {
    context.fillStyle = css(colour);
    fillRounded(context, -0.4, -1.2, 0.8, 1.2, 0.2);
    fillPolygon(context, [
      [-0.38, -1.1],
      [-0.14, -1.5],
      [0.14, -1.5],
      [0.38, -1.1],
    ]);
    context.fillRect(-0.14, -1.8, 0.28, 0.4);
    context.fillStyle = PAPER;
    context.fillRect(-0.4, -0.8, 0.8, 0.42);
    context.fillStyle = css(colour, 0.5);
    context.fillRect(-0.2, -1.9, 0.4, 0.2);
  },
};

const bolt: ObjectShape = {
  extent: { halfWidth: 0.62, height: 1.4 },
  draw(context, colour) {
    context.fillStyle = css(colour, 0.65);
    context.fillRect(-0.24, -0.95, 0.48, 0.95);
    context.fillStyle = css(colour, 1.4);
    for (let thread = 0; thread < 5; thread++) context.fillRect(-0.3, -0.16 - thread * 0.18, 0.6, 0.07);
    context.fillStyle = css(colour);
    const corners = Array.from({ length: 6 }, (_, corner) => (corner * Math.PI) / 3);
    fillPolygon(
      context,
      corners.map((angle) => [Math.cos(angle) * 0.62, -1.08 + Math.sin(angle) * 0.36]),
    );
  },
};

const panel: ObjectShape = {
  extent: { halfWidth: 1.3, height: 0.8 },
  draw(context, colour) {
    context.fillStyle = css(colour);
    context.fillRect(-1.3, -0.8, 2.6, 0.8);
    context.strokeRect(-1.3, -0.8, 2.6, 0.8);
    context.fillStyle = 'rgb(24,24,26)';
    for (const x of [-0.95, -0.32, 0.32, 0.95]) fillCircle(context, x, -0.4, 0.2);
  },
};

const suitcase: ObjectShape = {
  extent: { halfWidth: 1.05, height: 1.2 },
  draw(context, colour) {
    context.fillStyle = css(colour);
    fillRounded(context, -1.05, -0.9, 2.1, 0.9, 0.2);
    context.fillStyle = css(colour, 0.55);
    context.fillRect(-1.05, -0.52, 2.1, 0.1);
    context.fillStyle = 'rgb(235,205,90)';
    for (const x of [-0.65, 0.45]) context.fillRect(x, -0.6, 0.2, 0.26);
    context.strokeStyle = css(colour, 0.5);
    context.lineWidth = 0.15;
    context.strokeRect(-0.38, -1.18, 0.76, 0.3);
  },
};

const pipe: ObjectShape = {
  extent: { halfWidth: 1.4, height: 0.95 },
  draw(context, colour) {
    context.fillStyle = css(colour, 0.62);
    context.fillRect(-1.3, -0.68, 2.6, 0.4);
    context.fillStyle = css(colour, 1.35);
    context.fillRect(-1.3, -0.62, 2.6, 0.13);
    context.fillStyle = css(colour);
    for (const x of [-1.4, 1.1]) {
      context.fillRect(x, -0.95, 0.3, 0.95);
      context.strokeRect(x, -0.95, 0.3, 0.95);
    }
  },
};

const gear: ObjectShape = {
  extent: { halfWidth: 0.9, height: 1.75 },
  draw(context, colour) {
    context.save();
    context.translate(0, -0.88);
    context.fillStyle = css(colour);
    for (let tooth = 0; tooth < 8; tooth++) {
      context.rotate(Math.PI / 4);
      context.fillRect(-0.17, -0.9, 0.34, 0.35);
    }
    fillCircle(context, 0, 0, 0.68);
    context.fillStyle = 'rgb(26,26,28)';
    fillCircle(context, 0, 0, 0.25);
    context.restore();
  },
};

const tablet: ObjectShape = {
  extent: { halfWidth: 1, height: 1.35 },
  draw(context, colour) {
    context.fillStyle = 'rgb(22,23,26)';
    fillRounded(context, -1, -1.35, 2, 1.35, 0.14);
    context.fillStyle = css(colour, 1.15);
    context.fillRect(-0.82, -1.18, 1.64, 1);
    context.fillStyle = PAPER;
    for (let line = 0; line < 3; line++) context.fillRect(-0.66, -1.02 + 0.28 * line, 1.15 - 0.3 * line, 0.13);
  },
};

const can: ObjectShape = {
  extent: { halfWidth: 0.55, height: 1.3 },
  draw(context, colour) {
    context.fillStyle = css(colour);
    context.fillRect(-0.55, -1.2, 1.1, 1.15);
    context.fillStyle = 'rgb(196,200,205)';
    for (const y of [-1.2, -0.08]) {
      context.beginPath();
      context.ellipse(0, y, 0.55, 0.16, 0, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
    context.fillStyle = PAPER;
    fillPolygon(context, [
      [-0.55, -0.95],
      [0.55, -0.55],
      [0.55, -0.3],
      [-0.55, -0.7],
    ]);
  },
};

const spring: ObjectShape = {
  extent: { halfWidth: 0.6, height: 1.5 },
  draw(context, colour) {
    context.lineJoin = 'round';
    for (const [width, brightness] of [
      [0.26, 0.5],
      [0.17, 1.1],
    ] as const) {
      context.strokeStyle = css(colour, brightness);
      context.lineWidth = width;
      context.beginPath();
      for (let turn = 0; turn <= 8; turn++) context.lineTo(turn % 2 === 0 ? -0.5 : 0.5, -0.1 - turn * 0.165);
      context.stroke();
    }
  },
};

const motor: ObjectShape = {
  extent: { halfWidth: 1.2, height: 1.1 },
  draw(context, colour) {
    context.fillStyle = 'rgb(186,190,196)';
    context.fillRect(0.7, -0.66, 0.5, 0.2);
    context.fillStyle = css(colour);
    fillRounded(context, -0.9, -1.05, 1.6, 0.98, 0.12);
    context.fillStyle = css(colour, 0.5);
    for (let fin = 0; fin < 5; fin++) context.fillRect(-0.72 + fin * 0.28, -1.05, 0.1, 0.98);
    context.fillStyle = 'rgb(48,50,54)';
    context.fillRect(-1.2, -0.92, 0.32, 0.72);
    context.fillRect(-0.75, -0.1, 0.4, 0.1);
    context.fillRect(0.2, -0.1, 0.4, 0.1);
  },
};

export const OBJECT_SHAPES: Readonly<Record<ObjectName, ObjectShape>> = {
  box,
  jar,
  bottle,
  bolt,
  panel,
  case: suitcase,
  pipe,
  gear,
  tablet,
  can,
  spring,
  motor,
};

/** Draws an object standing at `(x, y)`; everything in scene units. */
export function drawObject(
  context: SKRSContext2D,
  object: ObjectName,
  colour: Rgb,
  position: { readonly x: number; readonly y: number; readonly size: number },
): void {
  context.save();
  context.translate(position.x, position.y);
  context.scale(position.size, position.size);
  context.strokeStyle = INK;
  context.lineWidth = 0.06;
  context.lineCap = 'butt';
  OBJECT_SHAPES[object].draw(context, colour);
  context.restore();
}
