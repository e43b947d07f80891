import path from 'node:path';
import type { Chart, Figure } from './figure.ts';
import { runApart } from './run-apart.ts';

const SCRIPT = path.join(import.meta.dirname, 'measure-scoring.ts');
const WINDOW_COUNTS = [1000, 10_000, 100_000, 1_000_000];
const CONCEPT_COUNTS = [10, 50, 200, 1000, 2000];
const CONCEPT_COUNT = 100;
const WINDOW_COUNT = 10_000;
const WINDOWS_PER_VIDEO = 1000;
/** What is a thousand times as much may take a thousand times as long, and three tenths more. */
const GROWTH = 1.3;

/** Milliseconds of both ways. */
interface Times {
  readonly ours: number;
  readonly plain: number;
}

interface Point extends Times {
  readonly windowCount: number;
  readonly conceptCount: number;
}

/** Windows, logits, means, probabilities and decoding, by windows and by concepts; beside one graph of product and softmax. */
export async function benchScoringCurves(
  note: (text: string) => void,
  draw: (chart: Chart) => void,
): Promise<readonly Figure[]> {
  note(
    'scoring: 256 wide, one video of all windows unless said otherwise; best of two to twelve rounds; peer: one onnxruntime graph of product and ' +
      'softmax, without window means and segments; memory of processes of their own',
  );
  const byWindows: Point[] = [];
  for (const windowCount of WINDOW_COUNTS) byWindows.push(await timesOf(windowCount, CONCEPT_COUNT));
  const byConcepts: Point[] = [];
  for (const conceptCount of CONCEPT_COUNTS) byConcepts.push(await timesOf(WINDOW_COUNT, conceptCount));
  drawTimes(draw, byWindows, byConcepts);
  return [
    ...byWindows.map((point) => timeFigure(`${point.windowCount} windows, ${CONCEPT_COUNT} concepts`, point)),
    ...byConcepts.map((point) => timeFigure(`${WINDOW_COUNT} windows, ${point.conceptCount} concepts`, point)),
    growthFigure('a window among 1,000,000 over one among 10,000', byWindows[1], byWindows[3], JOINED),
    growthFigure('a concept of 2,000 over one of 200', byConcepts[2], byConcepts[4], OUT_OF_CACHE),
    ...(await memoryFigures(draw)),
  ];
}

async function timesOf(windowCount: number, conceptCount: number): Promise<Point> {
  const times = await runApart<Times>(SCRIPT, { args: ['times', String(windowCount), String(conceptCount)] });
  return { windowCount, conceptCount, ...times };
}

function timeFigure(title: string, { ours, plain }: Times): Figure {
  const peer = { name: 'product and softmax alone', value: plain, unit: 'ms' };
  return { name: `scoring ${title}`, value: ours, unit: 'ms', peer };
}

/** Of what each window costs with each concept. */
const cost = ({ windowCount, conceptCount }: Point, ms: number) => ms / windowCount / conceptCount;

/** By the profiler, what many cost beyond their share. */
const JOINED =
  'a video of 139 hours goes through the product in parts, which are joined by copying 381 MiB; the rest is garbage';
const OUT_OF_CACHE = 'logits and probabilities are 76 MiB each, which no cache holds: the peer grows for it, too';

function growthFigure(title: string, few: Point, many: Point, why: string): Figure {
  const ratio = (way: keyof Times) => cost(many, many[way]) / cost(few, few[way]);
  const peer = { name: 'the same of product and softmax alone', value: ratio('plain'), unit: '×' };
  return { name: `scoring: ${title}`, value: ratio('ours'), unit: '×', target: GROWTH, isCeiling: true, peer, why };
}

function drawTimes(draw: (chart: Chart) => void, byWindows: readonly Point[], byConcepts: readonly Point[]): void {
  const seconds = { label: 'seconds', scale: 'log' } as const;
  const curvesBy = (key: 'windowCount' | 'conceptCount', points: readonly Point[]) => [
    { name: 'scoring', points: points.map((point) => ({ x: point[key], y: point.ours / 1000 })) },
    { name: 'product and softmax alone', points: points.map((point) => ({ x: point[key], y: point.plain / 1000 })) },
  ];
  draw({
    id: 'scoring-by-windows',
    title: `Scoring by windows, ${CONCEPT_COUNT} concepts`,
    x: { label: 'windows', scale: 'log' },
    y: seconds,
    series: curvesBy('windowCount', byWindows),
  });
  draw({
    id: 'scoring-by-concepts',
    title: `Scoring by concepts, ${WINDOW_COUNT.toLocaleString('en')} windows`,
    x: { label: 'concepts', scale: 'log' },
    y: seconds,
    series: curvesBy('conceptCount', byConcepts),
  });
}

async function memoryFigures(draw: (chart: Chart) => void): Promise<Figure[]> {
  const whole = await memoryCurve('ours');
  const plain = await memoryCurve('plain');
  const videos = await memoryCurve('ours', WINDOWS_PER_VIDEO);
  draw({
    id: 'scoring-memory',
    title: 'Peak memory of scoring',
    x: { label: 'windows', scale: 'log' },
    y: { label: 'MiB', scale: 'log' },
    series: [
      { name: 'one video', points: whole },
      { name: 'product and softmax alone', points: plain },
      { name: `videos of ${WINDOWS_PER_VIDEO}`, points: videos },
    ],
  });
  const [one, other, many] = [whole, plain, videos].map((points) => points.at(-1)!.y);
  const few = videos.find(({ x }) => x === WINDOW_COUNT)!.y;
  const peer = { name: 'product and softmax alone', value: other, unit: 'MiB' };
  return [
    { name: 'scoring 1,000,000 windows of one video: memory', value: one, unit: 'MiB', peer },
    {
      name: 'scoring 1,000,000 windows of one video: memory over the peer',
      value: one / other,
      unit: '×',
      target: 1.5,
      isCeiling: true,
      peer,
    },
    { name: 'scoring 1,000,000 windows of 1,000 videos: memory', value: many, unit: 'MiB', peer },
    {
      name: 'scoring 1,000,000 windows of 1,000 videos: memory over that of ten videos',
      value: many / few,
      unit: '×',
      target: GROWTH,
      isCeiling: true,
    },
  ];
}

/** @param perVideo windows; default: all in one video */
async function memoryCurve(way: 'ours' | 'plain', perVideo?: number): Promise<{ x: number; y: number }[]> {
  const points = [];
  for (const windowCount of WINDOW_COUNTS) {
    const sizes = [windowCount, CONCEPT_COUNT, perVideo ?? windowCount];
    const { peakMib } = await runApart<{ peakMib: number }>(SCRIPT, { args: [way, ...sizes.map(String)] });
    points.push({ x: windowCount, y: peakMib });
  }
  return points;
}
