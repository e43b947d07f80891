import { expect, test } from '@jest/globals';
import { normalizeRows } from '../domain/index.ts';
import { gaussianArray, seededRandom } from '../training/random.ts';
import { evaluateAdapter } from './evaluate-adapter.ts';
import type { ReviewedExamples } from './evaluate-adapter.ts';

const DIMS = 128;
const CONCEPTS = 5;
const OPTIONS = { kind: 'linear', seed: 1, logitScale: 100 } as const;

/** Each concept looks `shift` parts like the next one's text; one span of two frames of each concept in each video. */
function site(videoCount: number, shift: number, conceptCount = CONCEPTS): ReviewedExamples {
  const random = seededRandom(3);
  const texts = normalizeRows(gaussianArray(random, CONCEPTS * DIMS, 1), DIMS);
  const text = (concept: number, i: number) => texts[(concept % CONCEPTS) * DIMS + i];
  const concepts = Array.from({ length: videoCount * conceptCount }, (_, index) => index % conceptCount);
  const rows = concepts.flatMap((concept) =>
    Array.from({ length: 2 }, () =>
      [...gaussianArray(random, DIMS, 0.005)].map(
        (noise, i) => noise + (1 - shift) * text(concept, i) + shift * text(concept + 1, i),
      ),
    ),
  );
  return {
    dims: DIMS,
    texts,
    frames: normalizeRows(Float32Array.from(rows.flat()), DIMS),
    frameCounts: concepts.map(() => 2),
    concepts,
    videos: concepts.map((_, index) => `video ${Math.floor(index / conceptCount)}`),
  };
}

test('an adapter that sees through what a site does to pictures is accepted, with figures of videos left out', async () => {
  const told: number[][] = [];
  const { decision, methods, concepts, ...rest } = await evaluateAdapter(site(6, 0.52), {
    ...OPTIONS,
    onProgress: (done, total) => void told.push([done, total]),
  });
  expect(rest).toEqual({ spanCount: 30, videoCount: 6, heldOut: 'videos' });
  expect(methods.map(({ method }) => method)).toEqual(['frozen', 'adapter', 'linear', 'tipAdapter', 'gda']);
  expect(methods[1].all).toBeGreaterThan(methods[0].all);
  expect(concepts.map(({ conceptIndex, spanCount }) => [conceptIndex, spanCount])).toEqual(
    Array.from({ length: CONCEPTS }, (_, concept) => [concept, 6]),
  );
  const right = (name: 'frozenCount' | 'adaptedCount') => concepts.reduce((sum, counts) => sum + counts[name], 0) / 30;
  expect([right('frozenCount'), right('adaptedCount')]).toEqual([methods[0].all, methods[1].all]);
  expect(decision).toMatchObject({ isAccepted: true, reasons: [] });
  expect(told.at(-1)).toEqual([12, 12]);
});

test('where the encoder is right already there is nothing to gain', async () => {
  const { decision } = await evaluateAdapter(site(5, 0), OPTIONS);
  expect(decision).toMatchObject({ isAccepted: false, reasons: ['noGain'] });
});

test('with few videos parts of them are left out, and with few concepts nobody can tell what others lose', async () => {
  const evaluation = await evaluateAdapter(site(2, 0.52, 3), OPTIONS);
  expect(evaluation).toMatchObject({ videoCount: 2, heldOut: 'partsOfVideos' });
  expect(evaluation.decision.reasons).toContain('untrainedNotMeasured');
});

test('it can be stopped', async () => {
  await expect(
    evaluateAdapter(site(5, 0.52), { ...OPTIONS, signal: AbortSignal.abort(new Error('enough')) }),
  ).rejects.toThrow('enough');
});
