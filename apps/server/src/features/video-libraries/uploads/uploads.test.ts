import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createEquipmentNode } from '../../../../../../prisma/src/index.ts';
import { demoVideo } from '../../../../../../test/factories/demo.ts';
import { valueOf } from '../../../../../../test/factories/records.ts';
import { useServer } from '../../../../../../test/factories/server.ts';
import type { TestServer } from '../../../../../../test/factories/server.ts';
import { breakTus, patchTus, sendTus, tusMetadata } from '../../../../../../test/factories/tus.ts';
import { toGlobalId } from '../../../shared/graphql/global-id.ts';
import { uploadRoutes } from './upload-routes.ts';

interface Library {
  readonly id: string;
  readonly folder: string;
}

interface Created {
  created: { videoLibrary: (Library & { isOwnFolder: boolean }) | null; userErrors: { code: string }[] };
}

/** A library that has been given no folder. */
async function makeOwnLibrary({ db, ask }: TestServer): Promise<Library> {
  const node = valueOf(await createEquipmentNode(db, { level: 'WorkCell', name: crypto.randomUUID() }));
  const { created } = await ask<Created>(
    `mutation ($input: CreateVideoLibraryInput!) {
      created: createVideoLibrary(input: $input) { videoLibrary { id folder isOwnFolder } userErrors { code } }
    }`,
    { input: { equipmentNodeId: toGlobalId('EquipmentNode', node.id), name: 'Uploads' } },
  );
  expect(created).toMatchObject({ userErrors: [], videoLibrary: { isOwnFolder: true } });
  return created.videoLibrary!;
}

function begin({ url }: TestServer, libraryId: string, filename: string, sizeBytes: number | string) {
  return sendTus(`${url}/uploads`, 'POST', {
    'upload-length': String(sizeBytes),
    'upload-metadata': tusMetadata({ libraryId, filename }),
  });
}

/** In one piece. @returns address of the upload */
async function upload(server: TestServer, libraryId: string, filename: string, content: string): Promise<string> {
  const bytes = new Uint8Array(Buffer.from(content));
  const begun = await begin(server, libraryId, filename, bytes.length);
  const address = server.url + begun.headers.get('location')!;
  expect(await patchTus(address, 0, bytes)).toMatchObject({ status: 204 });
  return address;
}

const VIDEOS = `query ($id: ID!) { library: node(id: $id) { ... on VideoLibrary {
  videos { nodes { name status durationMs } totalCount } lastScan { state }
} } }`;

interface Videos {
  library: {
    videos: { nodes: { name: string; status: string; durationMs: number | null }[]; totalCount: number };
    lastScan: { state: string };
  };
}

async function videosOf(server: TestServer, { id }: Library): Promise<Videos['library']['videos']> {
  for (;;) {
    const { library } = await server.ask<Videos>(VIDEOS, { id });
    const waiting = library.videos.nodes.some(({ status }) => status === 'pending');
    if (!waiting && library.lastScan.state === 'succeeded') return library.videos;
    await delay(100);
  }
}

