import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installClipShaped } from '../../../test/bench/clip-shaped-encoder.ts';
import { TINY_CLIP } from '../../../test/bench/clip-shaped.ts';
import { openEncoder } from '../models/open-encoder.ts';
import { runModels } from './models.ts';

const ACCEPTANCE = path.resolve(import.meta.dirname, '../../../../shared/data/clip/acceptance');
const testWithClip = existsSync(ACCEPTANCE) ? test : test.skip;

let folder: string;
let models: string;
let out: string;
let err: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'models-'));
  models = path.join(folder, 'models');
  await installClipShaped(models, TINY_CLIP);
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  out = '';
  err = '';
});

const io = (signal?: AbortSignal) => ({
  stdout: { write: (text: string) => (out += text) },
  stderr: { write: (text: string) => (err += text) },
  ...(signal ? { signal } : {}),
});
const run = (...argv: string[]): Promise<number> => runModels([...argv, '--models', models], io());

describe('runModels', () => {
  test('list shows the catalogue and what else is installed', async () => {
    expect(await run('list', '--json')).toBe(0);
    const rows = JSON.parse(out) as { id: string; isInstalled: boolean; warnings: string[] }[];
    expect(rows.find((row) => row.id === 'clip-shaped')!.isInstalled).toBe(true);
    expect(rows.find((row) => row.id === 'clip-vit-b32')!.isInstalled).toBe(false);
    expect(rows.find((row) => row.id === 'clip-vit-b32')!.warnings.length).toBeGreaterThan(0);
  });

  test('verify checks the files and runs both towers', async () => {
    expect(await run('verify', 'clip-shaped')).toBe(0);
    expect(out).toContain('3 files are intact');
    expect(out).toContain('both towers run, 64 wide, finite, unit length');
  });

  test('verify names a damaged file', async () => {
    await cp(path.join(models, 'clip-shaped'), path.join(models, 'damaged'), { recursive: true });
    const entry = await readFile(path.join(models, 'damaged', 'encoder.json'), 'utf8');
    await writeFile(path.join(models, 'damaged', 'encoder.json'), entry.replace('"clip-shaped"', '"damaged"'));
    await writeFile(path.join(models, 'damaged', 'tokenizer.json'), '{}');
    expect(await run('verify', 'damaged')).toBe(1);
    expect(err).toBe('actionary: encoder "damaged": tokenizer.json has changed; run "actionary models pull damaged"\n');
    await rm(path.join(models, 'damaged'), { recursive: true });
  });

  testWithClip('verify --acceptance tells how far the probabilities are from the published ones', async () => {
    expect(await run('verify', 'clip-shaped', '--acceptance', ACCEPTANCE)).toBe(1);
    expect(out).toMatch(/franz-kafka\.jpg\n {2}a photo of a man: 0\.\d{4} \(published 0\.9888\)/);
    expect(out).toMatch(/largest deviation 0\.\d{4}, limit 0\.01: not accepted\n$/);
  });

  test('verify --acceptance names a folder without vectors', async () => {
    expect(await run('verify', 'clip-shaped', '--acceptance', folder)).toBe(1);
    expect(err).toContain('not the acceptance vectors of CLIP ViT-B/32');
  });

  test('quantize installs an 8-bit copy with its measured cosine', async () => {
    expect(await run('quantize', 'clip-shaped')).toBe(0);
    expect(out).toContain('cosine to clip-shaped');
    const encoder = await openEncoder('clip-shaped-int8', { folder: models });
    expect(encoder.entry.quantization!.image.minCosine).toBeGreaterThan(0.99);
    expect(encoder.entry.quantization!.text.minCosine).toBeGreaterThan(0.99);
    const [alone, together] = [
      await encoder.text.encode(['pick up']),
      await encoder.text.encode(['pick up', 'x 1 ! y']),
    ];
    expect(together.subarray(0, alone.length)).toEqual(alone);
    expect(encoder.image.identity.digest).toBe(encoder.text.identity.digest);
    await encoder.close();
    expect(await readdir(path.join(models, '.partial'))).toEqual([]);
  });

  test('import installs an exported encoder under a new id', async () => {
    expect(await run('import', path.join(models, 'clip-shaped'), '--id', 'mine')).toBe(0);
    const [mine, original] = [
      await openEncoder('mine', { folder: models }),
      await openEncoder('clip-shaped', { folder: models, isWarmedUp: false }),
    ];
    expect(mine.image.identity.digest).toBe(original.image.identity.digest);
    expect(await mine.text.encode(['tighten the screw'])).toEqual(await original.text.encode(['tighten the screw']));
    await Promise.all([mine.close(), original.close()]);
  });

  test('import refuses an id of the catalogue and a folder without description', async () => {
    expect(await run('import', path.join(models, 'clip-shaped'), '--id', 'clip-vit-b32')).toBe(1);
    expect(err).toContain('is an encoder of the catalogue; give another --id');
    expect(await run('import', folder)).toBe(1);
    expect(err).toContain('no encoder.json there');
  });

  test('pull names the encoders there are and the places it looked at', async () => {
    expect(await run('pull', 'clip')).toBe(1);
    expect(err).toContain('unknown encoder "clip"; known: workbench');
    expect(await run('pull', 'clip-vit-b32', '--from', path.join(folder, 'none'))).toBe(1);
    expect(err).toContain('no such file; check --from or the mirror');
    expect(err).toContain('warning: The text tower understands English only.');
  });

  test('stopping gives one line and exit code 130', async () => {
    expect(await runModels(['verify', 'clip-shaped', '--models', models], io(AbortSignal.abort()))).toBe(130);
    expect(err).toBe('actionary: stopped\n');
  });

  test.each([
    [['pul', 'x'], 'unknown command "models pul"; known: list, pull'],
    [['verify'], 'give exactly one encoder id'],
    [['verify', 'x', '--bad'], "Unknown option '--bad'"],
  ])('%j is wrong usage', async (argv, problem) => {
    expect(await runModels(argv, io())).toBe(2);
    expect(err).toContain(problem);
  });

  test('explains itself', async () => {
    expect(await runModels(['--help'], io())).toBe(0);
    expect(out).toContain('actionary models <command>');
  });
});

describe('openEncoder', () => {
  test('takes pictures and texts of a real-shaped pair into one space, whatever the batches', async () => {
    const encoder = await openEncoder('clip-shaped', { folder: models, threads: 1 });
    const pictures = Array.from({ length: 11 }, (_, n) =>
      new Uint8Array(32 * 32 * 3).map((_zero, i) => (i * (n + 3)) % 256),
    );
    const together = await encoder.image.encode(pictures);
    const alone = await encoder.image.encode([pictures[10]]);
    alone.forEach((value, index) => expect(together[10 * 64 + index]).toBeCloseTo(value, 5));
    expect(await encoder.text.encode(['a', 'b c'])).toHaveLength(128);
    await encoder.close();
  });
});
