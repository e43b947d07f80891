import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { addVideos, createEquipmentNode, createVideoLibrary } from '../../../../../prisma/src/index.ts';
import type { VideoLibrary } from '../../../../../prisma/src/index.ts';
import { demoVideo } from '../../../../../test/factories/demo.ts';
import { valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { probeVideo } from '../../shared/videos/probe-video.ts';

const server = useServer();
const PATHS = ['line 2/24.11.2026 0930.mp4', 'line 2/25.11.2026 1015.mp4', '20261124_093000.mp4', 'shift.mp4'];
let library: VideoLibrary;
let id: string;

beforeAll(async () => {
  const node = valueOf(await createEquipmentNode(server.db, { level: 'WorkCell', name: 'Dated' }));
  const folder = path.join(server.folder, 'videos');
  await mkdir(path.join(folder, 'line 2'), { recursive: true });
  for (const name of PATHS) await copyFile(demoVideo('packing'), path.join(folder, name));
  const input = { equipmentNodeId: node.id, name: 'Videos', folder, timeZone: 'Asia/Tokyo' };
  library = valueOf(await createVideoLibrary(server.db, input));
  id = toGlobalId('VideoLibrary', library.id);
  const modifiedAt = new Date('2020-01-01');
  await addVideos(
    server.db,
    library.id,
    PATHS.map((name) => ({ path: name, sizeBytes: 1, modifiedAt })),
  );
});

async function times(): Promise<Record<string, string | undefined>> {
  const videos = await server.db.prisma.video.findMany();
  return Object.fromEntries(videos.map((video) => [path.basename(video.path), video.recordedAt?.toISOString()]));
}

interface Preview {
  preview: { fileCount: number; datedCount: number; files: { path: string; recordedAt: string | null }[] } | null;
  userErrors: { code: string; field: string[]; message: string }[];
}

async function preview(variables: object): Promise<Preview> {
  const { found } = await server.ask<{ found: Preview }>(
    `query ($id: ID!, $pattern: String, $timeZone: String) {
      found: previewRecordedAt(libraryId: $id, pattern: $pattern, timeZone: $timeZone) {
        preview { fileCount datedCount files { path recordedAt } } userErrors { code field message }
      }
    }`,
    { id, ...variables },
  );
  return found;
}

async function update(input: object) {
  const { updated } = await server.ask<{ updated: { videoLibrary: object | null; userErrors: object[] } }>(
    `mutation ($input: UpdateVideoLibraryInput!) {
      updated: updateVideoLibrary(input: $input) {
        videoLibrary { name externalId recordedAtPattern timeZone } userErrors { code field message }
      }
    }`,
    { input: { id, ...input } },
  );
  return updated;
}

describe('the time of recording', () => {
  test('is that of the name, in the zone of the library, and never that of the file', async () => {
    for (const video of await server.db.prisma.video.findMany())
      await probeVideo(server.services, video, library, AbortSignal.timeout(300_000));
    expect(await times()).toEqual({
      '24.11.2026 0930.mp4': undefined,
      '25.11.2026 1015.mp4': undefined,
      '20261124_093000.mp4': '2026-11-24T00:30:00.000Z',
      'shift.mp4': undefined,
    });
  });

  test('is shown for a pattern before it is used', async () => {
    const pattern = '{DD}.{MM}.{YYYY} {HH}{mm}';
    expect(await preview({ pattern, timeZone: 'Europe/Berlin' })).toEqual({
      userErrors: [],
      preview: {
        fileCount: 4,
        datedCount: 2,
        files: [
          { path: '20261124_093000.mp4', recordedAt: null },
          { path: 'shift.mp4', recordedAt: null },
          { path: 'line 2/24.11.2026 0930.mp4', recordedAt: '2026-11-24T08:30:00.000Z' },
          { path: 'line 2/25.11.2026 1015.mp4', recordedAt: '2026-11-25T09:15:00.000Z' },
        ],
      },
    });
    expect((await preview({})).preview).toMatchObject({ fileCount: 4, datedCount: 1 });
    expect((await times())['24.11.2026 0930.mp4']).toBeUndefined();
  });

  test('is told again by a pattern and a zone that a library is given', async () => {
    const dating = { recordedAtPattern: '{DD}.{MM}.{YYYY} {HH}{mm}', timeZone: 'Europe/Berlin' };
    expect(await update({ ...dating, externalId: 'NAS-7' })).toEqual({
      userErrors: [],
      videoLibrary: { name: 'Videos', externalId: 'NAS-7', ...dating },
    });
    expect(await times()).toMatchObject({
      '24.11.2026 0930.mp4': '2026-11-24T08:30:00.000Z',
      // It tells nothing by that pattern: what is known stays.
      '20261124_093000.mp4': '2026-11-24T00:30:00.000Z',
    });
  });

  test.each([
    [{ recordedAtPattern: '{YYYY}' }, 'recordedAtPattern', 'the pattern cannot be used: {MM} is not in it'],
    [{ timeZone: 'Mars/Base' }, 'timeZone', 'there is no time zone Mars/Base'],
  ])('is not read by %j', async (input, field, message) => {
    const error = { code: 'INVALID', field: [field], message: expect.stringContaining(message) };
    expect(await update(input)).toEqual({ videoLibrary: null, userErrors: [error] });
    const { recordedAtPattern: pattern, ...rest } = { recordedAtPattern: null, ...input };
    const asked = field === 'timeZone' ? 'timeZone' : 'pattern';
    expect(await preview({ pattern, ...rest })).toEqual({ preview: null, userErrors: [{ ...error, field: [asked] }] });
  });

  test('is a condition, as is what a recipe has recognised', async () => {
    const { videos } = await server.ask<{ videos: { nodes: { name: string }[]; totalCount: number } }>(
      `query ($filter: VideoFilter) { videos(filter: $filter) { nodes { name } totalCount } }`,
      { filter: { recordedFrom: '2026-11-24T08:00:00.000Z', recordedBefore: '2026-11-25T00:00:00.000Z' } },
    );
    expect(videos).toEqual({ nodes: [{ name: '24.11.2026 0930.mp4' }], totalCount: 1 });
  });
});
