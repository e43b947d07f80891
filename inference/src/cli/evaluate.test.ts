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

  whereFeatures('evaluate with examples teaches base labels at no loss on novel ones', async () => {
    const shots = ['--shots', join(features, 'shots16.npy'), '--adapter', 'froster', '--json'];
    const { out } = await run('--videos', videos, '--texts', texts, ...shots);
    const { frozen, froster, ...baselines } = JSON.parse(out) as Record<string, Record<string, number>>;
    expect(frozen).toEqual({ base: 79.18, novel: 83.49, hm: 81.28, all: 74.33, ece: 3.29, count: 1336 });
    expect(froster).toMatchObject({ count: 1336, trainSeconds: expect.any(Number), ece: expect.any(Number) });
    expect(froster.novel).toBeGreaterThan(frozen.novel - 1);
    expect(froster.hm).toBeGreaterThan(frozen.hm + 4);
    expect(froster.all).toBeGreaterThan(frozen.all + 4);
    expect(baselines).toEqual({
      'tip-adapter': expect.objectContaining({ base: 85.92, novel: 83.49, hm: 84.69, all: 72.53 }),
      gda: expect.objectContaining({ novel: 83.49, count: 1336 }),
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

  test('prints a table of what is learned from examples', async () => {
    const files = ['--videos', path('v.npy'), '--texts', path('t.npy'), '--base', path('base.json')];
    const shots = ['--shots', path('v.npy'), '--adapter', 'none'];
    const { code, out } = await run(...files, ...shots);
    const lines = out.split('\n').map((line) => line.split(/\s{2,}/));
    expect(lines[0]).toEqual(['', 'base', 'novel', 'HM', 'all', 'ECE', 's']);
    expect(lines.slice(1, 4).map(([title]) => title.split(' ')[0])).toEqual(['frozen', 'Tip-Adapter', 'GDA']);
    expect(code).toBe(0);
  });

  test('prints one object by method, always with the frozen encoder', async () => {
    const files = ['--videos', path('v.npy'), '--texts', path('t.npy'), '--base', path('base.json')];
    const { out } = await run(...files, '--shots', path('v.npy'), '--seed', '7', '--json');
    const methods = ['frozen', 'tip-adapter', 'gda', 'clap', 'linear', 'froster', 'temporal'];
    expect(Object.keys(JSON.parse(out) as object)).toEqual(methods);
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
    const files = ['--videos', path('v.npy'), '--texts', path('t.npy'), '--shots', path('v.npy')];
    const unknown = await run(...files, '--adapter', 'magic');
    expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('known: none, linear, froster') });
    const unseeded = await run(...files, '--seed', 'x');
    expect(unseeded).toMatchObject({ code: 2, err: expect.stringContaining('invalid seed "x"') });
  });

  test('gives one line for what it cannot read or compare', async () => {
    const missing = await run('--videos', path('no.npy'), '--texts', path('t.npy'));
    expect(missing).toEqual({ code: 1, out: '', err: `actionary: ${path('no.npy')}: no such file\n` });
    await writeFile(path('none.json'), '["lift", "drop"]');
    const none = await run('--videos', path('v.npy'), '--video-labels', path('none.json'), '--texts', path('t.npy'));
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining('no video has a base label') });
  });
});
