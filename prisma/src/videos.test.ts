import { beforeAll, describe, expect, test } from '@jest/globals';
import { countStatements, useDatabase } from '../../test/factories/database.ts';
import { FACTS, makeLibrary, makeVideos, sha256 } from '../../test/factories/records.ts';
import { CursorError, cursorOf } from './page.ts';
import { totalsOfLibraries } from './video-libraries.ts';
import { addVideos, getVideos, markMissingVideos, setVideoFailed, setVideoReady, videosOfLibraries } from './videos.ts';
import { listVideos } from './video-pages.ts';
import type { VideoOrder } from './video-pages.ts';

describe('videos', () => {
  const target = useDatabase();
  let libraryId: string;
  beforeAll(async () => {
    libraryId = (await makeLibrary(target.db)).id;
  });
  const file = (path: string, sizeBytes = 1) => ({ path, sizeBytes, modifiedAt: new Date('2026-01-01T00:00:00.123Z') });

  test('are added once, and again when their files change', async () => {
    const [first] = await addVideos(target.db, libraryId, [file('a.mp4'), file('日本/b.mp4')]);
    await setVideoReady(target.db, first, { contentSha256: sha256('a'), facts: FACTS });
    expect(await addVideos(target.db, libraryId, [file('a.mp4'), file('日本/b.mp4')])).toEqual([]);
    expect(await addVideos(target.db, libraryId, [file('a.mp4', 2)])).toEqual([first]);
    expect(await getVideos(target.db, [first])).toMatchObject([
      {
        status: 'pending',
        contentSha256: null,
        durationMs: null,
        sizeBytes: 2n,
        modifiedAt: new Date('2026-01-01T00:00:00.123Z'),
      },
    ]);
  });

  test('keep what probing has found', async () => {
    const [id] = await addVideos(target.db, libraryId, [file('probed.mp4')]);
    await setVideoFailed(target.db, id, { code: 'DAMAGED', message: 'no frame can be decoded' });
    expect(await getVideos(target.db, [id])).toMatchObject([{ status: 'failed', errorCode: 'DAMAGED' }]);
    await setVideoReady(target.db, id, { contentSha256: sha256('x'), facts: { ...FACTS, fps: null } });
    expect(await getVideos(target.db, [id])).toMatchObject([
      { status: 'ready', durationMs: 10_000, timeBaseDenominator: 30_000, fpsNumerator: null, errorCode: null },
    ]);
    expect(await setVideoReady(target.db, crypto.randomUUID(), { contentSha256: sha256('x'), facts: FACTS })).toBe(
      false,
    );
  });

  test('do not keep what was found in a file that is not theirs any more', async () => {
    const { db } = target;
    const library = await makeLibrary(db);
    const [id] = await addVideos(db, library.id, [file('moved.mp4')]);
    const [probed] = await getVideos(db, [id]);
    await markMissingVideos(db, library.id, []);
    const found = { contentSha256: sha256('moved'), facts: FACTS, probed: probed! };
    expect(await setVideoReady(db, id, found)).toBe(false);
    expect(await setVideoFailed(db, id, { code: 'DAMAGED', message: 'cut off', probed: probed! })).toBe(false);
    expect(await getVideos(db, [id])).toMatchObject([{ status: 'missing', contentSha256: null, errorCode: null }]);
    await addVideos(db, library.id, [file('moved.mp4', 2)]);
    expect(await setVideoReady(db, id, found)).toBe(false);
    expect(await setVideoReady(db, id, { ...found, probed: (await getVideos(db, [id]))[0]! })).toBe(true);
  });

  test('that have gone are missing until they come back', async () => {
    const library = await makeLibrary(target.db);
    const [kept, gone] = await addVideos(target.db, library.id, [file('kept.mp4'), file('gone.mp4')]);
    await setVideoFailed(target.db, gone, { code: 'DAMAGED', message: 'no frame can be decoded' });
    expect(await markMissingVideos(target.db, library.id, ['kept.mp4'])).toBe(1);
    expect(await markMissingVideos(target.db, library.id, ['kept.mp4'])).toBe(0);
    expect(await totalsOfLibraries(target.db, [library.id])).toEqual([
      { videoCount: 2, durationMs: 0, countByStatus: { pending: 1, ready: 0, failed: 0, missing: 1 } },
    ]);
    expect(await addVideos(target.db, library.id, [file('kept.mp4'), file('gone.mp4')])).toEqual([gone]);
    expect(kept).not.toBe(gone);
  });
});

