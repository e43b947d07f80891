import type { Row } from './painting.ts';

/** Bars that are a pixel wide, painted all at once: a thousand rectangles a row would take most of a frame. */
export class PixelRow {
  readonly #pixels: ImageData;
  #isEmpty = true;

  constructor(widthPx: number) {
    this.#pixels = new ImageData(Math.max(1, Math.ceil(widthPx)), 1);
  }

  /** @param color `#rrggbb` @param opacity 0 … 1 */
  set(x: number, color: string, opacity: number): void {
    const { data, width } = this.#pixels;
    const pixel = Math.floor(x);
    if (pixel < 0 || pixel >= width) return;
    const value = Number.parseInt(color.slice(1), 16);
    data.set([value >> 16, (value >> 8) & 255, value & 255, Math.round(255 * opacity)], 4 * pixel);
    this.#isEmpty = false;
  }

  /** Stretches the pixels over a row, on what is painted there. */
  paint(context: CanvasRenderingContext2D, { y, height }: Row): void {
    if (this.#isEmpty) return;
    const { width } = this.#pixels;
    const strip = new OffscreenCanvas(width, 1);
    strip.getContext('2d')?.putImageData(this.#pixels, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(strip, 0, y, width, height);
  }
}
