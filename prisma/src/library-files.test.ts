import { describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { makeLibrary, makeVideos, sha256 } from '../../test/factories/records.ts';
import { recordFiles } from './library-files.ts';
import { updateVideo } from './named-videos.ts';

describe('recordFiles', () => {
  const target = useDatabase();
  const modifiedAt = new Date('2026-02-02');
  const fileAt = (path: string) => ({ path, sizeBytes: 5, modifiedAt });
  const videosOf = (libraryId: string) =>
    target.db.prisma.video.findMany({ where: { libraryId }, orderBy: [{ path: 'asc' }, { id: 'asc' }] });

  /** A video of a library of its own. */
  async function makeNamed(externalId: string | null): Promise<string> {
    const [id] = (await makeVideos(target.db, (await makeLibrary(target.db)).id, 1)) as [string];
    await updateVideo(target.db, id, { externalId });
    return id;
  }

  test('moves one of two videos with the same external id; the other stays, and its file is a video of its own', async () => {
    const library = await makeLibrary(target.db);
    const [first, second, unnamed, alsoUnnamed] = [
      await makeNamed('ORDER-1'),
      await makeNamed('ORDER-1'),
      await makeNamed(null),
      await makeNamed(null),
    ];
    const moves = [second, first, unnamed, alsoUnnamed].map((videoId, index) => {
      return { videoId, contentSha256: sha256(videoId), file: fileAt(`${index}.mp4`) };
    });
    const files = moves.map(({ file }) => file);
    await recordFiles(target.db, library.id, { files, moves });
    const [other, ...moved] = await videosOf(library.id);
    expect(other).toMatchObject({ path: '0.mp4', status: 'pending', externalId: null });
    expect(moved.map(({ id, path, status }) => ({ id, path, status }))).toEqual(
      [first, unnamed, alsoUnnamed].map((id, index) => ({ id, path: `${index + 1}.mp4`, status: 'ready' })),
    );
    expect(await target.db.prisma.video.findUniqueOrThrow({ where: { id: second } })).toMatchObject({
      status: 'missing',
      externalId: 'ORDER-1',
    });
    await recordFiles(target.db, library.id, { files, moves: [] });
    expect(await videosOf(library.id)).toHaveLength(4);
  });

  test('leaves a video where it is whose external id is in use where it would go', async () => {
    const library = await makeLibrary(target.db);
    const [own] = (await makeVideos(target.db, library.id, 1)) as [string];
    await updateVideo(target.db, own, { externalId: 'ORDER-2' });
    const video = await makeNamed('ORDER-2');
    const moves = [{ videoId: video, contentSha256: sha256(video), file: fileAt('moved.mp4') }];
    const kept = { path: '001.mp4', sizeBytes: 1000, modifiedAt: new Date('2026-01-01') };
    await recordFiles(target.db, library.id, { files: [kept, fileAt('moved.mp4')], moves });
    expect(await videosOf(library.id)).toMatchObject([
      { id: own, status: 'ready', externalId: 'ORDER-2' },
      { path: 'moved.mp4', status: 'pending', externalId: null },
    ]);
  });
});
