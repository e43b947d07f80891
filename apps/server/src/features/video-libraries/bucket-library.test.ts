import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createEquipmentNode, createRecognition } from '../../../../../prisma/src/index.ts';
import { demoVideo } from '../../../../../test/factories/demo.ts';
import { registerWorkbench } from '../../../../../test/factories/embeddings.ts';
import { makeRecipe, valueOf } from '../../../../../test/factories/records.ts';
import { startS3Server } from '../../../../../test/factories/s3-server.ts';
import type { S3Server } from '../../../../../test/factories/s3-server.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { keyOf, toGlobalId } from '../../shared/graphql/global-id.ts';
import { queueVideos } from '../../shared/queue/queue-videos.ts';
import { watchLibraries } from './watch/watch-libraries.ts';

let storage: S3Server;
/** Two of the smallest videos fit. */
const CACHE_BYTES = 400_000;
const server = useServer({
  isWorker: true,
  buckets: async () => {
    storage = await startS3Server();
    storage.put('closed', 'a.mp4', new Uint8Array(1));
    storage.put('plant', 'reports/notes.txt', new Uint8Array(1));
    const allowed = ['line-2/', 'line-20/', 'nothing/', 'away/'].map((prefix) => ({ bucket: 'plant', prefix }));
    return { ...storage.settings, allowed, cacheBytes: CACHE_BYTES };
  },
});
afterAll(() => storage.close());

let equipmentNodeId: string;
const contents = new Map<string, Uint8Array>();
beforeAll(async () => {
  const node = valueOf(await createEquipmentNode(server.db, { level: 'WorkCell', name: 'Station' }));
  equipmentNodeId = toGlobalId('EquipmentNode', node.id);
  for (const station of ['packing', 'filling']) contents.set(station, await readFile(demoVideo(station)));
});

let serial = 0;
/** A video whose content is like no other: after its end comes a box that players pass over. */
function oneVideo(station = 'filling'): Uint8Array {
  const box = Buffer.from(`\0\0\0\u0010free${String(++serial).padStart(8, '0')}`, 'latin1');
  return Buffer.concat([contents.get(station)!, box]);
}

interface Created {
  readonly videoLibrary: { id: string; bucket: string | null; folder: string | null; isOwnFolder: boolean } | null;
  readonly job: { id: string } | null;
  readonly userErrors: readonly { code: string; field: string[]; message: string }[];
}

async function create(bucket: string, more: object = {}): Promise<Created> {
  const { created } = await server.ask<{ created: Created }>(
    `mutation ($input: CreateVideoLibraryInput!) { created: createVideoLibrary(input: $input) {
      videoLibrary { id bucket folder isOwnFolder } job { id } userErrors { code field message }
    } }`,
    { input: { equipmentNodeId, name: `Bucket ${++serial}`, bucket, ...more } },
  );
  return created;
}

/** What a job comes to. */
async function ended(jobId: string) {
  for (;;) {
    const job = await server.db.prisma.job.findUniqueOrThrow({ where: { id: keyOf('Job', jobId)! } });
    if (job.finishedAt) return job;
    await sleep(50);
  }
}

async function openLibrary(bucket: string) {
  const { videoLibrary, job } = await create(bucket);
  const id = videoLibrary!.id;
  const first = await ended(job!.id);
  const scan = async () => {
    const { scanned } = await server.ask<{ scanned: Created }>(
      `mutation ($id: ID!) { scanned: scanVideoLibrary(id: $id) { job { id } userErrors { code field message } } }`,
      { id },
    );
    return scanned.job ? ended(scanned.job.id) : scanned.userErrors;
  };
  const videos = async () => {
    const found = await server.db.prisma.video.findMany({ where: { libraryId: keyOf('VideoLibrary', id)! } });
    return new Map(found.map((video) => [video.path, video]));
  };
  return { id, first, scan, videos };
}
type Library = Awaited<ReturnType<typeof openLibrary>>;

