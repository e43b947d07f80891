import { describe, expect, test } from '@jest/globals';
import { reviewedSite, SITE_CONCEPTS } from '../../../../test/factories/reviewed-site.ts';
import { baseToNovel } from './base-to-novel.ts';
import { fewShot } from './few-shot.ts';
import { comparedLibraries, crossLibrary } from './cross-library.ts';
import { heldOutConfusion } from './held-out-confusion.ts';
import { planRobustness, robustness } from './robustness.ts';

const OPTIONS = { kind: 'linear', seed: 1, logitScale: 100 } as const;
const METHODS = ['frozen', 'adapter', 'linear', 'tipAdapter', 'gda', 'clap'];
/** Whoever watches is told of each training. */
function watched() {
  const told: number[][] = [];
  return { told, onProgress: (done: number, total: number) => void told.push([done, total]) };
}

describe('baseToNovel', () => {
  test('tells of each method what becomes of learned concepts and of others', async () => {
    const { told, onProgress } = watched();
    const report = await baseToNovel(reviewedSite(6, 0.52), { ...OPTIONS, onProgress });
    expect(report).toMatchObject({ heldOut: 'videos', runCount: 6 });
    expect(report.methods.map(({ method }) => method)).toEqual(METHODS);
    const [frozen, adapter] = report.methods;
    expect(adapter!.base.mean).toBeGreaterThan(frozen!.base.mean);
    expect(adapter!.novel.mean).toBeGreaterThanOrEqual(frozen!.novel.mean - 0.01);
    // A video that was left out twice counts twice in the one, and once in the other.
    expect(adapter!.gain.mean).toBeCloseTo(adapter!.all.mean - frozen!.all.mean, 1);
    expect(adapter!.gain.low).toBeGreaterThan(0);
    expect(frozen!.gain).toMatchObject({ mean: 0, low: 0, high: 0 });
    expect(frozen!.trainSeconds).toBeNull();
    expect(adapter!.trainSeconds).toBeGreaterThan(0);
    expect(told.at(-1)).toEqual([18, 18]);
  });

  test('needs two reviewed concepts', async () => {
    await expect(baseToNovel(reviewedSite(6, 0.52, 1), OPTIONS)).rejects.toThrow('1 reviewed concepts for 2 folds');
  });
});

describe('fewShot', () => {
  test('learns from more and more spans of each concept, as far as they reach', async () => {
    const { told, onProgress } = watched();
    const report = await fewShot(reviewedSite(6, 0.5), { ...OPTIONS, onProgress });
    expect(report).toMatchObject({ heldOut: 'videos', runCount: 3 });
    expect(report.points.map(({ shots, learnedCount }) => [shots, learnedCount])).toEqual([
      [1, SITE_CONCEPTS],
      [2, 2 * SITE_CONCEPTS],
      [4, 4 * SITE_CONCEPTS],
    ]);
    const curve = (wanted: string) =>
      report.points.map(({ methods }) => methods.find(({ method }) => method === wanted)!.all.mean);
    expect(new Set(curve('frozen')).size).toBe(1);
    const { all, accuracy } = report.points[0]!.methods[0]!;
    expect(all.sd).not.toBeNull();
    expect(accuracy.low).toBeLessThan(accuracy.mean);
    expect(accuracy.high).toBeGreaterThan(accuracy.mean);
    expect(curve('adapter').at(-1)).toBeGreaterThan(curve('frozen')[0]!);
    expect(told.at(-1)).toEqual([27, 27]);
  });
});

describe('heldOutConfusion', () => {
  test('tells what each concept is taken for, before and after', async () => {
    const report = await heldOutConfusion(reviewedSite(6, 0.7), OPTIONS);
    const { frozen, adapted, conceptIndices, methods } = report;
    expect(conceptIndices).toEqual([0, 1, 2, 3, 4]);
    // Seven parts in ten like the next word: the encoder by itself takes each for that one.
    expect(frozen.rows).toEqual(
      [0, 1, 2, 3, 4].map((row) => [0, 1, 2, 3, 4].map((k) => (k === (row + 1) % 5 ? 6 : 0))),
    );
    expect(frozen.worst[0]).toEqual({ shown: 0, found: 1, count: 6, shownCount: 6 });
    expect(adapted.rows.flat().reduce((sum, count) => sum + count, 0)).toBe(30);
    expect(methods.map(({ method, all }) => [method, all]).slice(0, 1)).toEqual([['frozen', 0]]);
    const right = adapted.rows.reduce((sum, row, index) => sum + row[index]!, 0);
    expect(methods[1]!.all).toBeCloseTo(right / 30, 10);
  });
});

