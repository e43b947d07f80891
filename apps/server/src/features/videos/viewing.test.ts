import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addVideos, createEquipmentNode, createVideoLibrary } from '@actionary/database';
import { demoVideo } from '../../../../../test/factories/demo.ts';
import { valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { startServer } from '../../server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import type { RunningServer } from '../../shared/http/listen.ts';
import { probeVideo } from '../../shared/videos/probe-video.ts';
import { videoRoutes } from './video-routes.ts';

let closed: RunningServer | undefined;
// Before the other one's own, whose database it uses.
afterAll(() => closed?.stop());
const open = useServer();
let videoId: string;

beforeAll(async () => {
  const services = { ...open.services, isRawVideoOpen: false };
  closed = await startServer(services, { host: '127.0.0.1', port: 0, isProduction: false });
  const node = valueOf(await createEquipmentNode(open.db, { level: 'Unit', name: 'Demo' }));
  const folder = path.dirname(demoVideo('packing'));
  const library = valueOf(await createVideoLibrary(open.db, { equipmentNodeId: node.id, name: 'Demo', folder }));
  await addVideos(open.db, library.id, [{ path: 'packing.mp4', sizeBytes: 1, modifiedAt: new Date(0) }]);
  const video = await open.db.prisma.video.findFirstOrThrow();
  await probeVideo(open.services, video, library, AbortSignal.timeout(300_000));
  videoId = toGlobalId('Video', video.id);
});
const get = (base: string, address: string) => fetch(base + address, { headers: { connection: 'close' } });

async function ask(base: string) {
  const response = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({
      query: `query ($id: ID!) { node(id: $id) { ... on Video {
        name status durationMs isViewable streamUrl posterUrl sprite { url }
      } } }`,
      variables: { id: videoId },
    }),
  });
  return ((await response.json()) as { data: { node: Record<string, unknown> } }).data.node;
}

/** Every route below `/videos`, of a video that there is. */
const addresses = () =>
  videoRoutes(open.services).stack.flatMap(({ route }) =>
    route ? [`/videos${route.path.replace(':id', videoId).replace(':timeMs', '500')}`] : [],
  );

describe('where raw video is closed', () => {
  test('every route with pixels is refused, which gives them where it is open', async () => {
    expect(addresses()).toHaveLength(4);
    for (const address of addresses()) {
      const given = await get(open.url, address);
      expect([address, given.status]).toEqual([address, 200]);
      expect(given.headers.get('content-type')).toMatch(/^(image|video)\//);
      await given.arrayBuffer();
      const refused = await get(closed!.url, address);
      expect([address, refused.status]).toEqual([address, 403]);
      expect(refused.headers.get('content-type')).toMatch(/^text\/plain/);
      expect(refused.headers.get('cache-control')).toBe('no-store');
    }
    const part = await fetch(`${closed!.url}${addresses()[0]!}`, {
      headers: { range: 'bytes=0-10', connection: 'close' },
    });
    expect(part.status).toBe(403);
  });

  test('no address of pixels is given, and everything else is', async () => {
    const [before, after] = [await ask(open.url), await ask(closed!.url)];
    expect(before).toMatchObject({ isViewable: true, streamUrl: expect.any(String), posterUrl: expect.any(String) });
    expect(after).toEqual({ ...before, isViewable: false, streamUrl: null, posterUrl: null, sprite: null });
  });
});
