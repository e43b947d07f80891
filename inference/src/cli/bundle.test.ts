import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEMO_VOCABULARY, demoVideo } from '../../../test/factories/demo.ts';
import { runCommand } from './command-line.ts';

const WORKBENCH = path.join(import.meta.dirname, '../../models/workbench');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-bundle-'));
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);

/** Runs a command in this process and collects what it writes. */
async function run(...argv: string[]) {
  const written = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof written) => ({ write: (text: string) => (written[name] += text) });
  const exitCode = await runCommand(argv, { stdout: sink('stdout'), stderr: sink('stderr') });
  return { exitCode, ...written };
}

/** Installs the bundled encoder under a name of its own. */
async function installEncoder(id: string, change: object = {}): Promise<string> {
  await cp(WORKBENCH, at(`models/${id}`), { recursive: true });
  const file = at(`models/${id}/encoder.json`);
  const entry = JSON.parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...entry, id, bundled: undefined, ...change }));
  return at(`models/${id}`);
}

describe('recognize --bundle', () => {
  const recipe = [
    '--fps',
    '3',
    '--window',
    '3',
    '--decode',
    'viterbi',
    '--switch-penalty',
    '3',
    '--temperature',
    '1.2',
  ];
  const words = ['--vocabulary', DEMO_VOCABULARY, '--prompts', 'clip-kinetics-28', '--language', 'ja'];
  const recognize = (...argv: string[]) => run('recognize', demoVideo('packing'), ...argv, '--format', 'json');
  let encoder: string[];
  let withVocabulary: string;

  beforeAll(async () => {
    const home = await installEncoder('edge');
    encoder = ['--encoder', 'edge', '--models', at('models')];
    const [told, written] = [
      await recognize(...words, ...recipe, ...encoder),
      await run('bundle', ...words, ...recipe, ...encoder, '--out', at('packing')),
    ];
    expect(told).toMatchObject({ exitCode: 0, stderr: '' });
    expect(written).toEqual({ exitCode: 0, stdout: `${at('packing')}\n`, stderr: '' });
    withVocabulary = told.stdout;
    await Promise.all(['text.onnx', 'tokenizer.json'].map((name) => rm(path.join(home, name))));
  });

  test('tells the same as --vocabulary with the same settings, without the text tower', async () => {
    const { exitCode, stdout, stderr } = await recognize('--bundle', at('packing'), '--models', at('models'));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(withVocabulary);
    expect(stdout).toContain('"label": "テープ貼り');
  });

  test('tells labels in another language where it is asked to', async () => {
    const { stdout } = await recognize('--bundle', at('packing'), '--models', at('models'), '--language', 'en');
    expect(stdout).toMatch(/"label": "[A-Z][a-z]/);
    expect(stdout).not.toContain('テープ貼り');
  });

  test('takes the encoder that the bundle was made with under another name', async () => {
    await cp(at('models/edge'), at('models/renamed'), { recursive: true });
    const file = at('models/renamed/encoder.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"id":"edge"', '"id":"renamed"'));
    const { stdout } = await recognize('--bundle', at('packing'), '--models', at('models'), '--encoder', 'renamed');
    expect(stdout).toBe(withVocabulary.replace('"encoder": "edge"', '"encoder": "renamed"'));
  });

  test.each([
    ['another digest', { languages: ['en'], dims: 64 }],
    ['another logit scale', { logitScale: 7 }],
  ])('refuses an encoder of %s', async (_, change) => {
    await installEncoder('other', change);
    const told = await recognize('--bundle', at('packing'), '--models', at('models'), '--encoder', 'other');
    expect(told).toMatchObject({ exitCode: 1, stdout: '' });
    expect(told.stderr).toMatch(
      /bundle\.json: was made with encoder "edge" \(digest .*"other" here is another .*install/,
    );
  });

  test('says how to get an encoder that is not there', async () => {
    const file = at('packing/bundle.json');
    const manifest = await readFile(file, 'utf8');
    await cp(at('packing'), at('elsewhere'), { recursive: true });
    await writeFile(at('elsewhere/bundle.json'), manifest.replace('"id": "edge"', '"id": "clip-vit-b32"'));
    const told = await recognize('--bundle', at('elsewhere'), '--models', at('models'));
    expect(told).toMatchObject({ exitCode: 1 });
    expect(told.stderr).toContain('run "actionary models pull clip-vit-b32"');
  });

  test.each([
    [['--window', '2'], 'the bundle says what --window is to be, so leave it out'],
    [['--fps', '2'], 'the bundle says what --fps is to be, so leave it out'],
    [['--vocabulary', DEMO_VOCABULARY], 'the bundle says what --vocabulary is to be, so leave it out'],
  ])('refuses %j beside it', async (argv, problem) => {
    const told = await recognize('--bundle', at('packing'), ...argv);
    expect(told).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `actionary: ${problem}; see actionary recognize --help\n`,
    });
  });

  test('names the file that is missing', async () => {
    const { exitCode, stderr } = await recognize('--bundle', at('nowhere'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      `${at('nowhere/bundle.json')}: no such file; give the folder that "actionary bundle" wrote`,
    );
  });
});

test.each([
  [[], 'give --vocabulary FILE'],
  [['--vocabulary', DEMO_VOCABULARY], 'give --out FOLDER'],
])('bundle %j is refused', async (argv, problem) => {
  expect(await run('bundle', ...argv)).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `actionary: ${problem}; see actionary bundle --help\n`,
  });
});

test('bundle --help says what is in it', async () => {
  expect((await run('bundle', '--help')).stdout).toMatch(/^Usage: actionary bundle --vocabulary FILE --out FOLDER/);
});
