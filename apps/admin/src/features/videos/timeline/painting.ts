import { textColorOn } from '../../../lib/text-color.ts';
import type { Bar } from './bars.ts';
import { fitText } from './fit-text.ts';
import { PixelRow } from './pixel-row.ts';
import type { Range } from './ranges.ts';
import { ticksOf, toPx } from './time-axis.ts';
import type { TimeAxis } from './time-axis.ts';
import { colorOf, probabilityOf } from './track.ts';
import type { Track } from './track.ts';

/** Where the canvas takes its colours from: they change with the theme. */
export interface Palette {
  readonly text: string;
  readonly dimmed: string;
  readonly line: string;
  readonly surface: string;
  readonly body: string;
  readonly accent: string;
  readonly font: string;
}

export type Paint = (context: CanvasRenderingContext2D, palette: Palette) => void;

export function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(`--mantine-color-${name}`).trim();
  return {
    text: value('text'),
    dimmed: value('dimmed'),
    line: value('default-border'),
    surface: value('default-hover'),
    body: value('body'),
    accent: value('primary-color-filled') || style.getPropertyValue('--mantine-primary-color-filled').trim(),
    font: style.fontFamily,
  };
}

export interface Row {
  readonly y: number;
  readonly height: number;
}

/** Gives the canvas as many pixels as the screen has, and a context that counts in CSS pixels. */
export function sharpContext(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1;
  const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== deviceWidth) canvas.width = deviceWidth;
  if (canvas.height !== deviceHeight) canvas.height = deviceHeight;
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}

export function paintTicks(
  context: CanvasRenderingContext2D,
  axis: TimeAxis,
  { y, height }: Row,
  palette: Palette,
  format: (ms: number) => string,
): void {
  context.font = `11px ${palette.font}`;
  context.textBaseline = 'middle';
  for (const ms of ticksOf(axis, 96).timesMs) {
    const x = Math.round(toPx(axis, ms)) + 0.5;
    context.fillStyle = palette.line;
    context.fillRect(x - 0.5, y + height - 6, 1, 6);
    context.fillStyle = palette.dimmed;
    context.fillText(format(ms), x + 4, y + height / 2);
  }
}

/** Of a label from the edges of its segment, in pixels. */
const PADDING = 4;

/** A track, and what of it is on show. */
export interface ShownTrack {
  readonly track: Track;
  readonly bars: readonly Bar[];
  readonly axis: TimeAxis;
}

/** Segments in their concepts' colours, unknown hatched; of labels what fits. @param marked segment that is outlined */
export function paintTrack(
  context: CanvasRenderingContext2D,
  { track, bars, axis }: ShownTrack,
  { y, height }: Row,
  palette: Palette,
  { marked = -1, withLabels = true, unknownLabel = '' } = {},
): void {
  const { segments, concepts } = track;
  const hatch = hatchOf(context, palette);
  context.font = `12px ${palette.font}`;
  context.textBaseline = 'middle';
  const pixels = new PixelRow(axis.widthPx);
  for (const { segmentIndex, x, width } of bars) {
    const { conceptIndex } = segments[segmentIndex]!;
    if (width <= 1 && conceptIndex >= 0 && segmentIndex !== marked) {
      pixels.set(x, colorOf(track, conceptIndex), 1);
      continue;
    }
    const [left, right] = [Math.max(x, -1), Math.min(x + width, axis.widthPx + 1)];
    const gap = right - left > 3 ? 1 : 0;
    const color = colorOf(track, conceptIndex);
    context.fillStyle = conceptIndex < 0 ? (hatch ?? color) : color;
    context.fillRect(left, y, right - left - gap, height);
    if (segmentIndex === marked) {
      context.strokeStyle = palette.text;
      context.lineWidth = 2;
      context.strokeRect(left + 1, y + 1, Math.max(1, right - left - gap - 2), height - 2);
    }
    if (!withLabels || right - left < 24) continue;
    const whole = conceptIndex < 0 ? unknownLabel : (concepts[conceptIndex]?.label ?? '');
    const label = fitText(whole, right - left - gap - 2 * PADDING, (text) => widthOf(context, text));
    context.fillStyle = conceptIndex < 0 ? palette.text : textColorOn(color);
    context.fillText(label, left + PADDING, y + height / 2 + 0.5);
  }
  pixels.paint(context, { y, height });
}

