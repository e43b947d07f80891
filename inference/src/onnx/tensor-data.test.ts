import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ELEMENT_TYPE } from './model-proto.ts';
import { tensorBytes } from './tensor-data.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tensor-'));
  await writeFile(path.join(folder, 'weights'), Uint8Array.of(1, 2, 3, 4, 5));
});
afterAll(() => rm(folder, { recursive: true }));

const external = (location: string, more: Readonly<Record<string, string>> = {}) => ({
  name: 'w',
  dims: [],
  dataType: ELEMENT_TYPE.uint8,
  dataLocation: 1,
  externalData: Object.entries({ location, ...more }).map(([key, value]) => ({ key, value })),
});

test('external data is read from its offset on, as much as it says', () => {
  expect([...tensorBytes(external('weights', { offset: '1', length: '3' }), folder)]).toEqual([2, 3, 4]);
  expect([...tensorBytes(external('weights', { offset: '3' }), folder)]).toEqual([4, 5]);
  expect(() => tensorBytes(external('weights', { length: '6' }), folder)).toThrow('too short');
});

test.each(['', '../weights', '/etc/passwd', 'below/weights'])('external data is not read from %j', (location) => {
  expect(() => tensorBytes(external(location), folder)).toThrow('must lie beside the model');
});
