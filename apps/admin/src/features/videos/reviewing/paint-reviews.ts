import { textColorOn } from '../../../lib/text-color.ts';
import { fitText } from '../timeline/fit-text.ts';
import { hatchOf, widthOf } from '../timeline/painting.ts';
import type { Palette, Row } from '../timeline/painting.ts';
import { PixelRow } from '../timeline/pixel-row.ts';
import { toPx } from '../timeline/time-axis.ts';
import type { TimeAxis } from '../timeline/time-axis.ts';
import { MARK_PATHS, MARK_SIZE } from './marks.ts';
import { isInstant } from './review.ts';
import type { Review, ReviewLane, Span } from './review.ts';

/** What a review looks like. */
export interface ReviewLook {
  /** Null: hatched. */
  readonly color: string | null;
  readonly label: string;
}

const MARK_PX = 14;
const PADDING = 4;

interface Lane {
  readonly lane: ReviewLane;
  readonly lookOf: (review: Review) => ReviewLook;
  /** Is outlined. */
  readonly marked: Review | null;
}

/** What has been said: the concept's colour, the sign of the verdict, and of the label what fits. The later over the earlier. */
export function paintReviews(
  context: CanvasRenderingContext2D,
  { lane, lookOf, marked }: Lane,
  axis: TimeAxis,
  { y, height }: Row,
  palette: Palette,
): void {
  context.fillStyle = palette.surface;
  context.fillRect(0, y, axis.widthPx, height);
  const hatch = hatchOf(context, palette);
  const pixels = new PixelRow(axis.widthPx);
  for (const review of lane) {
    if (isInstant(review)) continue;
    const { left, width } = boxOf(review, axis);
    if (width <= 0) continue;
    const look = lookOf(review);
    if (width <= 1 && look.color !== null && review !== marked) {
      pixels.set(left, look.color, 1);
      continue;
    }
    const box = { left, width, y, height };
    paintBlock(context, { ...look, mark: MARK_PATHS[review.verdict] }, box, palette, hatch);
    if (review === marked) outline(context, box, palette.text, []);
  }
  pixels.paint(context, { y, height });
}

/** How far the sign of an instant reaches to either side. */
export const INSTANT_PX = 6;

/** What has been said of moments: a diamond in the concept's colour on a line. */
export function paintInstants(
  context: CanvasRenderingContext2D,
  { lane, lookOf }: Pick<Lane, 'lane' | 'lookOf'>,
  axis: TimeAxis,
  { y, height }: Row,
  palette: Palette,
): void {
  for (const review of lane) {
    if (!isInstant(review)) continue;
    const x = toPx(axis, review.startMs);
    if (x < -INSTANT_PX || x > axis.widthPx + INSTANT_PX) continue;
    const middle = y + height / 2;
    context.fillStyle = palette.text;
    context.fillRect(x - 0.5, y, 1, height);
    context.beginPath();
    context.moveTo(x, middle - INSTANT_PX - 2);
    context.lineTo(x + INSTANT_PX, middle);
    context.lineTo(x, middle + INSTANT_PX + 2);
    context.lineTo(x - INSTANT_PX, middle);
    context.closePath();
    context.fillStyle = lookOf(review).color ?? palette.body;
    context.fill();
    context.strokeStyle = palette.text;
    context.lineWidth = 1.5;
    context.stroke();
  }
}

/** A review that is being drawn, up to a time. */
export function paintDrawing(
  context: CanvasRenderingContext2D,
  look: ReviewLook,
  span: Span,
  axis: TimeAxis,
  { y, height }: Row,
  palette: Palette,
): void {
  const box = { ...boxOf(span, axis), y, height };
  if (box.width <= 0) return;
  paintBlock(context, { ...look, mark: MARK_PATHS.draw }, box, palette, hatchOf(context, palette));
  outline(context, box, palette.accent, [5, 3]);
}

interface Box extends Row {
  readonly left: number;
  readonly width: number;
}

