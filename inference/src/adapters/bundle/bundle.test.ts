import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync, zipSync } from 'fflate';
import { bundleOptions, bundleWords } from '../../bundle.ts';
import type { Bundle } from '../../bundle.ts';
import { formatSafetensors } from '../embeddings/safetensors.ts';
import { readBundle } from './read-bundle.ts';
import { ADAPTER_FILE, EMBEDDINGS_FILE, MANIFEST_FILE, UNKNOWN_FILE, writeBundle, zipBundle } from './write-bundle.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-bundle-'));
});
afterAll(() => rm(folder, { recursive: true }));

const BUNDLE: Bundle = {
  name: 'Station 3',
  vocabulary: { name: 'Packing', version: 4 },
  promptSet: { name: 'Sentences', version: 1, language: 'en' },
  encoder: { id: 'workbench', digest: 'ab'.repeat(32), dims: 2, logitScale: 50 },
  fps: 'native',
  window: { frameCount: 3, stepCount: 2 },
  decode: {
    method: 'viterbi',
    temperature: 1.5,
    smoothing: 1,
    minDurationMs: 250,
    minProbability: 0.2,
    minMargin: 0.1,
    runnerUpCount: 2,
    switchPenalty: 4,
  },
  adapter: Uint8Array.of(8, 9),
  calibration: { temperature: 0.7, thresholds: [0.5, 0.25], scales: [1, 0.5] },
  unknown: {
    model: { means: [0.1, 0.2, 0.3], deviations: [1, 2, 3], weights: [-1, 0.5, -2], bias: 0.25 },
    threshold: 0.75,
    negatives: Float32Array.of(0, 1),
    examples: Float32Array.of(1, 0, 0.8, 0.6),
  },
  language: 'ja',
  concepts: [
    { id: 'wipe', prefLabels: { en: 'Wipe', ja: '拭く' } },
    { id: 'tape', prefLabels: { en: 'Tape' } },
  ],
  embeddings: Float32Array.of(0.6, 0.8, 1, 0),
};

test('writeBundle, then readBundle, gives the same', async () => {
  const to = path.join(folder, 'new/one');
  await writeBundle(to, BUNDLE);
  expect(await readBundle(to)).toEqual(BUNDLE);
});

test('a bundle without an adapter, and nothing learned about the unknown, has no files of them', async () => {
  const to = path.join(folder, 'frozen');
  await writeBundle(to, { ...BUNDLE, adapter: null, unknown: null });
  expect(await readdir(to)).toEqual([MANIFEST_FILE, EMBEDDINGS_FILE].toSorted());
  expect(await readBundle(to)).toMatchObject({ adapter: null, unknown: null });
});

test('an adapter of another bundle is refused', async () => {
  const to = path.join(folder, 'foreign');
  await writeBundle(to, BUNDLE);
  await writeFile(path.join(to, ADAPTER_FILE), Uint8Array.of(1));
  await expect(readBundle(to)).rejects.toThrow(/adapter\.onnx: does not belong to the bundle\.json beside it/);
});

test('writeBundle writes down every parameter that is left to its default', async () => {
  const to = path.join(folder, 'defaults');
  await writeBundle(to, { ...BUNDLE, window: {}, decode: {}, calibration: null });
  const { window, decode } = await readBundle(to);
  expect(window).toEqual({ frameCount: 4, stepCount: 1 });
  expect(decode).toEqual({
    method: 'hysteresis',
    temperature: 1,
    smoothing: 0,
    minDurationMs: 0,
    minProbability: 0,
    minMargin: 0,
    runnerUpCount: 3,
    exitRatio: 0.6,
  });
});

test('zipBundle holds the files that writeBundle writes, and is the same each time', async () => {
  const to = path.join(folder, 'zipped');
  await writeBundle(to, BUNDLE);
  const archive = zipBundle(BUNDLE);
  expect(zipBundle(BUNDLE)).toEqual(archive);
  await writeFile(`${to}.zip`, archive);
  expect(await readBundle(`${to}.zip`)).toEqual(BUNDLE);
  const files = unzipSync(archive);
  expect(Object.keys(files).toSorted()).toEqual(
    [ADAPTER_FILE, MANIFEST_FILE, EMBEDDINGS_FILE, UNKNOWN_FILE].toSorted(),
  );
  for (const [name, bytes] of Object.entries(files)) {
    expect(Buffer.from(bytes).equals(await readFile(path.join(to, name)))).toBe(true);
  }
});

