import type { SKRSContext2D } from '@napi-rs/canvas';

export interface FacePlace {
  readonly centreX: number;
  readonly centreY: number;
  /** From the hair to the chin. */
  readonly height: number;
}

/** Draws a head that a face detector takes for one: no picture of a person is kept here. */
export function drawFace(context: SKRSContext2D, { centreX, centreY, height }: FacePlace): void {
  context.save();
  context.translate(centreX, centreY);
  context.scale(height / 200, height / 200);
  ellipse(context, '#3d4754', [0, 210, 150, 90]);
  ellipse(context, '#b98a6e', [0, 100, 34, 60]);
  ellipse(context, '#33241c', [0, -22, 76, 92]);
  const skin = context.createRadialGradient(-14, -12, 10, 0, 0, 105);
  skin.addColorStop(0, '#e9bd9f');
  skin.addColorStop(1, '#a87558');
  ellipse(context, skin, [0, 8, 66, 88]);
  for (const side of [-1, 1]) {
    ellipse(context, '#8d5f48', [side * 27, -12, 19, 11]);
    ellipse(context, '#f2ece6', [side * 27, -9, 13, 6.5]);
    ellipse(context, '#2a1a12', [side * 27, -9, 6, 6.5]);
    context.fillStyle = '#33211a';
    context.fillRect(side * 27 - 17, -30, 34, 6);
    ellipse(context, '#7c4f3b', [side * 7, 31, 5, 3.5]);
  }
  ellipse(context, '#c08a6b', [0, 12, 8, 22]);
  ellipse(context, '#8a3f38', [0, 55, 25, 7]);
  ellipse(context, '#5b2622', [0, 55, 22, 2]);
  ellipse(context, '#94644c', [0, 67, 16, 3]);
  context.restore();
}

function ellipse(
  context: SKRSContext2D,
  fill: SKRSContext2D['fillStyle'],
  [x, y, radiusX, radiusY]: readonly [number, number, number, number],
): void {
  context.fillStyle = fill;
  context.beginPath();
  context.ellipse(x, y, radiusX, radiusY, 0, 0, 2 * Math.PI);
  context.fill();
}
