import { copyFile, mkdir, rm, stat, truncate, utimes } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import {
  addVideos,
  createEquipmentNode,
  createRecognition,
  createVideoLibrary,
  saveRecipe,
} from '../../../../../../prisma/src/index.ts';
import { demoVideo } from '../../../../../../test/factories/demo.ts';
import { registerWorkbench } from '../../../../../../test/factories/embeddings.ts';
import { makeRecipe, valueOf } from '../../../../../../test/factories/records.ts';
import { useServer } from '../../../../../../test/factories/server.ts';
import { probeVideo } from '../../../shared/videos/probe-video.ts';
import { embedTask } from './embed.task.ts';

// Without a worker: nothing moves by itself.
const server = useServer();
let serial = 0;

/** A library with one video, and a recognition of it in every frame: its embeddings come in several chunks. */
async function prepare() {
  const { db, folder } = server;
  const name = `embedded ${++serial}`;
  const at = path.join(folder, name);
  await mkdir(at);
  const file = path.join(at, 'packing.mp4');
  await copyFile(demoVideo('packing'), file);
  const node = valueOf(await createEquipmentNode(db, { level: 'WorkCell', name }));
  const library = valueOf(await createVideoLibrary(db, { equipmentNodeId: node.id, name, folder: at }));
  const { size, mtime } = await stat(file);
  const [videoId] = await addVideos(db, library.id, [{ path: 'packing.mp4', sizeBytes: size, modifiedAt: mtime }]);
  await probeVideo(
    server.services,
    await db.prisma.video.findUniqueOrThrow({ where: { id: videoId! } }),
    library,
    AbortSignal.timeout(300_000),
  );
  const { digest: encoderDigest } = await registerWorkbench(db);
  const { vocabularyVersionId, promptSetVersionId } = await makeRecipe(db, { encoderDigest });
  const pinned = { vocabularyVersionId, promptSetVersionId, encoderDigest, sampling: 'native' };
  const recipe = valueOf(await saveRecipe(db, { externalId: name, name, ...pinned }));
  const { id } = valueOf(await createRecognition(db, { recipeId: recipe.id, videoIds: [videoId!] }));
  const run = await db.prisma.recognitionVideo.findFirstOrThrow({ where: { recognitionId: id } });
  // Every test embeds anew.
  await db.prisma.videoEmbedding.deleteMany();
  return { file, recognitionVideoId: run.id };
}

const embed = (recognitionVideoId: string) =>
  embedTask(server.services)(
    { recognitionVideoId, round: 0, priority: 'normal' },
    { signal: AbortSignal.timeout(300_000), log: pino({ level: 'silent' }), isLastAttempt: false },
  );

async function untilFirstChunk(): Promise<void> {
  while ((await server.db.prisma.embeddingChunk.count()) === 0) await sleep(5);
}

const runOf = (id: string) => server.db.prisma.recognitionVideo.findUniqueOrThrow({ where: { id } });
const completeCount = () => server.db.prisma.videoEmbedding.count({ where: { completedAt: { not: null } } });

describe('a video that is embedded', () => {
  test.each([
    ['is overwritten with another one', (file: string) => copyFile(demoVideo('filling'), file)],
    ['is cut off', (file: string) => truncate(file, 1000)],
  ])('fails for that reason where it %s meanwhile, and nothing is kept under its name', async (_, change) => {
    const { file, recognitionVideoId } = await prepare();
    const embedding = embed(recognitionVideoId);
    await untilFirstChunk();
    await change(file);
    await embedding;
    expect(await runOf(recognitionVideoId)).toMatchObject({ state: 'failed', errorCode: 'FILE_CHANGED' });
    expect(await completeCount()).toBe(0);
  });

  test('is embedded to its end where its file is moved away or deleted meanwhile', async () => {
    const { file, recognitionVideoId } = await prepare();
    const embedding = embed(recognitionVideoId);
    await untilFirstChunk();
    await rm(file);
    await embedding;
    expect(await runOf(recognitionVideoId)).toMatchObject({ state: 'running', errorCode: null });
    expect(await completeCount()).toBe(1);
  });

  test('is refused where it was another one before it was its turn', async () => {
    const { file, recognitionVideoId } = await prepare();
    await copyFile(demoVideo('filling'), file);
    await embed(recognitionVideoId);
    expect(await runOf(recognitionVideoId)).toMatchObject({
      state: 'failed',
      errorCode: 'FILE_CHANGED',
      errorMessage: expect.stringContaining('scan its library'),
    });
    expect(await server.db.prisma.embeddingChunk.count()).toBe(0);
  });

  test('may have been copied to where it is: another time of the same content is no change', async () => {
    const { file, recognitionVideoId } = await prepare();
    await utimes(file, new Date(0), new Date(0));
    await embed(recognitionVideoId);
    expect(await runOf(recognitionVideoId)).toMatchObject({ state: 'running', errorCode: null });
    expect(await completeCount()).toBe(1);
  });
});
