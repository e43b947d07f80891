import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddingFileError } from '../../embedding-file-error.ts';
import { formatNpy } from './npy.ts';
import { parseEmbeddings, parseList, readEmbeddings } from './read-embeddings.ts';
import { namesPathOf, readNamedEmbeddings, readNames } from './read-names.ts';
import { formatSafetensors } from './safetensors.ts';
import { writeEmbeddings } from './write-embeddings.ts';

const table = { rowCount: 2, dims: 3, data: Float32Array.of(1, 2, 3, -4, 5, 6) };
const tensor = { shape: [2, 3], data: table.data };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'embedding-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('readEmbeddings', () => {
  test.each(['round.npy', 'round.safetensors'])('reads what writeEmbeddings writes to %s', async (name) => {
    const path = join(folder, name);
    await writeEmbeddings(path, table);
    expect(await readEmbeddings(path)).toEqual(table);
  });

  test('reads .npz and takes one dimension for one row', async () => {
    expect(await readEmbeddings(await file('a.npz', zipSync({ 'x.npy': formatNpy(tensor) })))).toEqual(table);
    const one = parseEmbeddings(formatNpy({ shape: [3], data: Float32Array.of(1, 2, 3) }), 'one.npy');
    expect([one.rowCount, one.dims]).toEqual([1, 3]);
  });

  test('refuses what is no matrix of embeddings', () => {
    const parse = (shape: number[], ...data: number[]) =>
      parseEmbeddings(formatNpy({ shape, data: Float32Array.from(data) }), 'a.npy');
    expect(() => parse([1, 1, 1], 1)).toThrow('a.npy: has 3 dimensions');
    expect(() => parse([0, 5])).toThrow('a.npy: holds no embeddings: its shape is [0, 5]');
    expect(() => parse([2, 2], 1, 1, 0, 0)).toThrow('a.npy: row 1 is all zeros');
    expect(() => parse([2, 2], 1, NaN, 1, 1)).toThrow('a.npy: row 0 holds NaN or infinity');
    expect(() => parse([1, 2], 1, Infinity)).toThrow('a.npy: row 0 holds NaN or infinity');
  });

  test('reads a list of whole numbers beside the embeddings', () => {
    const timesMs = Int32Array.of(0, 16_777_217);
    const both = formatSafetensors({ embeddings: tensor, timesMs: { shape: [2], data: timesMs } });
    expect([...parseList(both, 'a.safetensors', 'timesMs')]).toEqual([...timesMs]);
    expect(parseEmbeddings(both, 'a.safetensors', { array: 'embeddings' })).toEqual(table);
    const zip = zipSync({
      'x.npy': formatNpy(tensor),
      't.npy': formatNpy({ shape: [2], data: Float32Array.of(0, 5) }),
    });
    expect([...parseList(zip, 'a.npz', 't')]).toEqual([0, 5]);
    expect(() => parseList(zip, 'a.npz', 'x')).toThrow('a.npz (x): has 2 dimensions; write a list, with reshape(-1)');
    expect(() => parseList(zip, 'a.npz', 'times')).toThrow('a.npz: holds no array "times"; choose one of x, t');
    expect(() => parseList(formatNpy(tensor), 'a.npy', 't')).toThrow('a.npy: holds no array "t" beside the embeddings');
    const halves = { shape: [2], data: Float16Array.of(0.5, 2) };
    expect([...parseList(formatSafetensors({ halves }), 'h', 'halves')]).toEqual([0.5, 2]);
  });

  test('names files that cannot be read', async () => {
    await mkdir(join(folder, 'directory.npy'));
    await expect(readEmbeddings(join(folder, 'missing.npy'))).rejects.toThrow(/missing\.npy: no such file$/);
    await expect(readEmbeddings(join(folder, 'directory.npy'))).rejects.toThrow('is a directory; give a file');
    await expect(readEmbeddings(await file('empty.npy', ''))).rejects.toThrow('is empty');
    await expect(readEmbeddings(await file('text.npy', 'just some text'))).rejects.toThrow('not a file of embeddings');
  });
});

test('damaged files give an EmbeddingFileError or finite rows, never anything else', () => {
  const whole = [
    formatNpy(tensor),
    zipSync({ 'x.npy': formatNpy(tensor) }),
    zipSync({ 'x.npy': formatNpy(tensor) }, { level: 0 }),
    formatSafetensors({ x: tensor }),
  ];
  const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 });
  fc.assert(
    fc.property(fc.constantFrom(...whole), damage, fc.option(fc.nat()), (original, changes, cut) => {
      const bytes = original.slice(0, cut === null ? original.length : cut % original.length);
      for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
      try {
        const { data, rowCount, dims } = parseEmbeddings(bytes, 'damaged');
        expect(data).toHaveLength(rowCount * dims);
        expect(data.every(Number.isFinite)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(EmbeddingFileError);
        expect((error as Error).message).toMatch(/^damaged.*: [^\n]+$/);
      }
    }),
    { numRuns: 1500 },
  );
});

describe('readNames', () => {
  test('takes strings and objects', async () => {
    const path = await file(
      'names.json',
      '["wipe", {"label": "pour", "source": "x"}, {"label": "scan", "video": "a.mp4"}]',
    );
    expect(await readNames(path)).toEqual([
      { label: 'wipe', video: null },
      { label: 'pour', video: null },
      { label: 'scan', video: 'a.mp4' },
    ]);
  });

  test('names the entry that is wrong', async () => {
    await expect(readNames(await file('bad.json', '["wipe", 3]'))).rejects.toThrow(
      'bad.json: entry 1 is neither a label',
    );
    await expect(readNames(await file('object.json', '{"wipe": 1}'))).rejects.toThrow('not a JSON array of labels');
    await expect(readNames(await file('no.json', '[wipe]'))).rejects.toThrow('no.json: not JSON (');
  });
});

describe('readNamedEmbeddings', () => {
  test('finds the names beside the embeddings', async () => {
    const path = await file('beside.npy', formatNpy(tensor));
    await file('beside.json', '["wipe", "pour"]');
    expect((await readNamedEmbeddings(path)).names.map(({ label }) => label)).toEqual(['wipe', 'pour']);
    expect(namesPathOf('a/b.SafeTensors')).toBe('a/b.json');
  });

  test('wants a name for each row', async () => {
    const path = await file('three.npy', formatNpy(tensor));
    const names = await file('three.json', '["a", "b", "c"]');
    await expect(readNamedEmbeddings(path, names)).rejects.toThrow(`${names}: 3 names for the 2 rows of ${path}`);
  });
});

describe('writeEmbeddings', () => {
  test('leaves nothing behind where it cannot write', async () => {
    const before = await readdir(folder);
    await expect(writeEmbeddings(join(folder, 'no', 'x.npy'), table)).rejects.toThrow('cannot be written');
    await expect(writeEmbeddings(join(folder, 'x.txt'), table)).rejects.toThrow('unknown format; end the name in .npy');
    await expect(writeEmbeddings(join(folder, 'directory.npy'), table)).rejects.toThrow('cannot be written');
    expect((await readdir(folder)).toSorted()).toEqual(before.toSorted());
  });
});