test('bundleWords falls back to the language of the prompts', () => {
  expect(bundleWords(BUNDLE).labels).toEqual(['拭く', 'Tape']);
  expect(bundleWords(BUNDLE, 'en').labels).toEqual(['Wipe', 'Tape']);
});

test('bundleOptions puts the calibration in the place of the temperature', () => {
  const { window, decode } = bundleOptions(BUNDLE);
  expect(window).toEqual(BUNDLE.window);
  expect(decode).toEqual({ ...BUNDLE.decode, temperature: 0.7, thresholds: [0.5, 0.25], scales: [1, 0.5] });
});

describe('readBundle refuses', () => {
  let to: string;
  let manifest: Record<string, unknown>;
  beforeAll(async () => {
    to = path.join(folder, 'refused');
    await writeBundle(to, BUNDLE);
    manifest = JSON.parse(await readFile(path.join(to, MANIFEST_FILE), 'utf8')) as Record<string, unknown>;
  });

  test.each<[string, object | string, RegExp]>([
    ['what is not JSON', '{', /bundle\.json: is not JSON; write the bundle again/],
    ['another JSON', { hello: 1 }, /is no bundle: it has no formatVersion/],
    ['a format it does not know', { formatVersion: 2 }, /format version 2, and only 1 is known here; use the program/],
    ['a parameter it does not know', { decode: { method: 'hysteresis', magic: 1 } }, /decode: .*"magic".*again/],
    ['a method it does not know', { decode: { method: 'guess' } }, /decode\.method: /],
    ['a parameter out of its range', { fps: 0 }, /fps: /],
    ['steps over frames', { window: { frameCount: 2, stepCount: 3 } }, /window: stepCount is larger than frameCount/],
    ['thresholds of other concepts', { calibration: { temperature: 1, thresholds: [1] } }, /1 thresholds for 2 conc/],
    [
      'embeddings of another width',
      { encoder: { ...BUNDLE.encoder, dims: 512 } },
      /concepts\.safetensors: embeddings are 2 wide, and the encoder's are 512; .*with the encoder that it names/,
    ],
    ['another number of concepts', { concepts: [{ id: 'wipe', labels: {} }], calibration: null }, /holds 2 .* 1 conc/],
    ['embeddings of another bundle', { embeddingsSha256: '0'.repeat(64) }, /does not belong to the bundle\.json/],
  ])('%s', async (_, change, message) => {
    const text = typeof change === 'string' ? change : JSON.stringify({ ...manifest, ...change });
    await writeFile(path.join(to, MANIFEST_FILE), 'hello' in Object(change) ? JSON.stringify(change) : text);
    await expect(readBundle(to)).rejects.toThrow(message);
  });

  test('embeddings that are not numbers', async () => {
    await writeBundle(to, BUNDLE);
    const tensor = { shape: [2, 2], data: Float32Array.of(NaN, 0, 1, 0) };
    await writeFile(path.join(to, EMBEDDINGS_FILE), formatSafetensors({ embeddings: tensor }));
    await expect(readBundle(to)).rejects.toThrow(/row 0 holds NaN or infinity/);
  });

  test.each([EMBEDDINGS_FILE, MANIFEST_FILE])('a folder without %s', async (name) => {
    await writeBundle(to, BUNDLE);
    await rm(path.join(to, name));
    await expect(readBundle(to)).rejects.toThrow(
      `${name}: no such file; give the folder that "actionary bundle" wrote`,
    );
  });

  test.each<[string, Uint8Array, RegExp]>([
    ['a file that is no archive', Buffer.from('hello'), /is neither a folder nor a whole zip archive; fetch it again/],
    ['half an archive', zipBundle(BUNDLE).subarray(0, 300), /is neither a folder nor a whole zip archive/],
    ['another archive', zipSync({ 'a.txt': Buffer.from('a') }), /holds no bundle\.json, so it is no bundle/],
    ['a part that would grow', zipSync({ [MANIFEST_FILE]: new Uint8Array(1e6) }), /holds no bundle\.json/],
  ])('%s', async (_, bytes, message) => {
    const file = path.join(folder, 'refused.zip');
    await writeFile(file, bytes);
    await expect(readBundle(file)).rejects.toThrow(message);
  });
});
