import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadImage } from '@napi-rs/canvas';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { addVideos, createEquipmentNode, createVideoLibrary } from '../../../../../prisma/src/index.ts';
import { demoVideo } from '../../../../../test/factories/demo.ts';
import { valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { probeVideo } from '../../shared/videos/probe-video.ts';
import { findVideoFiles } from '../../shared/videos/find-video-files.ts';

const server = useServer();
const idOf = new Map<string, string>();
const NAMES = ['good.mp4', 'link.mp4', 'linked/secret.mp4', 'gone.mp4'];
let library: string;

beforeAll(async () => {
  library = path.join(server.folder, 'library with spaces');
  await mkdir(library);
  await writeFile(path.join(library, 'good.mp4'), '0123456789');
  await writeFile(path.join(server.folder, 'secret.mp4'), 'secret');
  await symlink(path.join(server.folder, 'secret.mp4'), path.join(library, 'link.mp4'));
  await symlink(server.folder, path.join(library, 'linked'));
  const node = valueOf(await createEquipmentNode(server.db, { level: 'Unit', name: 'Cell' }));
  const { id } = valueOf(
    await createVideoLibrary(server.db, { equipmentNodeId: node.id, name: 'Videos', folder: library }),
  );
  await addVideos(
    server.db,
    id,
    NAMES.map((name) => ({ path: name, sizeBytes: 10, modifiedAt: new Date(0) })),
  );
  for (const video of await server.db.prisma.video.findMany()) idOf.set(video.path, toGlobalId('Video', video.id));
});

function stream(name: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/videos/${idOf.get(name) ?? name}/stream`, {
    headers: { connection: 'close', ...headers },
  });
}

async function loadPicture(url: string) {
  const response = await fetch(server.url + url, { headers: { connection: 'close' } });
  expect(response.headers.get('content-type')).toBe('image/jpeg');
  return loadImage(Buffer.from(await response.arrayBuffer()));
}

describe('video routes', () => {
  test('serve a known file, and ranges of it', async () => {
    const whole = await stream('good.mp4');
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(await whole.text()).toBe('0123456789');
    const part = await stream('good.mp4', { range: 'bytes=2-4' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 2-4/10');
    expect(await part.text()).toBe('234');
    expect((await stream('good.mp4', { range: 'bytes=50-60' })).status).toBe(416);
  });

  test.each(['link.mp4', 'linked/secret.mp4', 'gone.mp4'])('do not serve %s', async (name) => {
    const response = await stream(name);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('secret');
  });

  test.each(['%2e%2e%2f%2e%2e%2fetc%2fpasswd', '..%2fsecret.mp4', 'VmlkZW86Li4vc2VjcmV0Lm1wNA', '%00'])(
    'know no video by the id %s',
    async (id) => {
      expect((await stream(id)).status).toBe(404);
    },
  );

  test('make a poster and a strip of frames of a video', async () => {
    const node = valueOf(await createEquipmentNode(server.db, { level: 'Unit', name: 'Demo' }));
    const input = { equipmentNodeId: node.id, name: 'Demo', folder: path.dirname(demoVideo('packing')) };
    const made = valueOf(await createVideoLibrary(server.db, input));
    const { id } = made;
    await addVideos(server.db, id, [{ path: 'packing.mp4', sizeBytes: 1, modifiedAt: new Date(0) }]);
    const video = await server.db.prisma.video.findFirstOrThrow({ where: { libraryId: id } });
    await probeVideo(server.services, video, made, AbortSignal.timeout(300_000));
    const { found } = await server.ask<{
      found: { posterUrl: string; sprite: { url: string } & Record<string, number> };
    }>(
      `query ($id: ID!) { found: node(id: $id) { ... on Video {
        posterUrl sprite { url frameCount frameWidth frameHeight }
      } } }`,
      { id: toGlobalId('Video', video.id) },
    );
    const { url, frameCount, frameWidth, frameHeight } = found.sprite;
    const poster = await loadPicture(found.posterUrl);
    const sprite = await loadPicture(url);
    expect(Math.max(poster.width, poster.height)).toBeLessThanOrEqual(320);
    expect([sprite.width, sprite.height]).toEqual([frameCount! * frameWidth!, frameHeight]);
  });

  test('scans leave out what lies outside the folder', async () => {
    expect((await findVideoFiles(library)).files.map((file) => file.path)).toEqual(['good.mp4']);
  });
});
