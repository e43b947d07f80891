import { scaleOf } from './axis-scale.ts';
import type { PlotAxis, Scale } from './axis-scale.ts';

/** A point of a line; with an interval of `y`, and of `x`, where they are known. */
interface PlotPoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
  readonly xLow?: number;
  readonly xHigh?: number;
}

interface PlotSeries {
  readonly name: string;
  /** Joined in their order. */
  readonly points: readonly PlotPoint[];
  /** A thin dashed line without marks, for what others are compared with. */
  readonly isReference?: boolean;
}

export interface LinePlot {
  readonly title: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly series: readonly PlotSeries[];
  /** Pixels between the points of one line and the next at the same `x`, so that intervals can be told apart; default 0. */
  readonly spread?: number;
}

const SIZE = { width: 800, height: 440 };
const FRAME = { left: 70, right: 540, top: 48, bottom: 380 };
const LEGEND = { left: FRAME.right + 18, top: FRAME.top + 10, step: 24 };

/** On light and on dark ground; told apart by most people who see colours otherwise (after Okabe and Ito). */
const COLOURS: readonly (readonly [light: string, dark: string])[] = [
  ['#1763b6', '#6cb0ff'],
  ['#b3430f', '#ff9d66'],
  ['#00785a', '#4fd3ae'],
  ['#a3427f', '#e79ccb'],
  ['#8a6100', '#f0c04a'],
  ['#33383f', '#d5d9df'],
  ['#2f8fb3', '#86d4f2'],
  ['#7a3fa0', '#cf9bf2'],
];

/** Around the point that was moved to: lines are told apart by them, too. */
const MARKS = ['m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0', 'm-4-4h8v8h-8z', 'm0-5l5 5l-5 5l-5-5z', 'm0-5l5 9h-10z'];

const coloursOf = (ground: 0 | 1) => COLOURS.map((colour, index) => `.c${index} { --c: ${colour[ground]} }`).join(' ');

/** Of the picture by itself: it is seen on light pages and on dark ones. */
const STYLE = `
    text { font: 13px system-ui, sans-serif; fill: #33383f } .title { font-size: 16px; font-weight: 600 }
    .ground { fill: #ffffff } .grid { stroke: #e3e6ea } .axis { stroke: #767e88; fill: none }
    .line { stroke: var(--c); stroke-width: 2; fill: none } .reference { stroke-width: 1.4; stroke-dasharray: 5 4 }
    .mark { fill: var(--c) } .interval { stroke: var(--c); stroke-opacity: 0.55 }
    ${coloursOf(0)}
    @media (prefers-color-scheme: dark) {
      text { fill: #d5d9df } .ground { fill: #16191d } .grid { stroke: #2b3037 } .axis { stroke: #8b939d }
      ${coloursOf(1)}
    }`;

/** Places in pixels. */
interface Places {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/**
 * Lines with intervals as an SVG that stands by itself.
 * @throws {RangeError} without points, with more lines than can be told apart, and for what an axis cannot show
 */
export function linePlot({ title, x, y, series, spread = 0 }: LinePlot): string {
  if (series.length > COLOURS.length) throw new RangeError(`more than ${COLOURS.length} lines: ${series.length}`);
  const points = series.flatMap((each) => each.points);
  const across = scaleOf(
    x,
    points.flatMap((point) => [point.x, point.xLow ?? point.x, point.xHigh ?? point.x]),
  );
  const up = scaleOf(
    y,
    points.flatMap((point) => [point.y, point.low ?? point.y, point.high ?? point.y]),
  );
  const places: Places = {
    x: (value) => round(FRAME.left + across.place(value) * (FRAME.right - FRAME.left)),
    y: (value) => round(FRAME.bottom - up.place(value) * (FRAME.bottom - FRAME.top)),
  };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="ground" width="${SIZE.width}" height="${SIZE.height}"/>`,
    text(FRAME.left, 28, title, 'class="title"'),
    ...frame(across, up, places),
    text((FRAME.left + FRAME.right) / 2, FRAME.bottom + 44, x.label, 'text-anchor="middle"'),
    text(0, 0, y.label, `text-anchor="middle" transform="translate(18 ${(FRAME.top + FRAME.bottom) / 2}) rotate(-90)"`),
    ...series.flatMap((each, index) => {
      const shift = each.isReference ? 0 : spread * (index - (series.length - 1) / 2);
      return drawSeries(each, index, { ...places, x: (value) => round(places.x(value) + shift) });
    }),
    '</svg>\n',
  ].join('\n');
}

function frame(across: Scale, up: Scale, places: Places): string[] {
  const { left, right, top, bottom } = FRAME;
  return [
    ...across.ticks.flatMap((tick) => [
      `<path class="grid" d="M${places.x(tick)} ${top}V${bottom}"/>`,
      text(places.x(tick), bottom + 20, short(tick), 'text-anchor="middle"'),
    ]),
    ...up.ticks.flatMap((tick) => [
      `<path class="grid" d="M${left} ${places.y(tick)}H${right}"/>`,
      text(left - 8, places.y(tick) + 4, short(tick), 'text-anchor="end"'),
    ]),
    `<path class="axis" d="M${left} ${top}V${bottom}H${right}"/>`,
  ];
}

function drawSeries({ name, points, isReference = false }: PlotSeries, index: number, places: Places): string[] {
  const style = `c${index} line${isReference ? ' reference' : ''}`;
  const path = points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${places.x(x)} ${places.y(y)}`).join('');
  const y = LEGEND.top + LEGEND.step * index;
  return [
    `<path class="${style}" d="${path}"/>`,
    ...(isReference ? [] : points.flatMap((point) => drawPoint(point, index, places))),
    `<path class="${style}" d="M${LEGEND.left} ${y}h28"/>`,
    ...(isReference ? [] : [mark(index, LEGEND.left + 14, y)]),
    text(LEGEND.left + 36, y + 4, name),
  ];
}

function drawPoint({ x, y, low, high, xLow, xHigh }: PlotPoint, index: number, places: Places): string[] {
  const interval = (path: string) => `<path class="c${index} interval" d="${path}"/>`;
  const [left, top] = [places.x(x), places.y(y)];
  return [
    ...(low === undefined || high === undefined ? [] : [interval(`M${left} ${places.y(low)}V${places.y(high)}`)]),
    ...(xLow === undefined || xHigh === undefined ? [] : [interval(`M${places.x(xLow)} ${top}H${places.x(xHigh)}`)]),
    mark(index, left, top),
  ];
}

function mark(index: number, x: number, y: number): string {
  return `<path class="c${index} mark" d="M${x} ${y}${MARKS[index % MARKS.length]}"/>`;
}

const round = (value: number) => Math.round(10 * value) / 10;

/** 1,000,000 → 1 M */
function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${value / 1e9} G`;
  if (size >= 1e6) return `${value / 1e6} M`;
  if (size >= 1e4) return `${value / 1e3} k`;
  return String(Number(value.toPrecision(6)));
}

function text(x: number, y: number, content: string, more = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" ${more}>${escapeXml(content)}</text>`;
}

function escapeXml(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