/** How probable one concept is all along: the darker, the more. */
export function paintHeat(
  context: CanvasRenderingContext2D,
  { track, bars, axis }: ShownTrack,
  concept: number,
  { y, height }: Row,
  palette: Palette,
): void {
  context.fillStyle = palette.surface;
  context.fillRect(0, y, axis.widthPx, height);
  const color = colorOf(track, concept);
  context.fillStyle = color;
  const pixels = new PixelRow(axis.widthPx);
  for (const { segmentIndex, x, width } of bars) {
    const probability = probabilityOf(track.segments[segmentIndex]!, concept);
    if (probability < 0.02) continue;
    if (width <= 1) {
      pixels.set(x, color, probability);
      continue;
    }
    context.globalAlpha = probability;
    context.fillRect(Math.max(x, 0), y, Math.min(x + width, axis.widthPx) - Math.max(x, 0), height);
  }
  context.globalAlpha = 1;
  pixels.paint(context, { y, height });
}

/** How unsure the recognition is: the higher, the less probable. */
export function paintUncertainty(
  context: CanvasRenderingContext2D,
  { track, bars }: ShownTrack,
  { y, height }: Row,
  palette: Palette,
): void {
  context.fillStyle = palette.dimmed;
  for (const { segmentIndex, x, width } of bars) {
    const part = (1 - track.segments[segmentIndex]!.probability) * height;
    context.fillRect(x, y + height - part, width, part);
  }
}

export function paintPlayhead(
  context: CanvasRenderingContext2D,
  axis: TimeAxis,
  ms: number,
  height: number,
  palette: Palette,
): void {
  const x = Math.round(toPx(axis, ms));
  if (x < -1 || x > axis.widthPx + 1) return;
  context.fillStyle = palette.body;
  context.fillRect(x - 2, 0, 4, height);
  context.fillStyle = palette.text;
  context.fillRect(x - 1, 0, 2, height);
}

/** A frame around a part of what is on show, never narrower than can be seen. */
export function paintWindow(
  context: CanvasRenderingContext2D,
  axis: TimeAxis,
  { startMs, endMs }: Range,
  height: number,
  palette: Palette,
): void {
  const left = toPx(axis, startMs);
  context.strokeStyle = palette.accent;
  context.lineWidth = 2;
  context.strokeRect(left + 1, 1, Math.max(toPx(axis, endMs) - left, 4) - 2, height - 2);
}

const widths = new Map<string, number>();

export function widthOf(context: CanvasRenderingContext2D, text: string): number {
  const key = `${context.font} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const { width } = context.measureText(text);
  widths.set(key, width);
  return width;
}

const hatches = new WeakMap<Palette, CanvasPattern | null>();

/** Diagonal lines, for what is unknown. */
export function hatchOf(context: CanvasRenderingContext2D, palette: Palette): CanvasPattern | null {
  const known = hatches.get(palette);
  if (known !== undefined) return known;
  const hatch = hatchIn(context, palette);
  hatches.set(palette, hatch);
  return hatch;
}

function hatchIn(context: CanvasRenderingContext2D, { surface, dimmed }: Palette): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 16;
  const lines = tile.getContext('2d');
  if (!lines) return null;
  lines.fillStyle = surface;
  lines.fillRect(0, 0, 16, 16);
  lines.strokeStyle = dimmed;
  lines.globalAlpha = 0.55;
  lines.lineWidth = 1.5;
  for (let x = -16; x <= 32; x += 8) {
    lines.beginPath();
    lines.moveTo(x, 16);
    lines.lineTo(x + 16, 0);
    lines.stroke();
  }
  return context.createPattern(tile, 'repeat');
}
