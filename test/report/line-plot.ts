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

interface PlotAxis {
  readonly label: string;
  /** Default: the least and the greatest value, intervals among them. */
  readonly from?: number;
  readonly to?: number;
  /** Where to write numbers; default: a few round ones. */
  readonly ticks?: readonly number[];
  /** Whether equal ratios are equally far apart; values are above 0 then. */
  readonly isLogarithmic?: boolean;
}

export interface LinePlot {
  readonly title: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly series: readonly PlotSeries[];
  /** Pixels between the points of one line and the next at the same `x`, so that intervals can be told apart; default 0. */
  readonly spread?: number;
}

const SIZE = { width: 760, height: 440 };
const FRAME = { left: 64, right: 560, top: 44, bottom: 384 };
/** Told apart by most people who see colours otherwise (Okabe and Ito). */
const COLOURS = ['#000000', '#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#888888'];
const MOST_TICKS = 6;
const STEPS = [1, 2, 5, 10];

type Scale = (value: number) => number;

/** Lines with intervals as an SVG that stands by itself. */
export function linePlot({ title, x, y, series, spread = 0 }: LinePlot): string {
  const points = series.flatMap((each) => each.points);
  const xs = points.flatMap((point) => [point.x, point.xLow ?? point.x, point.xHigh ?? point.x]);
  const ys = points.flatMap((point) => [point.y, point.low ?? point.y, point.high ?? point.y]);
  const [xRange, yRange] = [rangeOf(x, xs), rangeOf(y, ys)];
  const toX = scaleOf(x, xRange, [FRAME.left, FRAME.right]);
  const toY = scaleOf(y, yRange, [FRAME.bottom, FRAME.top]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" font-family="sans-serif" font-size="13">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${SIZE.width}" height="${SIZE.height}" fill="#ffffff"/>`,
    text(FRAME.left, 24, title, 'font-size="16"'),
    ...ticksOf(x, xRange).flatMap((value) => [
      line(toX(value), FRAME.top, toX(value), FRAME.bottom, 'stroke="#e4e4e4"'),
      text(toX(value), FRAME.bottom + 18, label(value), 'text-anchor="middle"'),
    ]),
    ...ticksOf(y, yRange).flatMap((value) => [
      line(FRAME.left, toY(value), FRAME.right, toY(value), 'stroke="#e4e4e4"'),
      text(FRAME.left - 8, toY(value) + 4, label(value), 'text-anchor="end"'),
    ]),
    text((FRAME.left + FRAME.right) / 2, FRAME.bottom + 42, x.label, 'text-anchor="middle"'),
    text(0, 0, y.label, `text-anchor="middle" transform="translate(18 ${(FRAME.top + FRAME.bottom) / 2}) rotate(-90)"`),
    ...series.flatMap((each, index) => {
      const shift = each.isReference ? 0 : spread * (index - (series.length - 1) / 2);
      return drawSeries(each, index, (value) => toX(value) + shift, toY);
    }),
    '</svg>',
  ].join('\n');
}

function drawSeries({ name, points, isReference = false }: PlotSeries, index: number, toX: Scale, toY: Scale) {
  const colour = COLOURS[index % COLOURS.length];
  const stroke = `stroke="${colour}"${isReference ? ' stroke-dasharray="5 4"' : ' stroke-width="2"'}`;
  const path = points.map(({ x, y }) => `${round(toX(x))},${round(toY(y))}`).join(' ');
  const legendY = FRAME.top + 10 + 22 * index;
  return [
    `<polyline points="${path}" fill="none" ${stroke}/>`,
    ...(isReference ? [] : points.flatMap((point) => drawPoint(point, colour, toX, toY))),
    line(FRAME.right + 16, legendY, FRAME.right + 40, legendY, stroke),
    text(FRAME.right + 46, legendY + 4, name),
  ];
}

function drawPoint({ x, y, low, high, xLow, xHigh }: PlotPoint, colour: string, toX: Scale, toY: Scale): string[] {
  const stroke = `stroke="${colour}" stroke-opacity="0.55"`;
  return [
    ...(low === undefined || high === undefined ? [] : [line(toX(x), toY(low), toX(x), toY(high), stroke)]),
    ...(xLow === undefined || xHigh === undefined ? [] : [line(toX(xLow), toY(y), toX(xHigh), toY(y), stroke)]),
    `<circle cx="${round(toX(x))}" cy="${round(toY(y))}" r="4" fill="${colour}"/>`,
  ];
}

function rangeOf({ from, to }: PlotAxis, values: readonly number[]): [number, number] {
  const [least, most] = [from ?? Math.min(...values), to ?? Math.max(...values)];
  return least < most ? [least, most] : [least - 0.5, most + 0.5];
}

/** What lies outside is drawn at the edge. */
function scaleOf({ isLogarithmic }: PlotAxis, range: readonly [number, number], [start, end]: [number, number]): Scale {
  const place = isLogarithmic ? Math.log : (value: number) => value;
  const [from, to] = [place(range[0]), place(range[1])];
  return (value) => {
    const share = (place(value) - from) / (to - from);
    return start + (end - start) * Math.min(1, Math.max(0, share));
  };
}

function ticksOf({ ticks }: PlotAxis, [from, to]: readonly [number, number]): readonly number[] {
  if (ticks) return ticks;
  const power = 10 ** Math.floor(Math.log10((to - from) / MOST_TICKS));
  const step = power * STEPS.find((each) => (to - from) / (each * power) <= MOST_TICKS)!;
  const first = Math.ceil(from / step - ROUNDING);
  const count = Math.floor(to / step + ROUNDING) - first + 1;
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}

/** What rounding adds must not cost the tick at an end. */
const ROUNDING = 1e-9;

const round = (value: number) => Math.round(10 * value) / 10;
const label = (value: number) => (Number.isInteger(value) ? `${value}` : value.toFixed(Math.abs(value) < 10 ? 2 : 0));

function line(x1: number, y1: number, x2: number, y2: number, more: string): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" ${more}/>`;
}

function text(x: number, y: number, content: string, more = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" ${more}>${escapeXml(content)}</text>`;
}

function escapeXml(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
