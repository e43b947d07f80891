import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startS3Server } from '../../../../../test/factories/s3-server.ts';
import type { S3Server } from '../../../../../test/factories/s3-server.ts';
import { Bucket } from './bucket.ts';
import type { StorageSettings } from './bucket.ts';
import type { StoredObject } from './storage-xml.ts';

let storage: S3Server;
let folder: string;
beforeEach(async () => {
  storage = await startS3Server();
  folder = await mkdtemp(path.join(tmpdir(), 'actionary-bucket-'));
});
afterEach(async () => {
  await storage.close();
  await rm(folder, { recursive: true });
});

const { signal } = new AbortController();
const bucket = (settings: Partial<StorageSettings> = {}, name = 'plant') =>
  new Bucket({ ...storage.settings, ...settings }, name);
const bytes = (text: string) => new TextEncoder().encode(text);

async function list(of: Bucket, prefix = '', pageSize?: number): Promise<StoredObject[]> {
  const all: StoredObject[] = [];
  for await (const page of of.list(prefix, pageSize ? { pageSize } : {})) all.push(...page);
  return all;
}

const keysOf = async (...search: [prefix: string, pageSize?: number]) =>
  (await list(bucket(), ...search)).map(({ key }) => key);

async function download(object: StoredObject): Promise<string> {
  const target = path.join(folder, 'copy');
  const file = await open(target, 'w');
  try {
    await bucket().download(object, signal, file);
  } finally {
    await file.close();
  }
  return readFile(target, 'utf8');
}

/** Puts an object there and says what it is like. */
async function put(text: string, key = 'a.mp4'): Promise<StoredObject> {
  storage.put('plant', key, bytes(text));
  return (await bucket().describe(key))!;
}

describe('list', () => {
  test('finds all objects below a prefix, whatever they are called, a page after the other', async () => {
    const names = [
      '日勤 1.mp4',
      "it's (a)*!.mp4",
      'a&b <c>.mp4',
      '100% + 1.mp4',
      'x=y?z#.mp4',
      '😀.mp4',
      'day/shift.mp4',
    ];
    for (const name of names) storage.put('plant', `line 2/${name}`, bytes(name));
    storage.put('plant', 'line 20/other.mp4', bytes('other'));
    expect(await keysOf('line 2/', 3)).toEqual(names.map((name) => `line 2/${name}`).toSorted());
    expect(storage.requests).toHaveLength(3);
    for (const name of names) expect((await bucket().describe(`line 2/${name}`))?.sizeBytes).toBe(bytes(name).length);
  });

  test('tells size, time and ETag of each, and of one the same as of all', async () => {
    storage.put('plant', 'a.mp4', bytes('four'), new Date('2026-11-24T09:30:00Z'));
    const [listed] = await list(bucket());
    expect(listed).toMatchObject({ key: 'a.mp4', sizeBytes: 4, modifiedAt: new Date('2026-11-24T09:30:00Z') });
    expect(await bucket().describe('a.mp4')).toEqual(listed);
    expect(await bucket().describe('b.mp4')).toBeNull();
  });

  test('asks for a thousand at a time', async () => {
    for (let index = 0; index < 2001; index++) storage.put('plant', `${index}.mp4`, bytes(''));
    expect(new Set(await keysOf(''))).toHaveProperty('size', 2001);
    expect(storage.requests).toHaveLength(3);
  });
});

describe('what goes wrong with all of a bucket', () => {
  beforeEach(() => storage.put('plant', 'a.mp4', bytes('a')));

  test.each([
    [
      'a wrong secret',
      { secretAccessKey: 'wrong' },
      'BUCKET_DENIED',
      'check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY',
    ],
    ['an unknown key', { accessKeyId: 'NOBODY' }, 'BUCKET_DENIED', 'check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY'],
    ['another region', { region: 'us-east-1' }, 'BUCKET_SETTINGS', 'lies in the region eu-test-1; check S3_REGION'],
  ])('is told for %s, with what to do', async (_, settings, code, message) => {
    const told = expect.stringContaining(message);
    await expect(list(bucket(settings))).rejects.toMatchObject({ name: 'StorageError', code, message: told });
  });

  test('is told for a bucket that is not there, clocks that differ, what does not speak S3, and nobody there', async () => {
    await expect(list(bucket({}, 'elsewhere'))).rejects.toMatchObject({ code: 'BUCKET_NOT_FOUND' });
    storage.skewMs = 3_600_000;
    await expect(list(bucket())).rejects.toMatchObject({
      code: 'CLOCK_SKEW',
      message: expect.stringContaining('set this one right'),
    });
    storage.skewMs = 0;
    // An object in place of a list.
    storage.put('plant', 'other', bytes('hello'));
    const elsewhere = list(bucket({ endpoint: `${storage.settings.endpoint}/plant` }, 'other'));
    await expect(elsewhere).rejects.toMatchObject({
      code: 'BUCKET_SETTINGS',
      message: expect.stringContaining('does not answer as S3 does'),
    });
    await storage.close();
    await expect(list(bucket())).rejects.toMatchObject({
      code: 'BUCKET_UNREACHABLE',
      message: expect.stringContaining('cannot be reached (ECONNREFUSED); check S3_ENDPOINT'),
    });
  });

  test('is told of an object, too, whose answers have no body', async () => {
    const asked = bucket({ secretAccessKey: 'wrong' }).describe('a.mp4');
    await expect(asked).rejects.toMatchObject({ name: 'StorageError', code: 'BUCKET_DENIED' });
    storage.denied.add('a.mp4');
    const denied = bucket().describe('a.mp4');
    await expect(denied).rejects.toMatchObject({ name: 'LibraryFileError', code: 'NOT_READABLE' });
  });
});

describe('download', () => {
  test('goes on where the connection broke', async () => {
    const object = await put('0123456789');
    storage.cutAfter = (index) => [4, 3][index];
    expect(await download(object)).toBe('0123456789');
    expect(storage.requests.flatMap(({ range }) => range ?? [])).toEqual(['bytes=0-', 'bytes=4-', 'bytes=7-']);
  });

  test('gives up where nothing more comes', async () => {
    const object = await put('0123456789');
    storage.cutAfter = () => 0;
    await expect(download(object)).rejects.toMatchObject({ name: 'StorageError', code: 'BUCKET_UNREACHABLE' });
  });

  test('notices that an object was replaced, before it is read and in between', async () => {
    const object = await put('0123456789');
    storage.put('plant', 'a.mp4', bytes('9876543210'));
    const changed = { name: 'LibraryFileError', code: 'FILE_CHANGED' };
    await expect(download(object)).rejects.toMatchObject(changed);
    const other = (await bucket().describe('a.mp4'))!;
    storage.cutAfter = () => {
      storage.put('plant', 'a.mp4', bytes('0123456789'));
      return 5;
    };
    await expect(download(other)).rejects.toMatchObject(changed);
  });

  test('notices that an object was replaced under who reads it', async () => {
    const object = await put('0123456789');
    storage.cutAfter = () => {
      storage.put('plant', 'a.mp4', bytes('9876543210'));
      return undefined;
    };
    await expect(download(object)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
  });

  test('ends when it is asked to', async () => {
    const object = await put('0123456789');
    const stopping = new AbortController();
    storage.cutAfter = () => {
      stopping.abort(new Error('stopped'));
      return 5;
    };
    const file = await open(path.join(folder, 'copy'), 'w');
    await expect(bucket().download(object, stopping.signal, file)).rejects.toThrow('stopped');
    await file.close();
  });
});
