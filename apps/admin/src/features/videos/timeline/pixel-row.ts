import type { Row } from './painting.ts';

/** What rows are painted with: there is not a new one for each row of each frame. */
interface Strip {
  readonly image: ImageData;
  /** Of the pixels of the image: alpha, blue, green and red, from the highest byte on, as processors with browsers have it. */
  readonly colors: Uint32Array;
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D | null;
}

let shared: Strip | null = null;

/**
 * Bars that are a pixel wide, painted all at once: a thousand rectangles a row would take most of a frame. One row is painted
 * before the next one is begun.
 */
export class PixelRow {
  readonly #strip: Strip;
  #isEmpty = true;

  constructor(widthPx: number) {
    this.#strip = stripOf(Math.max(1, Math.ceil(widthPx)));
    this.#strip.colors.fill(0);
  }

  /** @param color `#rrggbb` @param opacity 0 … 1 */
  set(x: number, color: string, opacity: number): void {
    const { colors } = this.#strip;
    const pixel = Math.floor(x);
    if (pixel < 0 || pixel >= colors.length) return;
    colors[pixel] = (Math.round(255 * opacity) << 24) | bgrOf(color);
    this.#isEmpty = false;
  }

  /** Stretches the pixels over a row, on what is painted there. */
  paint(context: CanvasRenderingContext2D, { y, height }: Row): void {
    if (this.#isEmpty) return;
    const { image, canvas, context: strip } = this.#strip;
    strip?.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, 0, y, canvas.width, height);
  }
}

function stripOf(width: number): Strip {
  if (shared?.image.width === width) return shared;
  const image = new ImageData(width, 1);
  const canvas = new OffscreenCanvas(width, 1);
  // It is written again and again, and never large enough for a graphics card.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  shared = { image, colors: new Uint32Array(image.data.buffer), canvas, context };
  return shared;
}

const known = new Map<string, number>();

/** Blue, green and red of a colour. */
function bgrOf(color: string): number {
  const before = known.get(color);
  if (before !== undefined) return before;
  const value = Number.parseInt(color.slice(1), 16);
  const turned = ((value & 255) << 16) | (value & 0xff00) | (value >> 16);
  known.set(color, turned);
  return turned;
}
