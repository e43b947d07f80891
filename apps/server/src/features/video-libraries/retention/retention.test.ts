import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import {
  createEquipmentNode,
  createJob,
  createVideoLibrary,
  getJobs,
  reportProgress,
  startJob,
} from '../../../../../../prisma/src/index.ts';
import type { Job, VideoLibrary } from '../../../../../../prisma/src/index.ts';
import { writeEmbedding } from '../../../../../../test/factories/embeddings.ts';
import { ENCODER, makeRecipe, makeVideos, sha256, valueOf } from '../../../../../../test/factories/records.ts';
import { useServer } from '../../../../../../test/factories/server.ts';
import { toGlobalId } from '../../../shared/graphql/global-id.ts';
import { momentFolder, pictureFile } from '../../../shared/videos/picture-folder.ts';
import { expireTask, queueExpiries } from './expire.task.ts';

const server = useServer();
const DAY_MS = 24 * 60 * 60 * 1000;
let serial = 0;
let library: VideoLibrary;
let id: string;
let videoIds: string[];

/** A library of three videos with embeddings and pictures, of which two were recorded a hundred days ago. */
beforeEach(async () => {
  const { db, folder } = server;
  const name = `library ${++serial}`;
  const node = valueOf(await createEquipmentNode(db, { level: 'WorkCell', name }));
  library = valueOf(await createVideoLibrary(db, { equipmentNodeId: node.id, name, folder: path.join(folder, name) }));
  id = toGlobalId('VideoLibrary', library.id);
  await makeRecipe(db);
  videoIds = await makeVideos(db, library.id, 3);
  await mkdir(library.folder);
  for (const videoId of videoIds) {
    const content = sha256(videoId);
    const key = { contentSha256: content, encoderDigest: ENCODER.digest, sampling: 'fps=2' };
    await writeEmbedding(db, key, [{ timesMs: [0], embeddings: new Float32Array(ENCODER.dims) }]);
    await writePicture(pictureFile(server.services.dataFolder, content, 'poster'));
    await writePicture(path.join(momentFolder(server.services.dataFolder), `${content}-500.jpg`));
  }
  for (const { path: file } of await db.prisma.video.findMany({ where: { libraryId: library.id } }))
    await writeFile(path.join(library.folder, file), 'a video');
  const createdAt = new Date(Date.now() - 100 * DAY_MS);
  await db.prisma.video.updateMany({ where: { id: { in: videoIds.slice(1) } }, data: { createdAt } });
});

async function writePicture(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, '0123456789');
}

interface Ruled {
  readonly retention: object;
  readonly retentionAppliesAt: string | null;
}

async function setRules(retention: object): Promise<{ videoLibrary: Ruled | null; userErrors: object[] }> {
  const { updated } = await server.ask<{ updated: { videoLibrary: Ruled | null; userErrors: object[] } }>(
    `mutation ($input: UpdateVideoLibraryInput!) {
      updated: updateVideoLibrary(input: $input) {
        videoLibrary { retention { supersededResultsDays embeddingsDays picturesDays } retentionAppliesAt }
        userErrors { code field message }
      }
    }`,
    { input: { id, retention } },
  );
  return updated;
}

describe('rules', () => {
  test('are applied for the first time a day after they were set, and never where there are none', async () => {
    const { videoLibrary } = await setRules({ embeddingsDays: 30 });
    expect(videoLibrary!.retention).toEqual({ supersededResultsDays: null, embeddingsDays: 30, picturesDays: null });
    const appliesAt = videoLibrary!.retentionAppliesAt!;
    expect(new Date(appliesAt).getTime()).toBeGreaterThan(Date.now() + DAY_MS - 60_000);
    // Who says the same again does not put it off.
    expect((await setRules({ embeddingsDays: 30 })).videoLibrary!.retentionAppliesAt).toBe(appliesAt);
    expect((await setRules({})).videoLibrary!.retentionAppliesAt).toBeNull();
  });

  test('are refused where they are no number of days', async () => {
    expect(await setRules({ picturesDays: 0 })).toEqual({
      videoLibrary: null,
      userErrors: [
        {
          code: 'INVALID',
          field: ['retention', 'picturesDays'],
          message: '0 days: take 1 … 36500, or nothing to keep it for ever',
        },
      ],
    });
  });

  test('tell what they would remove, and remove nothing', async () => {
    const { found } = await server.ask<{ found: object }>(
      `query ($id: ID!) {
        found: previewRetention(libraryId: $id, rules: { embeddingsDays: 90, picturesDays: 200 }) {
          preview { supersededResults { count sizeBytes } embeddings { count sizeBytes } pictures { count sizeBytes } }
          userErrors { code }
        }
      }`,
      { id },
    );
    const nothing = { count: 0, sizeBytes: 0 };
    expect(found).toEqual({
      preview: {
        supersededResults: nothing,
        embeddings: { count: 2, sizeBytes: 2 * (4 + 2 * ENCODER.dims) },
        pictures: nothing,
      },
      userErrors: [],
    });
    expect(await leftOf()).toEqual({ embeddings: 3, pictures: 6, files: 3 });
  });
});