describe('crossLibrary', () => {
  test('learns in one library and tests in another, all ordered pairs', async () => {
    const examples = reviewedSite(6, 0.52);
    const libraries = examples.videos.map((video) => (video < 'video 3' ? 'north' : 'south'));
    const report = await crossLibrary(examples, libraries, OPTIONS);
    expect(report.leftOutCount).toBe(0);
    expect(report.pairs.map(({ fromLibrary, toLibrary }) => [fromLibrary, toLibrary])).toEqual([
      ['north', 'south'],
      ['south', 'north'],
    ]);
    const [pair] = report.pairs;
    expect(pair).toMatchObject({ learnedCount: 15, testedCount: 15, sharedCount: SITE_CONCEPTS });
    expect(pair!.methods.map(({ method }) => method)).toEqual(METHODS);
    const [frozen, adapter] = pair!.methods;
    expect(adapter!.gain.mean).toBeCloseTo(adapter!.all - frozen!.all, 10);
  });

  test('takes the four libraries with most reviews, of those with ten spans of two concepts', () => {
    const counts = { a: 10, b: 12, c: 11, d: 20, e: 13, few: 9 };
    const libraries = Object.entries(counts).flatMap(([library, count]) =>
      Array.from({ length: count }, () => library),
    );
    const concepts = libraries.map((_, index) => index % 2);
    expect(comparedLibraries(libraries, concepts)).toEqual(['d', 'e', 'b', 'c']);
    expect(
      comparedLibraries(
        libraries,
        libraries.map(() => 0),
      ),
    ).toEqual([]);
    expect(
      comparedLibraries(
        libraries.map(() => null),
        concepts,
      ),
    ).toEqual([]);
  });
});

describe('robustness', () => {
  /** Sees nothing but how bright the first pixel is: dark pictures are the first concept, bright ones the second. */
  const [dark, bright] = [0, 1].map((concept) => {
    const { texts, dims } = reviewedSite(1, 0);
    return texts.subarray(concept * dims, (concept + 1) * dims);
  });
  const encoder = {
    geometry: { width: 2, height: 2, fit: 'squash' as const },
    encode: async (pictures: readonly Uint8Array[]) =>
      Float32Array.from(pictures.flatMap((rgb) => [...(rgb[0]! < 100 ? dark! : bright!)])),
  };

  test('tells what each change does to right answers and to the probability of the true concept', async () => {
    const examples = reviewedSite(6, 0, 2);
    const plan = planRobustness(examples, 1);
    const grey = (value: number) => new Uint8Array(12).fill(value);
    const spans = plan.sampled.map((index) => ({ index, pictures: [grey(examples.concepts[index] === 0 ? 60 : 120)] }));
    const report = await robustness(examples, spans, { ...OPTIONS, encoder, plan });
    const of = (corruption: string | null, strength: number) =>
      report.conditions.find((condition) => condition.corruption === corruption && condition.strength === strength)!
        .methods[0]!;
    expect(report).toMatchObject({ heldOut: 'videos', spanCount: plan.sampled.length });
    expect(of(null, 1)).toMatchObject({ method: 'frozen', accuracy: 1, change: 0 });
    // 120 becomes 60, and is taken for dark.
    expect(of('brightness', 0.5).accuracy).toBeCloseTo(0.5, 5);
    expect(of('brightness', 0.5).change).toBeLessThan(-0.4);
    expect(of('mirror', 1).accuracy).toBe(1);
  });

  test('learns from other videos than those whose pictures are changed, and draws at most forty spans', () => {
    const { videos } = reviewedSite(30, 0);
    const { learned, sampled } = planRobustness({ videos }, 1);
    expect(sampled).toHaveLength(40);
    const seen = new Set(learned.map((index) => videos[index]));
    expect(sampled.some((index) => seen.has(videos[index]!))).toBe(false);
  });

  test('needs pictures', async () => {
    const examples = reviewedSite(5, 0);
    const plan = planRobustness(examples, 1);
    await expect(robustness(examples, [], { ...OPTIONS, encoder, plan })).rejects.toThrow('no pictures');
  });
});
