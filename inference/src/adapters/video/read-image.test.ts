import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { measurePreprocessing } from '../../../../test/bench/preprocessing.ts';
import { VideoError } from '../../video-error.ts';
import { hasNodeAv } from './node-av.ts';
import { readImage } from './read-image.ts';

const folder = path.resolve('../shared/data/clip/acceptance');
const run = existsSync(folder) && (await hasNodeAv()) ? test : test.skip;

run('preprocessing equals the reference for pictures and nearly for frames', async () => {
  const { image, video } = await measurePreprocessing(
    path.join(folder, 'franz-kafka.jpg'),
    path.join(folder, 'expected_preprocessed_image.npy'),
  );
  expect(image.maxAbsolute).toBeLessThan(1e-6);
  expect(video.maxAbsolute).toBeLessThan(0.06);
  expect(video.meanAbsolute).toBeLessThan(0.004);
});

test('readImage says what is wrong with a file', async () => {
  const geometry = { width: 8, height: 8, fit: 'crop' } as const;
  await expect(readImage('missing.png', geometry)).rejects.toThrow(VideoError);
  await expect(readImage('package.json', geometry)).rejects.toThrow('package.json: is not a picture');
});
