import type { Page } from 'playwright-core';

/** A part of a canvas, in CSS pixels from its left upper corner. */
interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The colour that most of an area of the timeline has: `#rrggbb`. */
export function paintedColor(page: Page, area: Area): Promise<string> {
  return page.evaluate<string>(`(() => {
    const { left, right, top, bottom } = ${JSON.stringify(area)};
    const canvas = document.querySelector('[role=application] canvas');
    const ratio = canvas.width / canvas.clientWidth;
    const box = [left, top, right - left, bottom - top].map((px) => Math.round(px * ratio));
    const pixels = new Uint32Array(canvas.getContext('2d').getImageData(...box).data.buffer);
    const counts = new Map();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    const [most] = [...counts].sort((one, other) => other[1] - one[1])[0];
    return '#' + [most, most >> 8, most >> 16].map((byte) => (byte & 255).toString(16).padStart(2, '0')).join('');
  })()`);
}

/** The colour of the mark that stands beside a concept: `#rrggbb`. */
export async function conceptColor(page: Page, label: string): Promise<string> {
  const mark = page
    .getByRole('button', { name: `Say ${label}`, exact: true })
    .locator('span[aria-hidden]')
    .first();
  const style = await mark.getAttribute('style');
  const [, ...parts] = /background: rgb\((\d+), (\d+), (\d+)\)/.exec(style ?? '')!;
  return `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
}
