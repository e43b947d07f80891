import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startFileServer } from '../../../test/factories/file-server.ts';
import type { FileServer, FileServerOptions } from '../../../test/factories/file-server.ts';
import { downloadFile } from './download.ts';

const BYTES = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 31 + (index >> 8)) % 251);
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const EXPECTED = { sizeBytes: BYTES.length, sha256: SHA256 };
const FAST = { retryDelayMs: 1 };

let folder: string;
let server: FileServer | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'download-'));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true });
});

async function serve(options: Omit<FileServerOptions, 'files'> = {}, bytes = BYTES): Promise<string> {
  server = await startFileServer({ files: { '/file': bytes }, ...options });
  return `${server.url}/file`;
}

const target = (): string => path.join(folder, 'file');
const leftovers = async (): Promise<string[]> => (await readdir(folder)).toSorted();

describe('downloadFile', () => {
  test('stores the bytes and tells size, sha256 and progress', async () => {
    const url = await serve();
    const seen: [number, number | null][] = [];
    const facts = await downloadFile(
      { url, target: target(), sizeBytes: null, sha256: null },
      { onProgress: (received, total) => seen.push([received, total]) },
    );
    expect(facts).toEqual(EXPECTED);
    expect(new Uint8Array(await readFile(target()))).toEqual(BYTES);
    expect(seen.at(-1)).toEqual([BYTES.length, BYTES.length]);
    expect(await leftovers()).toEqual(['file']);
  });

  test('goes on where an interrupted answer stopped', async () => {
    const url = await serve({ cutAfter: (index) => (index < 2 ? 70_000 : undefined) });
    await downloadFile({ url, target: target(), ...EXPECTED }, FAST);
    expect(server!.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=70000-', 'bytes=140000-']);
    expect(server!.requests.at(-1)!.ifRange).toBe('"one"');
    expect(await leftovers()).toEqual(['file']);
  });

  test('goes on in a later call', async () => {
    const url = await serve({ cutAfter: (index) => (index === 0 ? 70_000 : undefined) });
    await expect(downloadFile({ url, target: target(), ...EXPECTED }, { ...FAST, attempts: 1 })).rejects.toThrow(
      '--from',
    );
    expect(await leftovers()).toEqual(['file.part', 'file.part.validator']);
    await downloadFile({ url, target: target(), ...EXPECTED }, FAST);
    expect(server!.requests[1].range).toBe('bytes=70000-');
  });

  test('starts again where the server has no ranges', async () => {
    const url = await serve({ hasRanges: false, cutAfter: (index) => (index === 0 ? 70_000 : undefined) });
    expect(await downloadFile({ url, target: target(), ...EXPECTED }, FAST)).toEqual(EXPECTED);
  });

  test('starts again where the file has changed meanwhile', async () => {
    const url = await serve({
      etag: (index) => `"${index}"`,
      cutAfter: (index) => (index === 0 ? 70_000 : undefined),
    });
    expect(await downloadFile({ url, target: target(), sizeBytes: null, sha256: null }, FAST)).toEqual(EXPECTED);
  });

  test('replaces a leftover of other bytes once', async () => {
    const url = await serve();
    await writeFile(`${target()}.part`, new Uint8Array(1000));
    expect(await downloadFile({ url, target: target(), ...EXPECTED }, FAST)).toEqual(EXPECTED);
    expect(server!.requests.map(({ range }) => range)).toEqual(['bytes=1000-', undefined]);
  });

  test('throws away corrupted bytes', async () => {
    const url = await serve({}, BYTES.with(5, 255));
    const download = downloadFile({ url, target: target(), ...EXPECTED }, FAST);
    await expect(download).rejects.toMatchObject({ code: 'CHECKSUM' });
    expect(await leftovers()).toEqual([]);
  });

  test.each([BYTES.length - 1, BYTES.length + 1])('refuses a file that should have %d bytes', async (sizeBytes) => {
    const url = await serve();
    const download = downloadFile({ url, target: target(), sizeBytes, sha256: null }, FAST);
    await expect(download).rejects.toMatchObject({ code: 'CHECKSUM' });
    expect((await leftovers()).includes('file')).toBe(false);
  });

  test('tries again after a server error and gives up on 404 at once', async () => {
    const url = await serve({ failWith: (index) => (index === 0 ? 503 : undefined) });
    await downloadFile({ url, target: target(), ...EXPECTED }, FAST);
    const missing = downloadFile({ url: `${server!.url}/none`, target: `${target()}2`, ...EXPECTED }, FAST);
    await expect(missing).rejects.toThrow('the server answered 404');
    expect(server!.requests).toHaveLength(3);
  });

  test('counts a silent server as interrupted', async () => {
    const url = await serve({ isSilent: (index) => index === 0 });
    expect(await downloadFile({ url, target: target(), ...EXPECTED }, { ...FAST, stallMs: 300 })).toEqual(EXPECTED);
    expect(server!.requests).toHaveLength(2);
  });

  test('tells what to do without a network', async () => {
    const url = await serve();
    await server!.close();
    server = undefined;
    const download = downloadFile({ url, target: target(), ...EXPECTED }, { ...FAST, attempts: 2 });
    await expect(download).rejects.toThrow(
      `cannot fetch ${url} (ECONNREFUSED); without internet give --from <folder> or set ACTIONARY_MODEL_MIRROR`,
    );
  });

  test('stops when asked and keeps what it has', async () => {
    const url = await serve({ cutAfter: () => 70_000 });
    const abort = new AbortController();
    const download = downloadFile(
      { url, target: target(), ...EXPECTED },
      { ...FAST, signal: abort.signal, onProgress: () => abort.abort() },
    );
    await expect(download).rejects.toThrow('aborted');
    expect((await leftovers()).includes('file')).toBe(false);
  });
});
