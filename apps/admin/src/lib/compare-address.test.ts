import { expect, test } from '@jest/globals';
import { compareAddress, videoSpanIn } from './compare-address.ts';

const CYCLE = { videoId: 'VmlkZW86MQ', range: { startMs: 1200, endMs: 8400 } };

test('compareAddress holds both spans, which videoSpanIn reads', () => {
  const whole = { videoId: 'VmlkZW86Mg', range: null };
  const address = compareAddress(CYCLE, whole, { recipeId: 'UmVj', level: 2 });
  expect(address).toBe('/compare?left=VmlkZW86MQ@1200-8400&right=VmlkZW86Mg&recipe=UmVj&level=2');
  const parameters = new URLSearchParams(address.split('?')[1]);
  expect([videoSpanIn(parameters.get('left')), videoSpanIn(parameters.get('right'))]).toEqual([CYCLE, whole]);
  expect(compareAddress(CYCLE, null, { recipeId: 'UmVj', level: null })).toBe(
    '/compare?left=VmlkZW86MQ@1200-8400&recipe=UmVj',
  );
});

test('videoSpanIn takes a range without a length for the whole video, and nothing for what it cannot mean', () => {
  expect(videoSpanIn('VmlkZW86MQ@900-900')).toEqual({ videoId: 'VmlkZW86MQ', range: null });
  expect([null, '', 'a b', '@1-2', 'x@1'].map(videoSpanIn)).toEqual([null, null, null, null, null]);
});
