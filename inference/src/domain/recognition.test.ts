import { expect, test } from '@jest/globals';
import { labelSegments } from './recognition.ts';

test('labelSegments puts labels in place of indices and keeps unknown', () => {
  const segment = { startMs: 0, endMs: 10, score: 3, probability: 0.4 };
  const runnersUp = [{ conceptIndex: 1, probability: 0.3 }];
  const segments = [
    { ...segment, conceptIndex: 0, runnersUp },
    { ...segment, conceptIndex: null, runnersUp },
  ];
  const reported = { startMs: 0, endMs: 10, probability: 0.4, runnersUp: [{ label: 'pour', probability: 0.3 }] };
  expect(labelSegments(segments, ['wipe', 'pour'])).toEqual([
    { ...reported, label: 'wipe' },
    { ...reported, label: null },
  ]);
});
