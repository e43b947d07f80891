import { wrapText } from '../model/wrap-text.ts';
import { PATTERN_DEFINITIONS } from './value-patterns.ts';
import { fillText } from './swatch.tsx';
import type { LegendEntry } from './swatch.tsx';

/** What stands around a chart that is taken out of its page. */
export interface Surroundings {
  readonly title: string;
  /** Version, recipe, reviewed share: what the figures rest on. */
  readonly head: string;
  readonly legend: readonly LegendEntry[];
}

const SVG = 'http://www.w3.org/2000/svg';
const INK = '#1f2429';
const MARGIN = 16;
const LINE = 18;

/** A chart of the page as an SVG file of its own: title, what it rests on, legend and patterns come along. */
export function standaloneSvg(chart: SVGSVGElement, { title, head, legend }: Surroundings) {
  const [chartWidth, chartHeight] = [Number(chart.getAttribute('width')), Number(chart.getAttribute('height'))];
  const width = chartWidth + 2 * MARGIN;
  const headLines = wrapText(head, Math.floor(chartWidth / 6.2));
  const top = MARGIN + LINE + headLines.length * LINE + 8;
  const entries = placed(legend, chartWidth);
  const legendTop = top + chartHeight + 12;
  const height = legendTop + (entries.at(-1)?.row ?? -1) * LINE + LINE + MARGIN;
  const root = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` }))
    root.setAttribute(name, String(value));
  root.setAttribute(
    'style',
    `color:${INK};font-family:"Hiragino Sans","Noto Sans JP",Meiryo,sans-serif;font-size:12px`,
  );
  root.innerHTML = `${PATTERN_DEFINITIONS}<rect width="${width}" height="${height}" fill="#fff"/>`;
  root.append(
    text(title, MARGIN, MARGIN + 12, 'font-size:15px;font-weight:600'),
    ...headLines.map((line, index) => text(line, MARGIN, MARGIN + LINE * (index + 2) - 4, 'font-size:11px')),
  );
  const inner = chart.cloneNode(true) as SVGSVGElement;
  inner.setAttribute('x', String(MARGIN));
  inner.setAttribute('y', String(top));
  // Out of the page, nobody knows where they lead.
  for (const link of inner.querySelectorAll('a')) link.replaceWith(...link.childNodes);
  root.append(inner);
  for (const { entry, x, row } of entries) {
    const y = legendTop + row * LINE;
    const square = document.createElementNS(SVG, 'rect');
    for (const [name, value] of Object.entries({ x: x + MARGIN, y, width: 12, height: 12, fill: fillText(entry.fill) }))
      square.setAttribute(name, String(value));
    root.append(square, text(entry.label, x + MARGIN + 18, y + 10, 'font-size:11px'));
  }
  return { text: new XMLSerializer().serializeToString(root), width, height };
}

function placed(legend: readonly LegendEntry[], width: number) {
  let [x, row] = [0, 0];
  return legend.map((entry) => {
    const room = 34 + Array.from(entry.label).length * 11;
    if (x > 0 && x + room > width) [x, row] = [0, row + 1];
    const place = { entry, x, row };
    x += room;
    return place;
  });
}

function text(content: string, x: number, y: number, style: string): SVGTextElement {
  const element = document.createElementNS(SVG, 'text');
  element.setAttribute('x', String(x));
  element.setAttribute('y', String(y));
  element.setAttribute('fill', INK);
  element.setAttribute('style', style);
  element.textContent = content;
  return element;
}

/** Pixels of a picture for each of the page. */
const DENSITY = 2;

/** Lets the browser save a standalone SVG as a picture. */
export async function savePng(name: string, svg: ReturnType<typeof standaloneSvg>): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg.text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [svg.width * DENSITY, svg.height * DENSITY];
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  Object.assign(document.createElement('a'), { href: canvas.toDataURL('image/png'), download: name }).click();
}
