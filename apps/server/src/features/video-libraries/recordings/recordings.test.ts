import { appendFile, copyFile, mkdir, mkdtemp, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { updateVideoLibrary } from '../../../../../../prisma/src/index.ts';
import { demoVideo } from '../../../../../../test/factories/demo.ts';
import { registerWorkbench } from '../../../../../../test/factories/embeddings.ts';
import { makeLibrary, makeRecipe, valueOf } from '../../../../../../test/factories/records.ts';
import { startS3Server } from '../../../../../../test/factories/s3-server.ts';
import type { S3Server } from '../../../../../../test/factories/s3-server.ts';
import { useServer } from '../../../../../../test/factories/server.ts';
import { toGlobalId } from '../../../shared/graphql/global-id.ts';
import { watchLibraries } from '../watch/watch-libraries.ts';

let storage: S3Server;
const server = useServer({
  isWorker: true,
  buckets: async () => {
    storage = await startS3Server();
    return { ...storage.settings, allowed: [{ bucket: 'plant', prefix: '' }], cacheBytes: 1_000_000 };
  },
});
afterAll(() => storage.close());

let recipe: { readonly id: string; readonly externalId: string };
beforeAll(async () => {
  const { digest: encoderDigest } = await registerWorkbench(server.db);
  recipe = await makeRecipe(server.db, { encoderDigest });
});

interface Payload {
  readonly outcome: string | null;
  readonly video: { readonly id: string; readonly status: string; readonly workOrder: string | null } | null;
  readonly recognition: { readonly id: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[];
}

async function register(input: object): Promise<Payload> {
  const { done } = await server.ask<{ done: Payload }>(
    `mutation ($input: RegisterRecordingInput!) { done: registerRecording(input: $input) {
      outcome video { id path status externalId workOrder serialNumber recordedAt } recognition { id }
      userErrors { code field message }
    } }`,
    { input },
  );
  return done;
}

let serial = 0;
/** A library with a name of its own, and a folder. */
async function openLibrary() {
  const folder = await mkdtemp(path.join(server.folder, 'recorded-'));
  const externalId = `LIB-${++serial}`;
  const { id } = await makeLibrary(server.db);
  const changes = { folder, externalId };
  await server.db.prisma.videoLibrary.update({ where: { id }, data: changes });
  const videos = () => server.db.prisma.video.findMany({ where: { libraryId: id }, orderBy: { id: 'asc' } });
  const runs = () =>
    server.db.prisma.recognitionVideo.findMany({ where: { video: { libraryId: id } }, orderBy: { id: 'asc' } });
  const at = (relative: string) => path.join(folder, relative);
  return { id, folder, externalId, at, videos, runs, named: { libraryExternalId: externalId } };
}
type Library = Awaited<ReturnType<typeof openLibrary>>;

/** A video whose content is like no other, and which was written a while ago. */
async function record(library: Library, relative: string, station = 'filling'): Promise<void> {
  await mkdir(path.dirname(library.at(relative)), { recursive: true });
  await copyFile(demoVideo(station), library.at(relative));
  await appendFile(library.at(relative), Buffer.from(`\0\0\0\u0010free${String(++serial).padStart(8, '0')}`, 'latin1'));
  const writtenAt = new Date(Date.UTC(2026, 10, 24) + 1000 * serial);
  await utimes(library.at(relative), writtenAt, writtenAt);
}

async function until<T>(read: () => Promise<T | null | undefined | false>): Promise<T> {
  for (;;) {
    const found = await read();
    if (found) return found;
    await sleep(50);
  }
}

const ended = (library: Library, count: number) =>
  until(async () => {
    const runs = await library.runs();
    return runs.filter(({ finishedAt }) => finishedAt).length === count && runs;
  });

const refusalOf = ({ video, outcome, recognition, userErrors: [error] }: Payload) => {
  expect([video, outcome, recognition]).toEqual([null, null, null]);
  return [error!.code, error!.field.join()];
};

describe('a recording', () => {
  test('is made known alone, recognised, and told of; said again, it is left alone', async () => {
    const library = await openLibrary();
    await record(library, 'day/a.mp4');
    await record(library, 'day/b.mp4');
    const { changeCursor } = await server.ask<{ changeCursor: string }>('{ changeCursor }');
    const input = {
      ...library.named,
      path: 'day/a.mp4',
      externalId: 'REC-1',
      workOrder: '4711',
      serialNumber: 'SN-1',
      recordedAt: '2026-11-20T08:14:00.000Z',
      recipeExternalId: recipe.externalId,
    };
    const first = await register(input);
    expect(first).toMatchObject({
      outcome: 'created',
      video: { path: 'day/a.mp4', externalId: 'REC-1', workOrder: '4711', serialNumber: 'SN-1' },
      recognition: { id: expect.any(String) },
      userErrors: [],
    });
    expect(
      await register({ ...input, recipeExternalId: null, recipeId: toGlobalId('Recipe', recipe.id) }),
    ).toMatchObject({
      outcome: 'unchanged',
      recognition: first.recognition,
    });
    expect(await ended(library, 1)).toMatchObject([{ state: 'succeeded' }]);
    const again = await register({
      libraryId: toGlobalId('VideoLibrary', library.id),
      path: './day//a.mp4',
      recipeExternalId: recipe.externalId,
    });
    expect(again).toMatchObject({
      outcome: 'unchanged',
      video: { id: first.video!.id, status: 'ready', workOrder: '4711', recordedAt: '2026-11-20T08:14:00.000Z' },
      recognition: first.recognition,
    });
    expect(await library.videos()).toHaveLength(1);
    expect(await library.runs()).toHaveLength(1);
    const told = await until(async () => {
      const { changes } = await server.ask<{ changes: { nodes: { type: string; subjectId: string; data: object }[] } }>(
        `query ($after: String) {
          changes(after: $after, types: ["video.added", "video.changed", "video.recognized"]) { nodes { type subjectId data } }
        }`,
        { after: changeCursor },
      );
      const ofVideo = changes.nodes.filter(({ subjectId }) => subjectId === first.video!.id);
      return ofVideo.some(({ type }) => type === 'video.recognized') && ofVideo;
    });
    // It is told of at once, with all that was said.
    expect(told[0]).toMatchObject({
      type: 'video.added',
      data: {
        video: { externalId: 'REC-1' },
        workOrder: '4711',
        serialNumber: 'SN-1',
        recordedAt: '2026-11-20T08:14:00.000Z',
      },
    });
    expect(told.find(({ type }) => type === 'video.recognized')!.data).toMatchObject({
      video: { externalId: 'REC-1' },
      library: { externalId: library.externalId },
      recipe: { externalId: recipe.externalId },
      recognition: first.recognition,
      workOrder: '4711',
      serialNumber: 'SN-1',
    });
  });

  test('is changed where something else is said of it, and recognised anew only as another file', async () => {
    const library = await openLibrary();
    await record(library, 'a.mp4');
    const input = { ...library.named, path: 'a.mp4', workOrder: '1', recipeExternalId: recipe.externalId };
    const first = await register(input);
    await ended(library, 1);
    const said = await register({ ...input, workOrder: '2' });
    expect(said).toMatchObject({ outcome: 'updated', video: { workOrder: '2' }, recognition: first.recognition });
    await record(library, 'a.mp4', 'packing');
    const other = await register({ ...input, workOrder: undefined });
    expect(other).toMatchObject({ outcome: 'updated', video: { id: first.video!.id, workOrder: null } });
    expect(other.recognition).not.toEqual(first.recognition);
    expect(await ended(library, 2)).toMatchObject([{ state: 'succeeded' }, { state: 'succeeded' }]);
    const { recognition } = await register(input);
    expect(recognition).toEqual(other.recognition);
  });

  test('keeps its video, and what was recognised, where the file had another name', async () => {
    const library = await openLibrary();
    await record(library, 'old.mp4');
    const input = { ...library.named, path: 'old.mp4', workOrder: '1', recipeExternalId: recipe.externalId };
    const first = await register(input);
    await ended(library, 1);
    await rename(library.at('old.mp4'), library.at('new.mp4'));
    expect(await register({ ...input, path: 'new.mp4', workOrder: undefined })).toMatchObject({
      outcome: 'updated',
      video: { id: first.video!.id, path: 'new.mp4', workOrder: '1' },
      recognition: first.recognition,
    });
  });

  test('is registered once by many at a time', async () => {
    const library = await openLibrary();
    await record(library, 'a.mp4');
    const input = { ...library.named, path: 'a.mp4', externalId: 'A', recipeExternalId: recipe.externalId };
    const payloads = await Promise.all(Array.from({ length: 8 }, () => register(input)));
    expect(payloads.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(new Set(payloads.map(({ video }) => video!.id)).size).toBe(1);
    expect(payloads.map(({ outcome }) => outcome).toSorted()).toEqual([
      'created',
      ...Array<string>(7).fill('unchanged'),
    ]);
    expect(new Set(payloads.map(({ recognition }) => recognition!.id)).size).toBe(1);
    expect(await library.videos()).toHaveLength(1);
    expect(await ended(library, 1)).toHaveLength(1);
  });

  test('is probed where nobody wants it recognised; a time that is given stays, else the file tells it', async () => {
    const library = await openLibrary();
    await record(library, 'cam_20261120_101500.mp4');
    await record(library, 'cam_20261120_111500.mp4');
    valueOf(await updateVideoLibrary(server.db, library.id, { timeZone: 'UTC' }));
    const recordedAt = '2026-01-02T03:04:05.678Z';
    await register({ ...library.named, path: 'cam_20261120_101500.mp4', recordedAt });
    await register({ ...library.named, path: 'cam_20261120_111500.mp4' });
    const times = async () => (await library.videos()).map((video) => video.recordedAt?.toISOString());
    await until(async () => (await library.videos()).every(({ status }) => status === 'ready'));
    expect(await times()).toEqual([recordedAt, '2026-11-20T11:15:00.000Z']);
    await server.ask(
      `mutation ($input: UpdateVideoLibraryInput!) { updateVideoLibrary(input: $input) { userErrors { code } } }`,
      { input: { id: toGlobalId('VideoLibrary', library.id), timeZone: 'Asia/Tokyo' } },
    );
    expect(await times()).toEqual([recordedAt, '2026-11-20T02:15:00.000Z']);
    expect(await library.runs()).toEqual([]);
  });

  test('that could not be read is looked at again, since somebody asks', async () => {
    const library = await openLibrary();
    await record(library, 'a.mp4');
    const input = { ...library.named, path: 'a.mp4' };
    await register(input);
    await until(async () => (await library.videos())[0]!.status === 'ready');
    await server.db.pool.query(
      `UPDATE "Video" SET "status" = 'failed', "errorCode" = 'NOT_READABLE', "errorMessage" = 'x', "contentSha256" = NULL,
         "durationMs" = NULL, "width" = NULL, "height" = NULL, "rotationDegrees" = NULL, "codec" = NULL, "fpsNumerator" = NULL,
         "fpsDenominator" = NULL, "timeBaseNumerator" = NULL, "timeBaseDenominator" = NULL WHERE "libraryId" = $1`,
      [library.id],
    );
    await register({ ...input, recipeExternalId: recipe.externalId });
    expect(await ended(library, 1)).toMatchObject([{ state: 'succeeded' }]);
  });

  test('in a library that is watched under the same recipe is left to one of both', async () => {
    const library = await openLibrary();
    valueOf(await updateVideoLibrary(server.db, library.id, { watchRecipeId: recipe.id }));
    await record(library, 'a.mp4');
    await register({ ...library.named, path: 'a.mp4', recipeExternalId: recipe.externalId });
    await record(library, 'b.mp4');
    const queued: string[] = [];
    const watcher = watchLibraries(server.services, {
      quietMs: 100,
      queueVideos: (id) => Promise.resolve(void queued.push(id)),
    });
    try {
      await until(async () => (await library.videos()).length === 2 && queued.length > 0);
    } finally {
      await watcher.stop();
    }
    const runs = await library.runs();
    const videos = await library.videos();
    expect(runs.map(({ videoId }) => videos.find(({ id }) => id === videoId)!.path)).toEqual(['a.mp4', 'b.mp4']);
    expect(await register({ ...library.named, path: 'b.mp4', recipeExternalId: recipe.externalId })).toMatchObject({
      outcome: 'unchanged',
      recognition: { id: toGlobalId('Recognition', runs[1]!.recognitionId) },
    });
  });

  test('is waited for while it is written, and refused where it goes on', async () => {
    const library = await openLibrary();
    await copyFile(demoVideo('filling'), library.at('whole.mp4'));
    expect(await register({ ...library.named, path: 'whole.mp4' })).toMatchObject({ outcome: 'created' });
    await writeFile(library.at('empty.mp4'), '');
    const empty = await register({ ...library.named, path: 'empty.mp4' });
    expect(refusalOf(empty)).toEqual(['FILE_CHANGING', 'path']);
    expect(empty.userErrors).toMatchObject([{ message: expect.stringContaining('empty.mp4 is empty') }]);
    const writing = new AbortController();
    const writer = (async () => {
      while (!writing.signal.aborted) {
        await appendFile(library.at('growing.mp4'), 'x');
        await sleep(10);
      }
    })();
    await until(() => appendFile(library.at('growing.mp4'), 'x').then(() => true));
    const refused = await register({ ...library.named, path: 'growing.mp4' });
    writing.abort();
    await writer;
    expect(refusalOf(refused)).toEqual(['FILE_CHANGING', 'path']);
    expect((await library.videos()).map((video) => video.path)).toEqual(['whole.mp4']);
  });

  test('is refused with the reason, and nothing is kept of it', async () => {
    const library = await openLibrary();
    for (const name of ['a.mp4', 'b.mp4', 'notes.txt', '.hidden.mp4']) await record(library, name);
    await symlink(demoVideo('filling'), library.at('link.mp4'));
    await mkdir(library.at('folder.mp4'));
    await register({ ...library.named, path: 'a.mp4', externalId: 'A' });
    const refused = async (input: object) => refusalOf(await register({ ...library.named, path: 'b.mp4', ...input }));
    for (const outside of ['../b.mp4', '/etc/b.mp4', 'x/../../b.mp4', 'C:\\b.mp4', '..\\..\\b.mp4'])
      expect([outside, ...(await refused({ path: outside }))]).toEqual([outside, 'INVALID', 'path']);
    for (const passedOver of ['.hidden.mp4', '.', '', 'notes.txt', 'x/.git/b.mp4'])
      expect(await refused({ path: passedOver })).toEqual(['INVALID', 'path']);
    for (const absent of ['none.mp4', 'link.mp4', 'folder.mp4', 'A.mp4', `${'x'.repeat(300)}.mp4`])
      expect(await refused({ path: absent })).toEqual(['NOT_FOUND', 'path']);
    expect(await refused({ externalId: 'A' })).toEqual(['TAKEN', 'externalId']);
    expect(await refused({ externalId: 'x'.repeat(201) })).toEqual(['INVALID', 'externalId']);
    expect(await refused({ workOrder: 'a\tb' })).toEqual(['INVALID', 'workOrder']);
    expect(await refused({ recordedAt: '0000-01-01T00:00:00Z' })).toEqual(['INVALID', 'recordedAt']);
    expect(await refused({ recipeExternalId: 'none' })).toEqual(['NOT_FOUND', 'recipeExternalId']);
    expect(await refused({ recipeExternalId: 'none', recipeId: 'x' })).toEqual(['INVALID', 'recipeExternalId']);
    expect(await refused({ libraryExternalId: 'none' })).toEqual(['NOT_FOUND', 'libraryExternalId']);
    expect(await refused({ libraryExternalId: null })).toEqual(['INVALID', 'libraryId']);
    expect(await refused({ libraryId: 'x' })).toEqual(['INVALID', 'libraryExternalId']);
    expect(await refused({ libraryExternalId: null, libraryId: 'x' })).toEqual(['NOT_FOUND', 'libraryId']);
    await server.db.prisma.videoLibrary.update({ where: { id: library.id }, data: { folder: '/not/there' } });
    expect(await refused({})).toEqual(['FOLDER', 'path']);
    expect((await library.videos()).map((video) => video.path)).toEqual(['a.mp4']);
  });

  test('may lie in a bucket', async () => {
    const library = await openLibrary();
    await server.db.prisma.videoLibrary.update({ where: { id: library.id }, data: { folder: 's3://plant/line-1/' } });
    storage.put('plant', 'line-1/day/a.mp4', new Uint8Array(10));
    storage.put('plant', 'line-1/day/b.mp4', new Uint8Array(10));
    expect(await register({ ...library.named, path: 'day/a.mp4', workOrder: '1' })).toMatchObject({
      outcome: 'created',
    });
    expect(await register({ ...library.named, path: 'day/a.mp4', workOrder: '1' })).toMatchObject({
      video: { workOrder: '1' },
    });
    expect(refusalOf(await register({ ...library.named, path: 'day/c.mp4' }))).toEqual(['NOT_FOUND', 'path']);
    expect(await library.videos()).toHaveLength(1);
  });
});