async function leftOf() {
  const contents = videoIds.map((videoId) => sha256(videoId));
  const pictures = contents.flatMap((content) => [
    pictureFile(server.services.dataFolder, content, 'poster'),
    path.join(momentFolder(server.services.dataFolder), `${content}-500.jpg`),
  ]);
  const there = await Promise.all(
    pictures.map((file) =>
      stat(file).then(
        () => 1,
        () => 0,
      ),
    ),
  );
  return {
    embeddings: await server.db.prisma.videoEmbedding.count({ where: { contentSha256: { in: contents } } }),
    pictures: there.reduce<number>((sum, count) => sum + count, 0),
    files: (await readdir(library.folder)).length,
  };
}

describe('the task', () => {
  const rules = { embeddingsDays: 90, picturesDays: 90 };

  beforeEach(async () => {
    const data = { ...rules, rulesApplyAt: new Date(Date.now() - 1000) };
    await server.db.prisma.videoLibrary.update({ where: { id: library.id }, data });
  });

  /** @returns the jobs that people see of it, latest first */
  async function expire({ signal = new AbortController().signal } = {}): Promise<Job[]> {
    const run = { signal, log: pino({ level: 'silent' }), isLastAttempt: true };
    await expireTask(server.services)({ libraryId: library.id }, run);
    return server.db.prisma.job.findMany({ where: { libraryId: library.id }, orderBy: { id: 'desc' } });
  }

  test('removes what is due, tells how much, and leaves the files of the videos', async () => {
    const [job] = await expire();
    expect(job).toMatchObject({ kind: 'expire', state: 'succeeded', doneCount: 3n, totalCount: 3n });
    expect(await leftOf()).toEqual({ embeddings: 1, pictures: 2, files: 3 });
    const { node } = await server.ask<{ node: object }>(
      `query ($id: ID!) { node(id: $id) { ... on VideoLibrary {
        lastScan { id }
        lastExpiry { kind removed { supersededResults { count } embeddings { count } pictures { count sizeBytes } } }
      } } }`,
      { id },
    );
    expect(node).toEqual({
      lastScan: null,
      lastExpiry: {
        kind: 'expire',
        removed: {
          supersededResults: { count: 0 },
          embeddings: { count: 2 },
          pictures: { count: 4, sizeBytes: 40 },
        },
      },
    });
  });

  test('does nothing until a day has passed, and makes no job where nothing is due', async () => {
    expect(await expire()).toHaveLength(1);
    expect(await expire()).toHaveLength(1);
    const due = { rulesApplyAt: new Date(Date.now() - 1000) };
    await server.db.prisma.videoLibrary.update({ where: { id: library.id }, data: due });
    expect(await expire()).toHaveLength(1);
    const { rulesApplyAt } = await server.db.prisma.videoLibrary.findUniqueOrThrow({ where: { id: library.id } });
    expect(rulesApplyAt!.getTime()).toBeGreaterThan(Date.now() + DAY_MS - 60_000);
  });

  test('goes on with the job of a worker that died, and with what that had counted', async () => {
    const { id: jobId } = valueOf(await createJob(server.db, { kind: 'expire', libraryId: library.id }));
    await startJob(server.db, jobId);
    const nothing = { count: 0, sizeBytes: 0 };
    const payload = { supersededResults: nothing, embeddings: { count: 5, sizeBytes: 500 }, pictures: nothing };
    await reportProgress(server.db, jobId, { doneCount: 0, payload });
    const [job, ...others] = await expire();
    expect(others).toEqual([]);
    expect(job).toMatchObject({ id: jobId, state: 'succeeded', payload: { embeddings: { count: 7 } } });
  });

  test('leaves its job for another worker where this one stops', async () => {
    const { id: jobId } = valueOf(await createJob(server.db, { kind: 'expire', libraryId: library.id }));
    await expect(expire({ signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    expect(await getJobs(server.db, [jobId])).toMatchObject([{ state: 'running', doneCount: 3n }]);
    expect(await expire()).toMatchObject([{ id: jobId, state: 'succeeded', payload: { embeddings: { count: 2 } } }]);
  });

  test('fails with a reason that people see, and comes again the next day', async () => {
    const folder = path.join(momentFolder(server.services.dataFolder), `${sha256(videoIds[1]!)}-1000.jpg`);
    // What cannot be removed as a file.
    await mkdir(folder);
    const [job] = await expire();
    expect(job).toMatchObject({ state: 'failed', errorCode: 'EXPIRE_FAILED' });
    expect(job!.errorMessage).toContain('-1000.jpg');
  });

  test('is queued for the libraries whose time has come, once', async () => {
    await queueExpiries(server.services);
    await queueExpiries(server.services);
    const { rows } = await server.db.pool.query<{ id: string }>(
      `SELECT "data" ->> 'libraryId' AS "id" FROM pgboss.job WHERE "name" = 'expire' AND "state" = 'created'`,
    );
    expect(rows.filter((row) => row.id === library.id)).toHaveLength(1);
  });
});