function paintBlock(
  context: CanvasRenderingContext2D,
  { color, label, mark }: ReviewLook & { readonly mark: string },
  { left, width, y, height }: Box,
  palette: Palette,
  hatch: CanvasPattern | null,
): void {
  const ink = color === null ? palette.text : textColorOn(color);
  context.font = `12px ${palette.font}`;
  context.textBaseline = 'middle';
  context.fillStyle = palette.body;
  context.fillRect(left, y, width, height);
  context.fillStyle = color ?? hatch ?? palette.dimmed;
  context.fillRect(left, y, width > 3 ? width - 1 : width, height);
  if (width < MARK_PX + 2) return;
  const labelX = left + PADDING + MARK_PX + 2;
  const shown = fitText(label, left + width - PADDING - labelX, (text) => widthOf(context, text));
  if (color === null) {
    // Lines behind letters would make them hard to read.
    context.fillStyle = palette.surface;
    context.fillRect(left + 2, y + 6, labelX - left + widthOf(context, shown), height - 12);
  }
  paintMark(context, mark, left + PADDING - 1, y + (height - MARK_PX) / 2, ink);
  context.fillStyle = ink;
  context.fillText(shown, labelX, y + height / 2 + 0.5);
}

/** Which parts have been reviewed, at a glance. */
export function paintReviewed(
  context: CanvasRenderingContext2D,
  lane: ReviewLane,
  axis: TimeAxis,
  { y, height }: Row,
  palette: Palette,
): void {
  context.fillStyle = palette.accent;
  for (const review of lane) {
    if (isInstant(review)) continue;
    const { left, width } = boxOf(review, axis);
    if (width > 0) context.fillRect(left, y, width, height);
  }
}

/** A span that is being drawn or moved, or one of its ends. */
export function paintMarked(
  context: CanvasRenderingContext2D,
  { startMs, endMs }: { readonly startMs: number | null; readonly endMs: number | null },
  axis: TimeAxis,
  { y, height }: Row,
  palette: Palette,
): void {
  if (startMs !== null && endMs !== null) {
    const { left, width } = boxOf({ startMs, endMs }, axis);
    if (width <= 0) return;
    context.globalAlpha = 0.25;
    context.fillStyle = palette.accent;
    context.fillRect(left, y, width, height);
    context.globalAlpha = 1;
    outline(context, { left, width, y, height }, palette.accent, [5, 3]);
    return;
  }
  const ms = startMs ?? endMs;
  if (ms === null) return;
  const x = toPx(axis, ms);
  context.fillStyle = palette.accent;
  context.fillRect(x - 1, y, 2, height);
  context.fillRect(startMs === null ? x - 7 : x, y, 7, 2);
  context.fillRect(startMs === null ? x - 7 : x, y + height - 2, 7, 2);
}

function boxOf({ startMs, endMs }: Span, axis: TimeAxis): { readonly left: number; readonly width: number } {
  const left = Math.max(toPx(axis, startMs), -2);
  const right = Math.min(toPx(axis, endMs), axis.widthPx + 2);
  return { left, width: right < 0 || left > axis.widthPx ? 0 : Math.max(1, right - left) };
}

function outline(
  context: CanvasRenderingContext2D,
  { left, width, y, height }: Box,
  color: string,
  dashes: number[],
): void {
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.setLineDash(dashes);
  context.strokeRect(left + 1, y + 1, Math.max(1, width - 3), height - 2);
  context.setLineDash([]);
}

function paintMark(context: CanvasRenderingContext2D, mark: string, x: number, y: number, ink: string): void {
  context.save();
  context.translate(x, y);
  context.scale(MARK_PX / MARK_SIZE, MARK_PX / MARK_SIZE);
  context.strokeStyle = ink;
  context.lineWidth = 3;
  context.lineCap = context.lineJoin = 'round';
  context.stroke(pathOf(mark));
  context.restore();
}

const paths = new Map<string, Path2D>();

function pathOf(mark: string): Path2D {
  const path = paths.get(mark) ?? new Path2D(mark);
  paths.set(mark, path);
  return path;
}
