import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './command-line.ts';

describe('actionary vocabulary', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vocabulary-command-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function run(...argv: string[]) {
    const said = { stdout: '', stderr: '' };
    const sink = (name: keyof typeof said) => ({ write: (text: string) => (said[name] += text) });
    const exitCode = await runCommand(['vocabulary', ...argv], { stdout: sink('stdout'), stderr: sink('stderr') });
    return { exitCode, ...said };
  }

  test('check tells what is wrong line by line', async () => {
    const path = join(folder, 'words.csv');
    await writeFile(path, 'id,label,parent\na,wipe,b\nb,pour,a\nc,scan,x\n');
    expect(await run('check', path)).toEqual({
      exitCode: 1,
      stdout: [
        'line 2: hint: the label has no language; its script tells whether it is Japanese or English (mended)',
        'line 2: error: lies below itself (a → b → a); moved to the top (mended)',
        'line 4: warning: lies below "x", which is not there; taken away (mended)',
        '3 concepts, 3 findings\n',
      ].join('\n'),
      stderr: '',
    });
  });

  test('convert writes any format from any other, and the same bytes again', async () => {
    const [csv, ttl, xlsx, again] = ['in.csv', 'a.ttl', 'b.xlsx', 'c.ttl'].map((name) => join(folder, name));
    await writeFile(csv, 'id,prefLabel@en,prefLabel@ja\na,wipe,拭く\n');
    for (const [from, to] of [
      [csv, ttl],
      [ttl, xlsx],
      [xlsx, again],
    ])
      expect(await run('convert', from, to)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(await readFile(again, 'utf8')).toBe(await readFile(ttl, 'utf8'));
    expect(await readFile(ttl, 'utf8')).toContain('skos:prefLabel "wipe"@en, "拭く"@ja');
  });

  test('names a format that it does not write', async () => {
    const { exitCode, stderr } = await run('convert', 'a.csv', 'a.pdf');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr:
        'actionary: a.pdf: end its name with one of .ttl, .jsonld, .csv, .xlsx; see actionary vocabulary --help\n',
    });
  });
});
