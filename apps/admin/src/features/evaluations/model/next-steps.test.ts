import { expect, test } from '@jest/globals';
import { nextSteps } from './next-steps.ts';
import type { PilotFindings } from './next-steps.ts';

const findings: PilotFindings = {
  refusals: [],
  videoCount: 6,
  frozenRight: 0.7,
  learned: [
    { label: 'wipe', spanCount: 5, adaptedCount: 5 },
    { label: 'tape', spanCount: 6, adaptedCount: 2 },
    { label: 'wait', spanCount: 8, adaptedCount: 6 },
  ],
  concepts: [
    { label: 'wipe', spanCount: 5, wantedCount: 5 },
    { label: 'tape', spanCount: 6, wantedCount: 5 },
    { label: 'open', spanCount: 1, wantedCount: 5 },
  ],
};

test('an adapter that may be used is published, and what has few reviews gets more', () => {
  expect(nextSteps(findings)).toEqual([
    { kind: 'publish' },
    { kind: 'reviewConcepts', wanted: [{ label: 'open', count: 4 }] },
  ]);
});

test('without a certain gain, what is wrong most often is reviewed as much again', () => {
  expect(nextSteps({ ...findings, refusals: ['noGain'] })).toEqual([
    {
      kind: 'reviewConcepts',
      wanted: [
        { label: 'tape', count: 6 },
        { label: 'wait', count: 8 },
      ],
    },
  ]);
});

test('where the encoder is right by itself, training is not worth it', () => {
  expect(nextSteps({ ...findings, refusals: ['noGain'], frozenRight: 0.97 })).toEqual([
    { kind: 'notWorthIt', right: 0.97 },
  ]);
});

test('too few videos and concepts are told with how many are missing', () => {
  const refusals = ['tooFewReviews', 'untrainedNotMeasured'] as const;
  expect(nextSteps({ ...findings, refusals, videoCount: 2, concepts: [] })).toEqual([
    { kind: 'reviewVideos', count: 3 },
    { kind: 'reviewOtherConcepts', count: 1 },
  ]);
});

test('where other concepts lose and all have been reviewed, the encoder stays as it is', () => {
  expect(nextSteps({ ...findings, refusals: ['untrainedLoss'], concepts: [] })).toEqual([{ kind: 'keepEncoder' }]);
});
