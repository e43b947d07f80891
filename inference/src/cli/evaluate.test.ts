import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { formatNpy } from '../adapters/embeddings/npy.ts';
import { runEvaluate } from './evaluate.ts';

const features = resolve(import.meta.dirname, '../../../../shared/data/features/ucf101-clip-vit-b32');
const whereFeatures = existsSync(features) ? test : test.skip;

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await runEvaluate(argv, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
  });
  return { code, out, err };
}

describe('on real CLIP embeddings of UCF101', () => {
  const videos = join(features, 'videos_test_groups01-04.npy');
  const texts = join(features, 'text_ucf62.npy');

  whereFeatures('evaluate reproduces the known figures exactly', async () => {
    const labels = ['--video-labels', videos.replace('.npy', '.json'), '--text-labels', texts.replace('.npy', '.json')];
    const { code, out } = await run('--videos', videos, '--texts', texts, ...labels, '--json');
    expect(out).toBe('{"base":79.18,"novel":83.49,"hm":81.28,"all":74.33,"count":1336}\n');
    expect(code).toBe(0);
  });

  whereFeatures('evaluate with examples keeps the frozen figures and adds better ones on base labels', async () => {
    const { out } = await run('--videos', videos, '--texts', texts, '--shots', join(features, 'shots16.npy'), '--json');
    expect(JSON.parse(out)).toEqual({
      base: 79.18,
      novel: 83.49,
      hm: 81.28,
      all: 74.33,
      count: 1336,
      shots: { method: 'tip-adapter', base: 85.92, novel: 83.49, hm: 84.69, all: 72.53, count: 496 },
    });
  });
});

describe('evaluate', () => {
  let folder: string;
  const path = (name: string) => join(folder, name);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evaluate-'));
    const unit = formatNpy({ shape: [2, 2], data: Float32Array.of(1, 0, 0, 1) });
    await writeFile(path('v.npy'), unit);
    await writeFile(path('v.json'), '["wipe", "pour"]');
    await writeFile(path('t.npy'), unit);
    await writeFile(path('t.json'), '[{"label": "pour"}, {"label": "wipe"}]');
    await writeFile(path('base.json'), '["wipe"]');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('prints a table', async () => {
    const { code, out } = await run('--videos', path('v.npy'), '--texts', path('t.npy'), '--base', path('base.json'));
    expect(out).toBe(
      '                 base  novel     HM    all\nfrozen         100.00 100.00 100.00   0.00\n2 videos\n',
    );
    expect(code).toBe(0);
  });

  test('teaches its use', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Example: actionary evaluate') });
    expect(await run()).toEqual({
      code: 2,
      out: '',
      err: 'actionary: give --videos FILE; see actionary evaluate --help\n',
    });
    expect(await run('--vidoes', 'x')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^actionary: Unknown option '--vidoes'.*\n$/),
    });
    const orphan = await run('--videos', path('v.npy'), '--texts', path('t.npy'), '--shot-labels', path('v.json'));
    expect(orphan).toMatchObject({ code: 2, err: expect.stringContaining('give --shots with --shot-labels') });
  });

  test('gives one line for what it cannot read or compare', async () => {
    const missing = await run('--videos', path('no.npy'), '--texts', path('t.npy'));
    expect(missing).toEqual({ code: 1, out: '', err: `actionary: ${path('no.npy')}: no such file\n` });
    await writeFile(path('none.json'), '["lift", "drop"]');
    const none = await run('--videos', path('v.npy'), '--video-labels', path('none.json'), '--texts', path('t.npy'));
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining('no video has a base label') });
  });
});
