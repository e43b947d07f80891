import { sharpContext } from './painting.ts';
import type { Paint, Palette } from './painting.ts';

interface Copy {
  readonly canvas: HTMLCanvasElement;
  readonly palette: Palette;
  readonly ratio: number;
}

/** Paints what does not change from a copy: it is painted itself once for each palette, and resolution of the screen. */
export function keptPaint(paint: Paint, widthPx: number, heightPx: number): Paint {
  let copy: Copy | null = null;
  return (context, palette) => {
    const ratio = window.devicePixelRatio;
    if (copy?.palette !== palette || copy.ratio !== ratio) {
      const canvas = document.createElement('canvas');
      const own = sharpContext(canvas, widthPx, heightPx);
      if (!own) return;
      paint(own, palette);
      copy = { canvas, palette, ratio };
    }
    context.drawImage(copy.canvas, 0, 0, widthPx, heightPx);
  };
}
