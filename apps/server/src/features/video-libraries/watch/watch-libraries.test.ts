import { appendFile, copyFile, mkdir, mkdtemp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { demoVideo } from '../../../../../../test/factories/demo.ts';
import { registerWorkbench } from '../../../../../../test/factories/embeddings.ts';
import { makeLibrary, makeRecipe } from '../../../../../../test/factories/records.ts';
import { useServer } from '../../../../../../test/factories/server.ts';
import { queueVideos } from '../../../shared/queue/queue-videos.ts';
import { queueScan } from '../queue-scan.ts';
import { watchLibraries } from './watch-libraries.ts';
import type { LibraryWatcher, WatcherOptions } from './watch-libraries.ts';

const server = useServer({ isWorker: true });
const QUIET_MS = 300;

let recipeId: string;
beforeAll(async () => {
  const encoder = await registerWorkbench(server.db);
  recipeId = (await makeRecipe(server.db, { encoderDigest: encoder.digest })).id;
});

const watchers: LibraryWatcher[] = [];
afterEach(async () => {
  await Promise.all(watchers.splice(0).map((watcher) => watcher.stop()));
  await server.db.prisma.videoLibrary.updateMany({ data: { watchRecipeId: null } });
});

/** Watches, and leaves what it queues alone unless it is told otherwise. */
function startWatching(options: Partial<WatcherOptions> = {}): void {
  const nothing = () => Promise.resolve();
  watchers.push(watchLibraries(server.services, { quietMs: QUIET_MS, queueVideos: nothing, ...options }));
}

async function watchedLibrary() {
  const folder = await mkdtemp(path.join(server.folder, 'watched-'));
  const { id } = await makeLibrary(server.db);
  await server.db.prisma.videoLibrary.update({ where: { id }, data: { folder, watchRecipeId: recipeId } });
  const videos = () => server.db.prisma.video.findMany({ where: { libraryId: id }, orderBy: { path: 'asc' } });
  const runs = () =>
    server.db.prisma.recognitionVideo.findMany({
      where: { video: { libraryId: id } },
      include: { video: true, segments: true },
      orderBy: { id: 'asc' },
    });
  const recognized = async () => (await runs()).map(({ video }) => video.path).toSorted();
  return { id, folder, at: (name: string) => path.join(folder, name), videos, runs, recognized };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(50);
}

/** Until these are queued, each once. */
function untilQueued({ recognized }: Awaited<ReturnType<typeof watchedLibrary>>, ...paths: string[]): Promise<void> {
  return until(async () => (await recognized()).join() === paths.toSorted().join());
}

describe('a watched library', () => {
  test('recognises a file that is written slowly, once, when it is whole', async () => {
    const library = await watchedLibrary();
    startWatching({ quietMs: 1500, queueVideos: (id) => queueVideos(server.services, id) });
    const bytes = await readFile(demoVideo('packing'));
    const step = Math.ceil(bytes.length / 10);
    for (let at = 0; at < bytes.length; at += step) {
      await appendFile(library.at('a.mp4'), bytes.subarray(at, at + step));
      await sleep(50);
    }
    await until(async () => (await library.runs()).some(({ finishedAt }) => finishedAt !== null));
    const [run, ...others] = await library.runs();
    expect(others).toEqual([]);
    expect(run).toMatchObject({ state: 'succeeded', video: { path: 'a.mp4', status: 'ready', arrivedAt: null } });
    expect(run!.segments.length).toBeGreaterThan(0);
  });

  test('tells why a file cannot be recognised, and tries again when the rest of it comes', async () => {
    const library = await watchedLibrary();
    startWatching({ queueVideos: (id) => queueVideos(server.services, id) });
    await copyFile(demoVideo('filling'), library.at('part.mp4'));
    await truncate(library.at('part.mp4'), 100);
    const ended = async (count: number) =>
      (await library.runs()).filter(({ finishedAt }) => finishedAt).length === count;
    await until(() => ended(1));
    await writeFile(library.at('part.mp4'), await readFile(demoVideo('filling')));
    await until(() => ended(2));
    expect((await library.runs()).map(({ state }) => state)).toEqual(['failed', 'succeeded']);
    expect(await library.videos()).toMatchObject([{ status: 'ready', errorCode: null }]);
  });

  test('finds what is moved into it, into new folders, too, and what no ending makes a video stays alone', async () => {
    const library = await watchedLibrary();
    startWatching();
    await writeFile(library.at('first.mp4'), '1');
    await untilQueued(library, 'first.mp4');
    const outside = await mkdtemp(path.join(server.folder, 'outside-'));
    await writeFile(path.join(outside, 'b.mp4'), '22');
    await rename(path.join(outside, 'b.mp4'), library.at('b.mp4'));
    await mkdir(path.join(outside, 'day/shift'), { recursive: true });
    await writeFile(path.join(outside, 'day/shift/c.mp4'), '333');
    await rename(path.join(outside, 'day'), library.at('day'));
    await writeFile(library.at('notes.txt'), 'x');
    await writeFile(library.at('.hidden.mp4'), 'x');
    await untilQueued(library, 'first.mp4', 'b.mp4', 'day/shift/c.mp4');
    await writeFile(library.at('day/shift/d.mp4'), '4444');
    await writeFile(library.at('e.mp4.part'), '55555');
    await rename(library.at('e.mp4.part'), library.at('e.mp4'));
    await untilQueued(library, 'first.mp4', 'b.mp4', 'day/shift/c.mp4', 'day/shift/d.mp4', 'e.mp4');
    expect((await library.videos()).map((video) => video.path)).toHaveLength(5);
  });

  test('keeps the video of a file that is renamed, and does not recognise it again', async () => {
    const library = await watchedLibrary();
    startWatching({ queueVideos: (id) => queueVideos(server.services, id) });
    await copyFile(demoVideo('filling'), library.at('old.mp4'));
    await until(async () => (await library.runs()).some(({ finishedAt }) => finishedAt !== null));
    const [before] = await library.videos();
    await rename(library.at('old.mp4'), library.at('new.mp4'));
    await until(async () => (await library.videos())[0]!.path === 'new.mp4');
    await writeFile(library.at('other.mp4'), 'x');
    await until(async () => (await library.runs()).length === 2);
    expect(await library.videos()).toMatchObject([{ id: before!.id, path: 'new.mp4' }, { path: 'other.mp4' }]);
    expect(await library.recognized()).toEqual(['new.mp4', 'other.mp4']);
  });

  test('finds at the start what came while nobody watched, and nothing twice', async () => {
    const library = await watchedLibrary();
    await writeFile(library.at('a.mp4'), 'x');
    startWatching();
    await untilQueued(library, 'a.mp4');
    await watchers.pop()!.stop();
    await writeFile(library.at('b.mp4'), 'yy');
    startWatching();
    await untilQueued(library, 'a.mp4', 'b.mp4');
  });

  test('is watched by one of two processes; the other one takes over', async () => {
    const library = await watchedLibrary();
    startWatching();
    startWatching();
    for (const name of ['a.mp4', 'b.mp4', 'c.mp4']) await writeFile(library.at(name), name.repeat(3));
    await untilQueued(library, 'a.mp4', 'b.mp4', 'c.mp4');
    await watchers.shift()!.stop();
    await writeFile(library.at('d.mp4'), 'd');
    await untilQueued(library, 'a.mp4', 'b.mp4', 'c.mp4', 'd.mp4');
  });

  test('queues each of a thousand files once', async () => {
    const library = await watchedLibrary();
    startWatching();
    const names = Array.from({ length: 1000 }, (_, index) => `${index}.mp4`);
    for (const name of names) await writeFile(library.at(name), `the content of ${name}`);
    await untilQueued(library, ...names);
    expect(await library.videos()).toHaveLength(1000);
  });

  test('loses nothing when its folder goes away and comes back', async () => {
    const library = await watchedLibrary();
    startWatching();
    await writeFile(library.at('a.mp4'), 'x');
    await untilQueued(library, 'a.mp4');
    const away = `${library.folder}-away`;
    await rename(library.folder, away);
    await mkdir(library.folder);
    await sleep(2 * QUIET_MS);
    await rm(library.folder, { recursive: true });
    await sleep(2 * QUIET_MS);
    await writeFile(path.join(away, 'b.mp4'), 'yy');
    await rename(away, library.folder);
    await untilQueued(library, 'a.mp4', 'b.mp4');
    expect(await library.videos()).toMatchObject([{ status: 'pending' }, { status: 'pending' }]);
    await writeFile(library.at('c.mp4'), 'zzz');
    await untilQueued(library, 'a.mp4', 'b.mp4', 'c.mp4');
  });

  test('recognises what a scan was faster to find', async () => {
    const library = await watchedLibrary();
    await copyFile(demoVideo('filling'), library.at('a.mp4'));
    await queueScan(server.services, library.id);
    await until(async () => (await library.videos())[0]?.status === 'ready');
    expect(await library.recognized()).toEqual([]);
    startWatching();
    await untilQueued(library, 'a.mp4');
  });

  test('finds changes that no system tells of by looking', async () => {
    const library = await watchedLibrary();
    startWatching({ pollMs: 100 });
    await mkdir(library.at('.sync'));
    await writeFile(library.at('.sync/a.mp4'), 'x');
    await rename(library.at('.sync/a.mp4'), library.at('a.mp4'));
    await untilQueued(library, 'a.mp4');
  });

  test('recognises what is new from when it is switched on, until it is switched off', async () => {
    const library = await watchedLibrary();
    const switchTo = (watchRecipeId: string | null) =>
      server.db.prisma.videoLibrary.update({ where: { id: library.id }, data: { watchRecipeId } });
    await switchTo(null);
    await writeFile(library.at('old.mp4'), 'x');
    await queueScan(server.services, library.id);
    await until(async () => (await library.videos())[0]?.status === 'failed');
    startWatching();
    await switchTo(recipeId);
    await writeFile(library.at('new.mp4'), 'yy');
    await untilQueued(library, 'new.mp4');
    await switchTo(null);
    await writeFile(library.at('late.mp4'), 'zzz');
    await sleep(3 * QUIET_MS);
    expect(await library.recognized()).toEqual(['new.mp4']);
  });
});