const statuses = async (library: Library) =>
  Object.fromEntries([...(await library.videos())].map(([name, { status }]) => [name, status]).toSorted());

const objects = () => storage.buckets.get('plant')!;
const readsOf = (name: string) => storage.requests.filter(({ range, target }) => range && target.endsWith(name)).length;

describe('a library in a bucket', () => {
  let library: Library;
  beforeEach(async () => {
    objects().clear();
    storage.put('plant', 'line-2/20261124_093000.mp4', oneVideo(), new Date('2026-11-24T10:00:00Z'));
    storage.put('plant', 'line-2/day 1/日勤.mp4', oneVideo(), new Date('2026-11-24T10:00:00Z'));
    for (const key of ['line-2/.hidden.mp4', 'line-2/day 1/', 'line-2/notes.txt', 'line-20/other.mp4'])
      storage.put('plant', key, oneVideo());
    library = await openLibrary('s3://plant/line-2/');
    storage.requests.length = 0;
  });

  test('is looked through, inspected and dated like a folder', async () => {
    expect(library.first).toMatchObject({ state: 'succeeded', doneCount: 2n, totalCount: 2n });
    expect(await statuses(library)).toEqual({ '20261124_093000.mp4': 'ready', 'day 1/日勤.mp4': 'ready' });
    const videos = await library.videos();
    expect(videos.get('20261124_093000.mp4')?.recordedAt).not.toBeNull();
    expect(videos.get('day 1/日勤.mp4')).toMatchObject({ contentSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('reads nothing again that has not changed, and what has changed anew', async () => {
    await library.scan();
    expect(storage.requests.map(({ method }) => method)).toEqual(['GET', 'GET']);
    const before = (await library.videos()).get('day 1/日勤.mp4')!;
    // Of the same length and second.
    storage.put('plant', 'line-2/day 1/日勤.mp4', oneVideo(), new Date('2026-11-24T10:00:00Z'));
    expect(await library.scan()).toMatchObject({ state: 'succeeded', totalCount: 1n });
    const after = (await library.videos()).get('day 1/日勤.mp4')!;
    expect(after).toMatchObject({ id: before.id, status: 'ready' });
    expect(after.contentSha256).not.toBe(before.contentSha256);
  });

  test('follows an object that has another key now, and marks one that has gone', async () => {
    const { id } = (await library.videos()).get('day 1/日勤.mp4')!;
    const { bytes } = objects().get('line-2/day 1/日勤.mp4')!;
    objects().delete('line-2/day 1/日勤.mp4');
    objects().delete('line-2/20261124_093000.mp4');
    storage.put('plant', 'line-2/day 2/moved.mp4', bytes);
    expect(await library.scan()).toMatchObject({ state: 'succeeded', totalCount: 0n });
    expect((await library.videos()).get('day 2/moved.mp4')).toMatchObject({ id, status: 'ready' });
    expect(await statuses(library)).toEqual({ '20261124_093000.mp4': 'missing', 'day 2/moved.mp4': 'ready' });
  });

  test('changes nothing where the bucket is empty, has gone, or may not be read any more', async () => {
    const before = await statuses(library);
    const all = new Map(objects());
    objects().clear();
    expect(await library.scan()).toMatchObject({
      state: 'failed',
      errorCode: 'BUCKET_SETTINGS',
      errorMessage: expect.stringContaining('s3://plant/line-2 is empty, but held 2 videos'),
    });
    storage.buckets.delete('plant');
    expect(await library.scan()).toMatchObject([{ code: 'BUCKET_NOT_FOUND', field: ['bucket'] }]);
    storage.buckets.set('plant', all);
    storage.skewMs = 3_600_000;
    expect(await library.scan()).toMatchObject([{ code: 'CLOCK_SKEW', field: ['bucket'] }]);
    storage.skewMs = 0;
    expect(await statuses(library)).toEqual(before);
  });

  test('tells of single objects that cannot be read, or change while they are', async () => {
    storage.put('plant', 'line-2/denied.mp4', oneVideo());
    storage.put('plant', 'line-2/changing.mp4', oneVideo());
    storage.denied.add('line-2/denied.mp4');
    storage.cutAfter = () => {
      storage.put('plant', 'line-2/changing.mp4', oneVideo());
      return 1000;
    };
    expect(await library.scan()).toMatchObject({ state: 'succeeded', totalCount: 2n });
    storage.cutAfter = () => undefined;
    storage.denied.clear();
    const videos = await library.videos();
    expect(videos.get('denied.mp4')).toMatchObject({
      errorCode: 'NOT_READABLE',
      errorMessage: 'denied.mp4 may not be read; allow the access key s3:GetObject on it',
    });
    expect(videos.get('changing.mp4')).toMatchObject({ errorCode: 'FILE_CHANGED' });
    await library.scan();
    expect((await library.videos()).get('changing.mp4')).toMatchObject({ status: 'ready', errorCode: null });
  });

  test('hands out bytes, ranges of them and pictures', async () => {
    const { id } = (await library.videos()).get('day 1/日勤.mp4')!;
    const url = `${server.url}/videos/${toGlobalId('Video', id)}`;
    const get = (to: string, headers: Record<string, string> = {}, method = 'GET') =>
      fetch(url + to, { method, headers: { connection: 'close', ...headers } });
    const { bytes } = objects().get('line-2/day 1/日勤.mp4')!;
    const whole = await get('/stream');
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'content-length': `${bytes.length}`,
      'content-type': 'video/mp4',
      'x-content-type-options': 'nosniff',
    });
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    const part = await get('/stream', { range: 'bytes=4-7' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 4-7/${bytes.length}`,
      'ftyp',
    ]);
    expect((await get('/stream', { range: 'bytes=99999999-' })).status).toBe(416);
    expect((await get('/stream', { 'if-none-match': whole.headers.get('etag')! })).status).toBe(304);
    const head = await get('/stream', {}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, `${bytes.length}`]);
    const poster = await get('/poster.jpg');
    expect([poster.status, poster.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    await poster.arrayBuffer();
    objects().delete('line-2/day 1/日勤.mp4');
    expect((await get('/stream')).status).toBe(404);
  });

  test('keeps copies of no more than it may, and uses them again', async () => {
    const recipe = await makeRecipe(server.db, { encoderDigest: (await registerWorkbench(server.db)).digest });
    for (let index = 0; index < 4; index++) storage.put('plant', `line-2/more ${index}.mp4`, oneVideo());
    await library.scan();
    const kept = path.join(server.services.dataFolder, 'objects/kept');
    const sizes = await Promise.all(
      (await readdir(kept)).map(async (name) => (await stat(path.join(kept, name))).size),
    );
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(CACHE_BYTES);
    const { id } = (await library.videos()).get('more 3.mp4')!;
    const { state, segments } = await recognized(recipe.id, id);
    expect([state, segments.length > 0]).toEqual(['succeeded', true]);
    const reads = readsOf('more%203.mp4');
    const poster = await fetch(`${server.url}/videos/${toGlobalId('Video', id)}/poster.jpg`, {
      headers: { connection: 'close' },
    });
    expect([poster.status, (await poster.arrayBuffer()).byteLength > 0]).toEqual([200, true]);
    expect(readsOf('more%203.mp4')).toBe(reads);
  });

  test('has its videos recognised by who has no copy, in spans, too', async () => {
    const recipe = await makeRecipe(server.db, { encoderDigest: (await registerWorkbench(server.db)).digest });
    storage.put('plant', 'line-2/long.mp4', oneVideo('packing'));
    await library.scan();
    const { id } = (await library.videos()).get('long.mp4')!;
    const kept = path.join(server.services.dataFolder, 'objects/kept');
    for (const name of await readdir(kept)) await rm(path.join(kept, name));
    const reads = readsOf('long.mp4');
    Object.assign(server.services, { spanFrames: 20 });
    const { state, segments } = await recognized(recipe.id, id);
    Object.assign(server.services, { spanFrames: undefined });
    expect([state, segments.length > 0]).toEqual(['succeeded', true]);
    const { contentSha256 } = (await library.videos()).get('long.mp4')!;
    const embedding = await server.db.prisma.videoEmbedding.findFirstOrThrow({
      where: { contentSha256: contentSha256! },
    });
    expect(embedding.spanCount).toBeGreaterThan(1);
    // All of its spans share one copy.
    expect(readsOf('long.mp4') - reads).toBe(1);
  });

  async function recognized(recipeId: string, videoId: string) {
    const recognition = valueOf(await createRecognition(server.db, { recipeId, videoIds: [videoId] }));
    await queueVideos(server.services, recognition.id);
    for (;;) {
      const where = { recognitionId: recognition.id };
      const run = await server.db.prisma.recognitionVideo.findFirstOrThrow({ where, include: { segments: true } });
      if (run.finishedAt) return run;
      await sleep(50);
    }
  }

  test('takes no uploads', async () => {
    const metadata = { libraryId: library.id, filename: 'a.mp4' };
    const written = Object.entries(metadata).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`);
    const headers = {
      'tus-resumable': '1.0.0',
      'upload-length': '1',
      'upload-metadata': written.join(','),
      connection: 'close',
    };
    const refused = await fetch(`${server.url}/uploads`, { method: 'POST', headers });
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('lie at s3://plant/line-2; put them there'),
    ]);
  });

  test('recognises what arrives while it is watched', async () => {
    const recipe = await makeRecipe(server.db, { encoderDigest: (await registerWorkbench(server.db)).digest });
    const where = { id: keyOf('VideoLibrary', library.id)! };
    await server.db.prisma.videoLibrary.update({ where, data: { watchRecipeId: recipe.id } });
    const queue = (id: string) => queueVideos(server.services, id);
    const watcher = watchLibraries(server.services, { pollMs: 100, queueVideos: queue });
    try {
      storage.put('plant', 'line-2/new.mp4', oneVideo());
      const wanted = { video: { libraryId: where.id, path: 'new.mp4' }, state: 'succeeded' } as const;
      while ((await server.db.prisma.recognitionVideo.count({ where: wanted })) === 0) await sleep(50);
      expect(await server.db.prisma.recognitionVideo.count({ where: { video: { libraryId: where.id } } })).toBe(1);
    } finally {
      await watcher.stop();
      await server.db.prisma.videoLibrary.update({ where, data: { watchRecipeId: null } });
    }
  });
});

describe('a bucket', () => {
  test('makes a library, and says where its videos lie', async () => {
    const { videoLibrary, job } = await create(' s3://plant/nothing/ ');
    expect(videoLibrary).toMatchObject({ bucket: 's3://plant/nothing', folder: null, isOwnFolder: false });
    expect(await ended(job!.id)).toMatchObject({ state: 'succeeded' });
  });

  test.each([
    ['s3://plant/line-3', 'BUCKET_SETTINGS', 'S3_BUCKETS allows s3://plant/line-2, s3://plant/line-20'],
    ['s3://plant', 'BUCKET_SETTINGS', 'may not be read'],
    ['s3://closed', 'BUCKET_SETTINGS', 'may not be read'],
    ['s3://plant/line-2/../other', 'INVALID', 'such as s3://bucket/prefix'],
    ['/mnt/videos', 'INVALID', 'such as s3://bucket/prefix'],
  ])('at %s is refused', async (bucket, code, message) => {
    const { userErrors } = await create(bucket);
    expect(userErrors).toEqual([{ code, field: ['bucket'], message: expect.stringContaining(message) }]);
  });

  test('is given instead of a folder, not beside one', async () => {
    const { userErrors } = await create('s3://plant/line-2', { folder: server.folder });
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['bucket'] }]);
  });

  test('is never confused with a folder of that name', async () => {
    const { userErrors } = await create('', { bucket: undefined, folder: 's3://plant/line-2' });
    expect(userErrors).toMatchObject([{ code: 'FOLDER', field: ['folder'] }]);
  });
});
