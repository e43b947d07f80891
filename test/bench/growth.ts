import { fillArchive, rescoring } from './archive.ts';
import type { ArchiveSize } from './archive.ts';
import { withServices } from './bench-services.ts';
import type { BenchServices } from './bench-services.ts';
import type { Figure } from './figure.ts';
import { milliseconds } from './times.ts';

const FRAMES_PER_VIDEO = 1000;
const WINDOW_COUNTS = [1000, 10_000, 100_000, 1_000_000];
const CONCEPT_COUNTS = [10, 100, 500, 1000, 2000];
const CONCEPT_COUNT = 100;
const WINDOW_COUNT = 100_000;
const ROUNDS = 2;
const SAMPLE_MS = 50;

/** How the cost of re-scoring grows with the archive and with the vocabulary. */
export function benchGrowth(note: (text: string) => void): Promise<Figure[]> {
  note(
    `256 wide, videos of ${FRAMES_PER_VIDEO} frames; best of ${ROUNDS}; memory is this process's, the most there was`,
  );
  return withServices(async (services) => {
    const figures: Figure[] = [];
    for (const windowCount of WINDOW_COUNTS)
      figures.push(...(await benchSize(services, windowCount, CONCEPT_COUNT, `${windowCount} windows`)));
    for (const conceptCount of CONCEPT_COUNTS)
      figures.push(...(await benchSize(services, WINDOW_COUNT, conceptCount, `${conceptCount} concepts`)));
    return figures;
  });
}

async function benchSize(
  services: BenchServices,
  windowCount: number,
  conceptCount: number,
  title: string,
): Promise<Figure[]> {
  const size: ArchiveSize = {
    videoCount: windowCount / FRAMES_PER_VIDEO,
    framesPerVideo: FRAMES_PER_VIDEO,
    conceptCount,
  };
  const rescore = rescoring(services, await fillArchive(services, 'workbench', size));
  await rescore();
  let bestMs = Infinity;
  const memory = watchMemory();
  for (let round = 0; round < ROUNDS; round++) bestMs = Math.min(bestMs, await milliseconds(rescore));
  const named = (name: string) => `re-scoring ${title}: ${name}`;
  return [
    { name: named('whole'), value: bestMs, unit: 'ms' },
    { name: named('a window'), value: (1000 * bestMs) / windowCount, unit: 'µs' },
    { name: named('resident memory'), value: memory.mostMib(), unit: 'MiB' },
  ];
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
