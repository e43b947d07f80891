import { expect, test } from '@jest/globals';
import { segmentLayout } from './segment-layout.ts';

test('segmentLayout needs as many lines as the width asks for', () => {
  expect([0, 358, 499, 500, 859, 860].map((widthPx) => segmentLayout(widthPx).name)).toEqual([
    'wide',
    'narrow',
    'narrow',
    'medium',
    'medium',
    'wide',
  ]);
});
