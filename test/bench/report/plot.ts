import type { Chart, Curve } from '../figure.ts';
import { scaleOf } from './axis-scale.ts';
import type { Scale } from './axis-scale.ts';

const WIDTH = 720;
const HEIGHT = 400;
/** Where the curves are. */
const PLOT = { left: 78, right: WIDTH - 24, top: 78, bottom: HEIGHT - 58 };
const LEGEND_LEFT = 34;

/** Told apart by their marks and dashes, too. */
const STYLES = [
  { dash: '', mark: circle },
  { dash: '7 4', mark: square },
  { dash: '2 4', mark: diamond },
  { dash: '10 4 2 4', mark: triangle },
];

/** Of the picture by itself: it is seen on light pages and on dark ones. */
const STYLE = `
    text { font: 13px system-ui, sans-serif; fill: #33383f }
    .title { font-size: 16px; font-weight: 600 }
    .ground { fill: #ffffff } .grid { stroke: #e3e6ea } .axis { stroke: #767e88 }
    .curve { fill: none; stroke-width: 2 }
    .c0 { stroke: #1763b6; --fill: #1763b6 } .c1 { stroke: #b3430f; --fill: #b3430f }
    .c2 { stroke: #22743b; --fill: #22743b } .c3 { stroke: #7a3fa0; --fill: #7a3fa0 }
    .mark { fill: var(--fill); stroke: none }
    @media (prefers-color-scheme: dark) {
      text { fill: #d5d9df }
      .ground { fill: #16191d } .grid { stroke: #2b3037 } .axis { stroke: #8b939d }
      .c0 { stroke: #6cb0ff; --fill: #6cb0ff } .c1 { stroke: #ff9d66; --fill: #ff9d66 }
      .c2 { stroke: #6fcf8c; --fill: #6fcf8c } .c3 { stroke: #cf9bf2; --fill: #cf9bf2 }
    }`;

/**
 * Curves as a picture of its own, SVG.
 * @throws {RangeError} for a chart without points, with more curves than can be told apart, or with what an axis cannot show
 */
export function toSvg({ title, x, y, curves }: Chart): string {
  if (curves.length > STYLES.length) throw new RangeError(`more than ${STYLES.length} curves: ${curves.length}`);
  const points = curves.flatMap((curve) => curve.points);
  const across = scaleOf(
    x,
    points.map((point) => point[0]),
  );
  const up = scaleOf(
    y,
    points.map((point) => point[1]),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">
  <title>${escaped(title)}</title>
  <style>${STYLE}
  </style>
  <rect class="ground" width="${WIDTH}" height="${HEIGHT}"/>
  <text class="title" x="${LEGEND_LEFT}" y="28">${escaped(title)}</text>
  ${[...legend(curves), ...grid(across, up), ...labels(x.label, y.label), ...curves.map(curveOf(across, up))].join('\n  ')}
</svg>
`;
}

const xOf = (scale: Scale, value: number) => PLOT.left + scale.place(value) * (PLOT.right - PLOT.left);
const yOf = (scale: Scale, value: number) => PLOT.bottom - scale.place(value) * (PLOT.bottom - PLOT.top);

function legend(curves: readonly Curve[]): string[] {
  const width = (WIDTH - LEGEND_LEFT) / Math.max(1, curves.length);
  return curves.map(({ name }, index) => {
    const left = LEGEND_LEFT + index * width;
    const line = `<path class="curve c${index}"${dashed(index)} d="M${round(left)} 52h32"/>`;
    return `${line}${markAt(index, left + 16, 52)}<text x="${round(left + 40)}" y="57">${escaped(name)}</text>`;
  });
}

function grid(across: Scale, up: Scale): string[] {
  const { left, right, top, bottom } = PLOT;
  const upright = across.ticks.map((tick) => {
    const x = round(xOf(across, tick));
    return `<path class="grid" d="M${x} ${top}V${bottom}"/><text x="${x}" y="${bottom + 20}" text-anchor="middle">${short(tick)}</text>`;
  });
  const level = up.ticks.map((tick) => {
    const y = round(yOf(up, tick));
    return `<path class="grid" d="M${left} ${y}H${right}"/><text x="${left - 8}" y="${y + 4}" text-anchor="end">${short(tick)}</text>`;
  });
  return [...upright, ...level, `<path class="axis" fill="none" d="M${left} ${top}V${bottom}H${right}"/>`];
}

function labels(x: string, y: string): string[] {
  const middle = round((PLOT.left + PLOT.right) / 2);
  const half = round((PLOT.top + PLOT.bottom) / 2);
  return [
    `<text x="${middle}" y="${HEIGHT - 14}" text-anchor="middle">${escaped(x)}</text>`,
    `<text transform="translate(18 ${half}) rotate(-90)" text-anchor="middle">${escaped(y)}</text>`,
  ];
}

function curveOf(across: Scale, up: Scale) {
  return ({ points }: Curve, index: number): string => {
    const places = points
      .toSorted(([one], [other]) => one - other)
      .map(([x, y]) => [xOf(across, x), yOf(up, y)] as const);
    const path = places.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
    const line = `<path class="curve c${index}"${dashed(index)} d="${path}"/>`;
    return line + places.map(([x, y]) => markAt(index, x, y)).join('');
  };
}

const dashed = (index: number) => (STYLES[index].dash ? ` stroke-dasharray="${STYLES[index].dash}"` : '');

function markAt(index: number, x: number, y: number): string {
  return `<path class="mark c${index}" d="M${round(x)} ${round(y)}${STYLES[index].mark()}"/>`;
}

// Around the point that was moved to.
function circle() {
  return 'm-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0';
}

function square() {
  return 'm-4-4h8v8h-8z';
}

function diamond() {
  return 'm0-5l5 5l-5 5l-5-5z';
}

function triangle() {
  return 'm0-5l5 9h-10z';
}

const round = (place: number) => Math.round(place * 10) / 10;

/** 1000 → 1 k. */
function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${value / 1e9} G`;
  if (size >= 1e6) return `${value / 1e6} M`;
  if (size >= 1e4) return `${value / 1e3} k`;
  return String(Number(value.toPrecision(6)));
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
