import { appendFile, copyFile, cp, mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import {
  createEquipmentNode,
  createJob,
  createRecognition,
  createVideoLibrary,
  currentOfVideos,
  finishRecognitionVideo,
  getJobs,
  startRecognitionVideo,
  videosOfRecognitions,
} from '../../../../../../prisma/src/index.ts';
import type { Job, Recipe, Video } from '../../../../../../prisma/src/index.ts';
import { demoVideo } from '../../../../../../test/factories/demo.ts';
import { makeRecipe, valueOf } from '../../../../../../test/factories/records.ts';
import { useServer } from '../../../../../../test/factories/server.ts';
import { scanTask } from './scan.task.ts';

const server = useServer();
let recipe: Recipe;
let nodeId: string;
let serial = 0;

beforeAll(async () => {
  recipe = await makeRecipe(server.db);
  nodeId = valueOf(await createEquipmentNode(server.db, { level: 'WorkCell', name: 'Scanned' })).id;
});

/** A library with an empty folder of its own. */
async function openLibrary() {
  const name = `library ${++serial}`;
  const folder = path.join(server.folder, name);
  await mkdir(folder);
  const library = valueOf(await createVideoLibrary(server.db, { equipmentNodeId: nodeId, name, folder }));
  const at = (relative: string) => path.join(folder, relative);
  return { id: library.id, folder, at, scan: () => scan(library.id), videos: () => videosOf(library.id) };
}
type Library = Awaited<ReturnType<typeof openLibrary>>;

async function scan(libraryId: string): Promise<Job> {
  const { id: jobId } = valueOf(await createJob(server.db, { kind: 'scan', libraryId }));
  const run = { signal: AbortSignal.timeout(300_000), log: pino({ level: 'silent' }), isLastAttempt: true };
  await scanTask(server.services)({ jobId, libraryId }, run);
  const [job] = await getJobs(server.db, [jobId]);
  return job!;
}

async function videosOf(libraryId: string): Promise<Map<string, Video>> {
  const videos = await server.db.prisma.video.findMany({ where: { libraryId }, orderBy: { id: 'desc' } });
  // One that is there hides others that had been at its path.
  return new Map(
    videos
      .toSorted((a, b) => +(a.status !== 'missing') - +(b.status !== 'missing'))
      .map((video) => [video.path, video]),
  );
}

/** A video whose content is like no other: after its end comes a box that players pass over. */
async function writeVideo(file: string): Promise<void> {
  await copyFile(demoVideo('packing'), file);
  const box = Buffer.from(`\0\0\0\u0010free${String(++serial).padStart(8, '0')}`, 'latin1');
  await appendFile(file, box);
  // Files of the same size and millisecond look alike to a scan.
  const writtenAt = new Date(Date.UTC(2026, 10, 24) + 1000 * serial);
  await utimes(file, writtenAt, writtenAt);
}

/** Recognises videos. @returns ids of what was made of them */
async function recognize(videoIds: readonly string[]): Promise<string[]> {
  const { id } = valueOf(await createRecognition(server.db, { recipeId: recipe.id, videoIds: [...videoIds] }));
  const [{ nodes }] = await videosOfRecognitions(server.db, [id], { first: 500 });
  for (const run of nodes) {
    await startRecognitionVideo(server.db, run.id);
    await finishRecognitionVideo(server.db, run.id, []);
  }
  return videoIds.map((videoId) => nodes.find((run) => run.videoId === videoId)!.id);
}

async function resultsOf(videoIds: readonly string[]): Promise<string[]> {
  return (await currentOfVideos(server.db, videoIds)).flat().map(({ id }) => id);
}

describe('a scan', () => {
  let library: Library;
  let a: Video;
  let b: Video;
  let results: string[];
  beforeEach(async () => {
    library = await openLibrary();
    for (const name of ['a.mp4', 'b.mp4']) await writeVideo(library.at(name));
    expect(await library.scan()).toMatchObject({ state: 'succeeded', doneCount: 2n, totalCount: 2n });
    const videos = await library.videos();
    [a, b] = [videos.get('a.mp4')!, videos.get('b.mp4')!];
    const recordedAt = new Date('2026-11-24T09:30:00Z');
    await server.db.prisma.video.update({ where: { id: a.id }, data: { externalId: 'MES-1', recordedAt } });
    results = await recognize([a.id, b.id]);
  });

  /** The videos as they are now: ids by path of those with a file, and of those without. */
  async function places(of = library) {
    const all = await server.db.prisma.video.findMany({ where: { libraryId: of.id }, orderBy: { path: 'asc' } });
    const pairs = (isMissing: boolean) =>
      Object.fromEntries(
        all.filter(({ status }) => (status === 'missing') === isMissing).map((video) => [video.path, video.id]),
      );
    return { present: pairs(false), missing: pairs(true) };
  }

  test('follows a file that was moved', async () => {
    await mkdir(library.at('line 2'));
    await rename(library.at('a.mp4'), library.at('line 2/c.mp4'));
    const { state, totalCount } = await library.scan();
    // Nothing was probed again.
    expect({ state, totalCount }).toEqual({ state: 'succeeded', totalCount: 0n });
    expect(await places()).toEqual({ present: { 'b.mp4': b.id, 'line 2/c.mp4': a.id }, missing: {} });
    expect((await library.videos()).get('line 2/c.mp4')).toMatchObject({
      status: 'ready',
      externalId: 'MES-1',
      recordedAt: new Date('2026-11-24T09:30:00Z'),
      contentSha256: a.contentSha256,
      durationMs: a.durationMs,
      createdAt: a.createdAt,
    });
    expect(await resultsOf([a.id, b.id])).toEqual(results);
  });

  test('follows a folder that was renamed, copies within it included', async () => {
    await mkdir(library.at('old'));
    for (const name of ['1.mp4', '2.mp4']) await cp(library.at('a.mp4'), library.at(`old/${name}`));
    await library.scan();
    const before = await places();
    await rename(library.at('old'), library.at('new'));
    await library.scan();
    expect(await places()).toEqual({
      present: {
        'a.mp4': a.id,
        'b.mp4': b.id,
        'new/1.mp4': before.present['old/1.mp4'],
        'new/2.mp4': before.present['old/2.mp4'],
      },
      missing: {},
    });
  });

  test('lets two names change places', async () => {
    await rename(library.at('a.mp4'), library.at('c.mp4'));
    await rename(library.at('b.mp4'), library.at('a.mp4'));
    await rename(library.at('c.mp4'), library.at('b.mp4'));
    await library.scan();
    expect(await places()).toEqual({ present: { 'a.mp4': b.id, 'b.mp4': a.id }, missing: {} });
    expect(await resultsOf([a.id, b.id])).toEqual(results);
  });

  test('follows a file into the place of another one, whose results stay', async () => {
    await rename(library.at('a.mp4'), library.at('b.mp4'));
    await library.scan();
    expect(await places()).toEqual({ present: { 'b.mp4': a.id }, missing: { 'b.mp4': b.id } });
    expect(await resultsOf([a.id, b.id])).toEqual(results);
  });

  test('follows a file whose place a new one has taken', async () => {
    await rename(library.at('a.mp4'), library.at('c.mp4'));
    await writeVideo(library.at('a.mp4'));
    await library.scan();
    const { present } = await places();
    expect(present).toEqual({ 'a.mp4': expect.any(String), 'b.mp4': b.id, 'c.mp4': a.id });
    expect([a.id, b.id]).not.toContain(present['a.mp4']);
  });

  test('takes a file that was moved and changed for a new one', async () => {
    await rename(library.at('a.mp4'), library.at('c.mp4'));
    await writeVideo(library.at('c.mp4'));
    await library.scan();
    const { present, missing } = await places();
    expect(Object.keys(present)).toEqual(['b.mp4', 'c.mp4']);
    expect(present['c.mp4']).not.toBe(a.id);
    expect(missing).toEqual({ 'a.mp4': a.id });
    expect(await resultsOf([a.id])).toEqual(results.slice(0, 1));
  });

  test('takes a copy for a new video', async () => {
    await copyFile(library.at('a.mp4'), library.at('c.mp4'));
    await library.scan();
    const { present } = await places();
    expect(present).toMatchObject({ 'a.mp4': a.id, 'b.mp4': b.id });
    expect([a.id, b.id]).not.toContain(present['c.mp4']);
    expect(await resultsOf([present['c.mp4']!])).toEqual([]);
  });

  test.each([
    ['another letter case', 'A.MP4'],
    ['another way to write the same', 'か\u3099.mp4'],
  ])('follows a file to %s', async (_, name) => {
    await rename(library.at('a.mp4'), library.at(name.normalize('NFC')));
    await library.scan();
    await rename(library.at(name.normalize('NFC')), library.at(name));
    await library.scan();
    expect(await places()).toEqual({ present: { [name]: a.id, 'b.mp4': b.id }, missing: {} });
  });

  test('finds a file again that had been missing, wherever it comes back', async () => {
    await rename(library.at('a.mp4'), path.join(server.folder, 'away.mp4'));
    await library.scan();
    expect((await places()).missing).toEqual({ 'a.mp4': a.id });
    await rename(path.join(server.folder, 'away.mp4'), library.at('back.mp4'));
    await library.scan();
    expect(await places()).toEqual({ present: { 'b.mp4': b.id, 'back.mp4': a.id }, missing: {} });
  });

  test('leaves nothing of a file that it saw while it was copied', async () => {
    await rename(library.at('a.mp4'), path.join(server.folder, 'whole.mp4'));
    await writeFile(library.at('c.mp4'), 'the beginning');
    await library.scan();
    expect(Object.keys((await places()).present)).toEqual(['b.mp4', 'c.mp4']);
    await rename(path.join(server.folder, 'whole.mp4'), library.at('c.mp4'));
    await library.scan();
    expect(await places()).toEqual({ present: { 'b.mp4': b.id, 'c.mp4': a.id }, missing: {} });
  });

  test('probes no file again that was only touched', async () => {
    await utimes(library.at('a.mp4'), new Date(), new Date('2027-01-01'));
    expect(await library.scan()).toMatchObject({ state: 'succeeded', totalCount: 0n });
    const touched = (await library.videos()).get('a.mp4');
    expect(touched).toMatchObject({ id: a.id, status: 'ready', modifiedAt: new Date('2027-01-01') });
  });

  test('follows a file from another library', async () => {
    const other = await openLibrary();
    await rename(library.at('a.mp4'), other.at('moved.mp4'));
    await other.scan();
    expect(await places(other)).toEqual({ present: { 'moved.mp4': a.id }, missing: {} });
    expect(await places()).toEqual({ present: { 'b.mp4': b.id }, missing: {} });
    expect(await resultsOf([a.id])).toEqual(results.slice(0, 1));
  });

  test('leaves a video in its library while that library’s folder is away', async () => {
    const other = await openLibrary();
    await copyFile(library.at('a.mp4'), other.at('copy.mp4'));
    await rename(library.folder, `${library.folder} (away)`);
    await mkdir(library.folder);
    await other.scan();
    expect(Object.values((await places(other)).present)).not.toContain(a.id);
    expect((await places()).present).toEqual({ 'a.mp4': a.id, 'b.mp4': b.id });
  });
});

describe('a folder that is not mounted', () => {
  let library: Library;
  beforeEach(async () => {
    library = await openLibrary();
    await mkdir(library.at('line'));
    await writeVideo(library.at('line/a.mp4'));
    await library.scan();
    await rename(library.folder, `${library.folder} (away)`);
  });
  const statuses = async () => [...(await library.videos()).values()].map(({ status }) => status);

  test('fails the scan where it is not there, and nothing is missing', async () => {
    expect(await library.scan()).toMatchObject({
      state: 'failed',
      errorCode: 'FOLDER',
      errorMessage: expect.stringMatching(
        /is not there\): if it is a share, mount it and scan again. Nothing was changed$/,
      ),
    });
    expect(await statuses()).toEqual(['ready']);
  });

  test('fails the scan where it is empty, until something is in it', async () => {
    await mkdir(library.at('line'), { recursive: true });
    expect(await library.scan()).toMatchObject({
      state: 'failed',
      errorCode: 'FOLDER',
      errorMessage: expect.stringContaining('is empty, but held 1 videos: if it is a share, mount it'),
    });
    expect(await statuses()).toEqual(['ready']);
    await writeFile(library.at('nothing-here.txt'), '');
    expect(await library.scan()).toMatchObject({ state: 'succeeded' });
    expect(await statuses()).toEqual(['missing']);
    await rm(library.folder, { recursive: true });
    await rename(`${library.folder} (away)`, library.folder);
    // As it was: nothing to probe.
    expect(await library.scan()).toMatchObject({ state: 'succeeded', totalCount: 0n });
    expect(await statuses()).toEqual(['ready']);
  });

  test('that is empty from the start is no failure', async () => {
    expect(await (await openLibrary()).scan()).toMatchObject({ state: 'succeeded' });
  });
});

test('a scan that fails again and again ends its job with the reason', async () => {
  const { db, services } = server;
  const library = await openLibrary();
  await copyFile(demoVideo('packing'), library.at('packing.mp4'));
  await db.pool.query(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not today'; END $$`,
  );
  await db.pool.query('CREATE TRIGGER refuse BEFORE INSERT ON "Video" EXECUTE FUNCTION refuse()');
  const { id: jobId } = valueOf(await createJob(db, { kind: 'scan', libraryId: library.id }));
  const attempt = (isLastAttempt: boolean) => {
    const run = { signal: AbortSignal.timeout(300_000), log: pino({ level: 'silent' }), isLastAttempt };
    return scanTask(services)({ jobId, libraryId: library.id }, run);
  };
  await expect(attempt(false)).rejects.toThrow('not today');
  expect(await getJobs(db, [jobId])).toMatchObject([{ state: 'running' }]);
  await expect(attempt(true)).rejects.toThrow('not today');
  await db.pool.query('DROP TRIGGER refuse ON "Video"');
  const [job] = await getJobs(db, [jobId]);
  expect(job).toMatchObject({
    state: 'failed',
    errorCode: 'SCAN_FAILED',
    errorMessage: expect.stringContaining('not today'),
  });
});
