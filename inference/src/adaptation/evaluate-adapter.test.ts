import { expect, test } from '@jest/globals';
import { reviewedSite as site, SITE_CONCEPTS as CONCEPTS } from '../../../test/factories/reviewed-site.ts';
import { evaluateAdapter } from './evaluate-adapter.ts';

const OPTIONS = { kind: 'linear', seed: 1, logitScale: 100 } as const;

test('an adapter that sees through what a site does to pictures is accepted, with figures of videos left out', async () => {
  const told: number[][] = [];
  const { decision, methods, concepts, ...rest } = await evaluateAdapter(site(6, 0.52), {
    ...OPTIONS,
    onProgress: (done, total) => void told.push([done, total]),
  });
  expect(rest).toEqual({ spanCount: 30, videoCount: 6, heldOut: 'videos' });
  expect(methods.map(({ method }) => method)).toEqual(['frozen', 'adapter', 'linear', 'tipAdapter', 'gda', 'clap']);
  expect(methods[1].all).toBeGreaterThan(methods[0].all);
  expect(concepts.map(({ conceptIndex, spanCount }) => [conceptIndex, spanCount])).toEqual(
    Array.from({ length: CONCEPTS }, (_, concept) => [concept, 6]),
  );
  const right = (name: 'frozenCount' | 'adaptedCount') => concepts.reduce((sum, counts) => sum + counts[name], 0) / 30;
  expect([right('frozenCount'), right('adaptedCount')]).toEqual([methods[0].all, methods[1].all]);
  expect(decision).toMatchObject({ isAccepted: true, reasons: [] });
  expect(told.at(-1)).toEqual([17, 17]);
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

test('texts in more words are measured beside the others', async () => {
  const examples = site(5, 0);
  const descriptiveTexts = examples.texts.toReversed();
  const { methods } = await evaluateAdapter({ ...examples, descriptiveTexts }, OPTIONS);
  expect(methods.map(({ method }) => method)).toEqual([
    'frozen',
    'adapter',
    'descriptive',
    'linear',
    'tipAdapter',
    'gda',
    'clap',
  ]);
  expect([methods[0].all, methods[2].all]).toEqual([1, expect.closeTo(0.2, 5)]);
});