describe('uploads', () => {
  const server = useServer({ isWorker: true, uploadMaxBytes: 10_000_000 });
  const uploads = () => path.join(server.services.dataFolder, 'uploads');
  let library: Library;
  beforeAll(async () => {
    library = await makeOwnLibrary(server);
  });

  test('go on after an interruption; then the video is in its library, and probed', async () => {
    const bytes = new Uint8Array(await readFile(demoVideo('packing')));
    const own = await makeOwnLibrary(server);
    const begun = await begin(server, own.id, '日勤 1.mp4', bytes.length);
    expect(begun.status).toBe(201);
    expect(begun.headers.get('location')).toMatch(/^\/uploads\/[0-9a-f]{32}$/);
    const address = server.url + begun.headers.get('location')!;
    expect((await patchTus(address, 0, bytes.subarray(0, 1000))).headers.get('upload-offset')).toBe('1000');
    const stored = path.join(uploads(), path.basename(address));
    await breakTus(address, {
      offset: 1000,
      bytes: bytes.subarray(1000, 3000),
      announced: bytes.length - 1000,
      hasArrived: async () => (await stat(stored)).size === 3000,
    });
    const offset = Number((await sendTus(address, 'HEAD')).headers.get('upload-offset'));
    expect(offset).toBe(3000);
    expect(await readdir(own.folder)).toEqual([]);
    expect(await patchTus(address, offset, bytes.subarray(offset))).toMatchObject({ status: 204 });
    expect(await videosOf(server, own)).toEqual({
      nodes: [{ name: '日勤 1.mp4', status: 'ready', durationMs: expect.any(Number) }],
      totalCount: 1,
    });
    expect(new Uint8Array(await readFile(path.join(own.folder, '日勤 1.mp4')))).toEqual(bytes);
  });

  test('say what they may be', async () => {
    const { uploadLimits } = await server.ask<{ uploadLimits: { fileEndings: string[]; maxSizeBytes: number } }>(
      '{ uploadLimits { fileEndings maxSizeBytes } }',
    );
    expect(uploadLimits).toMatchObject({ maxSizeBytes: 10_000_000, fileEndings: expect.arrayContaining(['.mp4']) });
  });

  test('refuse bytes that do not follow the last ones', async () => {
    const begun = await begin(server, library.id, 'gap.mp4', 10);
    const address = server.url + begun.headers.get('location')!;
    expect(await patchTus(address, 5, new Uint8Array(5))).toMatchObject({ status: 409 });
    expect(await patchTus(address, 0, new Uint8Array(11))).toMatchObject({ status: 413 });
  });

  test('stay in the folder of their library, whatever they are called', async () => {
    const own = await makeOwnLibrary(server);
    await upload(server, own.id, '../../../evil.mp4', 'evil');
    await upload(server, own.id, '/etc/.hidden.mp4', 'hidden');
    expect((await readdir(own.folder)).toSorted()).toEqual(['evil.mp4', 'hidden.mp4']);
  });

  test('overwrite nothing', async () => {
    const own = await makeOwnLibrary(server);
    for (const content of ['first', 'second', 'third']) await upload(server, own.id, 'shift.mp4', content);
    const read = (name: string) => readFile(path.join(own.folder, name), 'utf8');
    expect(await Promise.all(['shift.mp4', 'shift (2).mp4', 'shift (3).mp4'].map(read))).toEqual([
      'first',
      'second',
      'third',
    ]);
    expect((await videosOf(server, own)).nodes.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed']);
  });

  test('are cancelled by DELETE', async () => {
    const begun = await begin(server, library.id, 'cancelled.mp4', 10);
    const address = server.url + begun.headers.get('location')!;
    await patchTus(address, 0, new Uint8Array(5));
    expect(await sendTus(address, 'DELETE')).toMatchObject({ status: 204 });
    expect(await sendTus(address, 'HEAD')).toMatchObject({ status: 404 });
    const id = address.split('/').at(-1)!;
    expect((await readdir(uploads())).filter((name) => name.startsWith(id))).toEqual([]);
  });

  test('that are whole tell so to a client that missed the answer, and cannot be cancelled', async () => {
    const own = await makeOwnLibrary(server);
    const address = await upload(server, own.id, 'done.mp4', 'done');
    const asked = await sendTus(address, 'HEAD');
    expect([asked.headers.get('upload-offset'), asked.headers.get('upload-length')]).toEqual(['4', '4']);
    expect((await sendTus(address, 'DELETE')).status).toBe(400);
    expect(await readdir(own.folder)).toEqual(['done.mp4']);
  });

  test('that could not be placed are placed when the client asks again', async () => {
    const own = await makeOwnLibrary(server);
    const begun = await begin(server, own.id, 'late.mp4', 4);
    await rm(own.folder, { recursive: true });
    const address = server.url + begun.headers.get('location')!;
    const refused = await patchTus(address, 0, new Uint8Array(4));
    expect(refused).toMatchObject({ status: 422, text: expect.stringContaining(`cannot be put into ${own.folder}`) });
    await mkdir(own.folder);
    expect((await sendTus(address, 'HEAD')).status).toBe(200);
    expect(await readdir(own.folder)).toEqual(['late.mp4']);
  });

  test.each([
    ['of an unknown library', toGlobalId('VideoLibrary', crypto.randomUUID()), 'a.mp4', '10', 404, 'no such library'],
    ['of what is no library', toGlobalId('Video', crypto.randomUUID()), 'a.mp4', '10', 404, 'no such library'],
    ['of no video', '', 'a.exe', '10', 400, '"a.exe" is no video'],
    ['without a name', '', '', '10', 400, 'is no video'],
    ['of nothing', '', 'a.mp4', '0', 400, 'empty'],
    ['that are too large', '', 'a.mp4', '10000001', 413, 'at most 10000000 bytes'],
  ])('%s are refused', async (_, libraryId, filename, sizeBytes, status, problem) => {
    const refused = await begin(server, libraryId || library.id, filename, sizeBytes);
    expect(refused).toMatchObject({ status, text: expect.stringContaining(problem) });
    expect(refused.headers.get('location')).toBeNull();
  });

  test('into a folder that cannot be written to are refused', async () => {
    const own = await makeOwnLibrary(server);
    await rm(own.folder, { recursive: true });
    expect(await begin(server, own.id, 'a.mp4', 10)).toMatchObject({
      status: 422,
      text: expect.stringContaining(`cannot write to ${own.folder}`),
    });
  });

  test('are no way in for pages of other sites, nor out for bytes', async () => {
    const asked = await sendTus(`${server.url}/uploads`, 'OPTIONS', { origin: 'http://elsewhere.example' });
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
    const begun = await begin(server, library.id, 'a.mp4', 10);
    expect((await sendTus(server.url + begun.headers.get('location')!, 'GET')).status).toBe(405);
    expect((await sendTus(`${server.url}/uploads/..%2f..%2fetc%2fpasswd`, 'HEAD')).status).toBe(404);
  });

  test('that nobody has gone on with for a day are removed at the start, whole ones placed', async () => {
    const own = await makeOwnLibrary(server);
    const [old, young] = await Promise.all(
      ['old.mp4', 'young.mp4'].map(async (name) => (await begin(server, own.id, name, 3)).headers.get('location')!),
    );
    const files = (location: string) => ['', '.json'].map((end) => path.join(uploads(), path.basename(location) + end));
    for (const file of files(old!)) await utimes(file, new Date(0), new Date(0));
    await writeFile(files(young!)[0]!, 'abc');
    await uploadRoutes({ ...server.services, uploadMaxBytes: 1 });
    expect((await sendTus(server.url + old!, 'HEAD')).status).toBe(404);
    // Both servers are at it now, and find the same name.
    while ((await sendTus(server.url + young!, 'HEAD')).status !== 200) await delay(100);
    const names = async () => (await videosOf(server, own)).nodes.map(({ name }) => name);
    // The file is in its place before the library tells of it.
    while ((await names()).length === 0) await delay(100);
    expect(await names()).toEqual(['young.mp4']);
  });
});

describe('uploads that no disk has room for', () => {
  const server = useServer({ uploadMaxBytes: Number.MAX_SAFE_INTEGER });

  test('are refused', async () => {
    const { id } = await makeOwnLibrary(server);
    expect(await begin(server, id, 'a.mp4', Number.MAX_SAFE_INTEGER)).toMatchObject({
      status: 507,
      text: expect.stringContaining('make room there'),
    });
  });
});
