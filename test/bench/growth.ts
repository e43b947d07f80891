import { fillArchive, rescoring } from './archive.ts';
import type { ArchiveSize } from './archive.ts';
import { withServices } from './bench-services.ts';
import type { BenchServices } from './bench-services.ts';
import type { Chart, Figure } from './figure.ts';
import { milliseconds } from './times.ts';

const FRAMES_PER_VIDEO = 1000;
const WINDOW_COUNTS = [1000, 10_000, 100_000, 1_000_000];
const CONCEPT_COUNTS = [10, 100, 500, 1000, 2000];
const CONCEPT_COUNT = 100;
const WINDOW_COUNT = 100_000;
const ROUNDS = 2;
/** What is a hundred times as much may take a hundred times as long, and three tenths more. */
const GROWTH = 1.3;
const SAMPLE_MS = 50;

/** How the cost of re-scoring grows with the archive and with the vocabulary. */
export function benchGrowth(note: (text: string) => void, draw: (chart: Chart) => void): Promise<Figure[]> {
  note(
    `256 wide, videos of ${FRAMES_PER_VIDEO} frames; best of ${ROUNDS}; memory is this process's, the most there was`,
  );
  return withServices(async (services) => {
    const byWindows: Point[] = [];
    for (const windowCount of WINDOW_COUNTS) byWindows.push(await measure(services, windowCount, CONCEPT_COUNT));
    const byConcepts: Point[] = [];
    for (const conceptCount of CONCEPT_COUNTS) byConcepts.push(await measure(services, WINDOW_COUNT, conceptCount));
    drawPoints(draw, byWindows, byConcepts);
    const [, few, , many] = byWindows;
    return [
      ...byWindows.flatMap((point) => figuresOf(`${point.windowCount} windows`, point)),
      ...byConcepts.flatMap((point) => figuresOf(`${point.conceptCount} concepts`, point)),
      ceiling('a window among 1,000,000 over one among 10,000', perWindow(many) / perWindow(few)),
      ceiling('memory with 1,000,000 windows over that with 10,000', many.peakMib / few.peakMib),
    ];
  });
}

interface Point {
  readonly windowCount: number;
  readonly conceptCount: number;
  readonly ms: number;
  readonly peakMib: number;
}

const perWindow = ({ ms, windowCount }: Point) => ms / windowCount;

const ceiling = (name: string, value: number): Figure => ({
  name: `re-scoring: ${name}`,
  value,
  unit: '×',
  target: GROWTH,
  isCeiling: true,
});

async function measure(services: BenchServices, windowCount: number, conceptCount: number): Promise<Point> {
  const size: ArchiveSize = {
    videoCount: windowCount / FRAMES_PER_VIDEO,
    framesPerVideo: FRAMES_PER_VIDEO,
    conceptCount,
  };
  const rescore = rescoring(services, await fillArchive(services, 'workbench', size));
  await rescore();
  let ms = Infinity;
  const memory = watchMemory();
  for (let round = 0; round < ROUNDS; round++) ms = Math.min(ms, await milliseconds(rescore));
  return { windowCount, conceptCount, ms, peakMib: memory.mostMib() };
}

function figuresOf(title: string, point: Point): Figure[] {
  const named = (name: string) => `re-scoring ${title}: ${name}`;
  return [
    { name: named('whole'), value: point.ms, unit: 'ms' },
    { name: named('a window'), value: 1000 * perWindow(point), unit: 'µs' },
    { name: named('resident memory'), value: point.peakMib, unit: 'MiB' },
  ];
}

function drawPoints(draw: (chart: Chart) => void, byWindows: readonly Point[], byConcepts: readonly Point[]): void {
  const log = (label: string) => ({ label, scale: 'log' }) as const;
  draw({
    id: 'rescoring-by-windows',
    title: `Re-scoring from PostgreSQL to PostgreSQL by windows, ${CONCEPT_COUNT} concepts`,
    x: log('windows'),
    y: log('seconds'),
    series: [
      { name: 're-scoring', points: byWindows.map(({ windowCount, ms }) => ({ x: windowCount, y: ms / 1000 })) },
    ],
  });
  draw({
    id: 'rescoring-by-concepts',
    title: `Re-scoring from PostgreSQL to PostgreSQL by concepts, ${WINDOW_COUNT.toLocaleString('en')} windows`,
    x: log('concepts'),
    y: log('seconds'),
    series: [
      { name: 're-scoring', points: byConcepts.map(({ conceptCount, ms }) => ({ x: conceptCount, y: ms / 1000 })) },
    ],
  });
  draw({
    id: 'rescoring-memory',
    title: 'Peak memory of re-scoring',
    x: log('windows'),
    y: { label: 'MiB', from: 0 },
    series: [
      { name: 'the process', points: byWindows.map(({ windowCount, peakMib }) => ({ x: windowCount, y: peakMib })) },
    ],
  });
}

/** The most resident memory from now on. */
function watchMemory() {
  let most = 0;
  const look = () => (most = Math.max(most, process.memoryUsage.rss()));
  const timer = setInterval(look, SAMPLE_MS);
  return {
    mostMib: () => {
      look();
      clearInterval(timer);
      return most / 2 ** 20;
    },
  };
}
