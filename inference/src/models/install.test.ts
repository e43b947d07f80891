import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startFileServer } from '../../../test/factories/file-server.ts';
import type { FileServer } from '../../../test/factories/file-server.ts';
import { catalogueEntry } from './catalogue.ts';
import { encoderEntry } from './entry.ts';
import type { EncoderEntry } from './entry.ts';
import { installEncoder } from './install.ts';
import { findInstalled, installedIds } from './installed.ts';

const CONTENT = { 'vision_model.onnx': 'picture tower', 'text_model.onnx': 'text tower', 'tokenizer.json': '{}' };
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let folder: string;
let models: string;
let server: FileServer | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'install-'));
  models = path.join(folder, 'models');
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true });
});

function entryFor(source: string | null, change: Partial<EncoderEntry> = {}): EncoderEntry {
  const files = Object.entries(CONTENT).map(([name, text]) => ({
    name,
    path: name.endsWith('.onnx') ? `onnx/${name}` : name,
    sizeBytes: text.length,
    sha256: sha256(text),
  }));
  return encoderEntry.parse({ ...catalogueEntry('clip-vit-b32'), id: 'mine', source, files, ...change });
}

async function serve(prefix: string, content: Record<string, string> = CONTENT): Promise<string> {
  const files = Object.entries(content).map(([name, text]) => [`${prefix}${name}`, Buffer.from(text)] as const);
  server = await startFileServer({ files: Object.fromEntries(files) });
  return server.url;
}

async function sourceFolder(content: Record<string, string> = CONTENT): Promise<string> {
  const source = path.join(folder, 'source');
  await mkdir(source);
  for (const [name, text] of Object.entries(content)) await writeFile(path.join(source, name), text);
  return source;
}

describe('installEncoder', () => {
  test('fetches the files from the source below their paths', async () => {
    const url = await serve('/base/onnx/', CONTENT);
    const entry = entryFor(`${url}/base/`);
    const files = entry.files.map((file) => ({ ...file, path: `onnx/${file.name}` }));
    const home = await installEncoder({ ...entry, files }, { folder: models });
    expect(await readFile(path.join(home, 'text_model.onnx'), 'utf8')).toBe('text tower');
    expect(await installedIds(models)).toEqual(['mine']);
  });

  test('takes a mirror with one folder per encoder', async () => {
    const url = await serve('/mirror/mine/');
    await installEncoder(entryFor('http://127.0.0.1:9/'), { folder: models, mirror: `${url}/mirror` });
    expect((await findInstalled('mine', models)).entry.files.map((file) => file.sha256)).toEqual(
      Object.values(CONTENT).map(sha256),
    );
  });

  test('fetches again what an interrupted call has left, where it is not what it should be', async () => {
    const partial = path.join(models, '.partial', 'mine');
    await mkdir(partial, { recursive: true });
    await writeFile(path.join(partial, 'text_model.onnx'), 'text TOWER');
    const home = await installEncoder(entryFor(null), { folder: models, from: await sourceFolder() });
    expect(await readFile(path.join(home, 'text_model.onnx'), 'utf8')).toBe('text tower');
  });

  test('takes a folder', async () => {
    await installEncoder(entryFor(null), { folder: models, from: await sourceFolder() });
    expect(await readdir(path.join(models, 'mine'))).toContain('encoder.json');
  });

  test('takes an address and falls back to the paths of the source', async () => {
    const url = await serve('/onnx/', CONTENT);
    const entry = entryFor(null);
    const files = entry.files.map((file) => ({ ...file, path: `onnx/${file.name}` }));
    await installEncoder({ ...entry, files }, { folder: models, from: url });
    expect(await installedIds(models)).toEqual(['mine']);
  });

  test('installs nothing where one file is corrupted', async () => {
    const source = await sourceFolder({ ...CONTENT, 'tokenizer.json': '[]' });
    const install = installEncoder(entryFor(null), { folder: models, from: source });
    await expect(install).rejects.toMatchObject({ code: 'CHECKSUM' });
    expect(await installedIds(models)).toEqual([]);
  });

  test('names the places it looked at for a missing file', async () => {
    const source = await sourceFolder({ 'vision_model.onnx': CONTENT['vision_model.onnx'] });
    const install = installEncoder(entryFor(null), { folder: models, from: source });
    await expect(install).rejects.toThrow(path.join(source, 'text_model.onnx'));
  });

  test('fetches only what an interrupted call has not finished', async () => {
    const url = await serve('/mine/', { 'vision_model.onnx': CONTENT['vision_model.onnx'] });
    await expect(installEncoder(entryFor(null), { folder: models, mirror: url })).rejects.toThrow('404');
    await server!.close();
    const again = await serve('/mine/');
    await installEncoder(entryFor(null), { folder: models, mirror: again });
    expect(server!.requests.map((request) => request.path)).toEqual(['/mine/text_model.onnx', '/mine/tokenizer.json']);
  });

  test('pins and reports files whose checksum nobody knows', async () => {
    const files = entryFor(null).files.map((file) => ({ ...file, sha256: null, provenance: 'unknown' }));
    const warnings: string[] = [];
    const warn = (message: string): number => warnings.push(message);
    await installEncoder(entryFor(null, { files }), { folder: models, from: await sourceFolder(), warn });
    expect(warnings).toHaveLength(3);
    expect((await findInstalled('mine', models)).entry.files[0].sha256).toBe(sha256('picture tower'));
  });

  test('replaces an older installation', async () => {
    const source = await sourceFolder();
    await installEncoder(entryFor(null), { folder: models, from: source });
    await installEncoder(entryFor(null, { title: 'newer' }), { folder: models, from: source });
    expect((await findInstalled('mine', models)).entry.title).toBe('newer');
    expect(await readdir(path.join(models, '.partial'))).toEqual([]);
  });

  test('names the remedy where the models folder cannot be made', async () => {
    await writeFile(models, 'a file');
    const install = installEncoder(entryFor(null), { folder: models, from: folder });
    await expect(install).rejects.toThrow('set ACTIONARY_MODELS to a writable folder');
  });
});

describe('findInstalled', () => {
  test('names the command that fetches a known encoder', async () => {
    await expect(findInstalled('clip-vit-b32', models)).rejects.toThrow('run "actionary models pull clip-vit-b32"');
  });

  test('lists the ids there are for an unknown one', async () => {
    await installEncoder(entryFor(null), { folder: models, from: await sourceFolder() });
    await expect(findInstalled('../mine', models)).rejects.toThrow(/known: workbench, clip-vit-b32, .*, mine$/);
  });

  test('names the wrong field of an encoder.json', async () => {
    await mkdir(path.join(models, 'mine'), { recursive: true });
    await writeFile(path.join(models, 'mine', 'encoder.json'), JSON.stringify({ ...entryFor(null), dims: 0 }));
    await expect(findInstalled('mine', models)).rejects.toThrow(/encoder\.json: dims: /);
  });
});