describe('pages of videos', () => {
  const target = useDatabase();
  let libraryId: string;
  beforeAll(async () => {
    libraryId = (await makeLibrary(target.db)).id;
    await makeVideos(target.db, libraryId, 7);
  });
  const OLDEST: VideoOrder = { field: 'createdAt', direction: 'asc' };
  const paths = (nodes: readonly { path: string }[]) => nodes.map(({ path }) => path.slice(0, 3));

  test('neither repeat nor skip where videos are added and deleted in between', async () => {
    const first = await listVideos(target.db, { libraryId }, { first: 3 }, OLDEST);
    const last = first.nodes[2];
    const before = new Set((await listVideos(target.db, { libraryId })).nodes.map(({ id }) => id));
    await addVideos(target.db, libraryId, [{ path: 'new.mp4', sizeBytes: 1, modifiedAt: new Date() }]);
    await target.db.prisma.video.delete({ where: { id: last.id } });
    const rest = await listVideos(target.db, { libraryId }, { first: 10, after: cursorOf(last) }, OLDEST);
    const seen = [...first.nodes, ...rest.nodes].map(({ id }) => id).filter((id) => before.has(id));
    expect(new Set(seen)).toEqual(before);
    expect(seen).toHaveLength(before.size);
    expect([first.hasNextPage, rest.hasNextPage]).toEqual([true, false]);
  });

  test('are found by status and part of the path', async () => {
    const found = await listVideos(target.db, { libraryId, status: 'ready', text: '00' }, { first: 2 });
    expect(found.hasNextPage).toBe(true);
    expect(await listVideos(target.db, { libraryId, status: 'failed' })).toMatchObject({
      nodes: [],
      hasNextPage: false,
    });
    expect(paths((await listVideos(target.db, { libraryId, text: 'ＮＥＷ' })).nodes)).toEqual(['new']);
  });

  test('of many libraries take as many statements as of one', async () => {
    const other = await makeLibrary(target.db);
    await makeVideos(target.db, other.id, 2);
    const empty = await makeLibrary(target.db);
    const pages = await videosOfLibraries(target.db, [empty.id, other.id, libraryId], { first: 2 }, 'oldestFirst');
    expect(pages.map(({ nodes }) => nodes.length)).toEqual([0, 2, 2]);
    expect(pages.map(({ hasNextPage }) => hasNextPage)).toEqual([false, false, true]);
    expect(pages[1].nodes.every((video) => video.libraryId === other.id)).toBe(true);
    const [next] = await videosOfLibraries(
      target.db,
      [other.id],
      { after: cursorOf(pages[1].nodes[0]) },
      'oldestFirst',
    );
    expect(next.nodes).toEqual([pages[1].nodes[1]]);
    const count = (ids: string[]) => countStatements(target.db, () => videosOfLibraries(target.db, ids));
    expect([await count([other.id]), await count([empty.id, other.id, libraryId])]).toEqual([2, 2]);
  });

  test('refuse cursors that were not made here and sizes out of range', async () => {
    await expect(listVideos(target.db, {}, { after: 'x' })).rejects.toThrow(CursorError);
    await expect(listVideos(target.db, {}, { first: 501 })).rejects.toThrow('invalid page size: 501');
    await expect(listVideos(target.db, {}, { first: 0 })).rejects.toThrow(RangeError);
  });
});
