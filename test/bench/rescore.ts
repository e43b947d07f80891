import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { Services } from '../../apps/server/src/context.ts';
import { recognizeRuns } from '../../apps/server/src/features/recognitions/tasks/recognize-runs.ts';
import { rememberWords } from '../../apps/server/src/features/recognitions/tasks/remember-words.ts';
import { EncoderPool } from '../../apps/server/src/shared/encoders/encoder-pool.ts';
import { ChangeFeed } from '../../apps/server/src/shared/queue/changes.ts';
import { Queue } from '../../apps/server/src/shared/queue/queue.ts';
import { openScorer } from '../../inference/src/index.ts';
import {
  createRecognition,
  listEmbeddedVideos,
  listQueuedRuns,
  migrate,
  openDatabase,
  readChunks,
  registerEncoder,
  startEmbeddedPostgres,
} from '../../prisma/src/index.ts';
import type { Database } from '../../prisma/src/index.ts';
import { writeEmbedding } from '../factories/embeddings.ts';
import { makeLibrary, makeRecipe, makeVersion, makeVideos, valueOf } from '../factories/records.ts';
import { installClipShaped } from './clip-shaped-encoder.ts';
import type { Figure } from './figure.ts';
import { milliseconds } from './times.ts';

const VIDEO_COUNT = 200;
/** 20 minutes at two frames a second, in chunks as they are written. */
const FRAMES_PER_VIDEO = 2400;
const FRAMES_PER_CHUNK = 600;
const CONCEPT_COUNT = 100;
/** Frames in a row that show the same: ten seconds. */
const RUN_FRAMES = 20;
const FRAME_MS = 500;
/** Chunks that the peer reads in a statement: as many frames as a scan does. */
const PEER_CHUNKS = 13;
const ROUNDS = 3;
const TARGET_PER_SECOND = 200_000;
const TARGET_RATIO = 0.5;

/** A word has changed: an archive with embeddings is recognised again, from PostgreSQL to PostgreSQL. */
export async function benchRescore(note: (text: string) => void): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-bench-'));
  process.env['ACTIONARY_MODELS'] = path.dirname((await installClipShaped()).folder);
  const server = await startEmbeddedPostgres({ folder, isTemporary: true });
  const url = server.url();
  await migrate(url);
  const db = openDatabase(url);
  const encoders = new EncoderPool();
  const log = pino({ level: 'silent' });
  // Neither is started: nothing here is queued or watched.
  const [queue, changes] = [new Queue(url, log), new ChangeFeed(db)];
  const services: Services = { db, queue, changes, encoders, dataFolder: folder, uploadMaxBytes: 0, log };
  try {
    note(`${VIDEO_COUNT} videos of ${FRAMES_PER_VIDEO} synthetic frames, ${CONCEPT_COUNT} concepts; best of ${ROUNDS}`);
    return [
      ...(await benchEncoder(services, 'workbench', '256 wide')),
      ...(await benchEncoder(services, 'clip-shaped', '512 wide')),
    ];
  } finally {
    await encoders.close();
    await db.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Archive {
  readonly recipeId: string;
  readonly videoIds: readonly string[];
  readonly encoderDigest: string;
  readonly dims: number;
}

async function benchEncoder(services: Services, id: string, title: string): Promise<Figure[]> {
  const { db } = services;
  const archive = await fill(services, id);
  const { recipeId, videoIds } = archive;
  const frameCount = VIDEO_COUNT * FRAMES_PER_VIDEO;
  const wordsOf = rememberWords(services);
  const run = { signal: new AbortController().signal, isLastAttempt: true, round: 0, priority: 'normal' } as const;
  const rescore = async () => {
    const { id: recognitionId } = valueOf(await createRecognition(db, { recipeId, videoIds }));
    const runs = await listQueuedRuns(db, recognitionId);
    await recognizeRuns(
      services,
      runs.map((each) => each.id),
      wordsOf,
      run,
    );
    const { succeededCount } = await db.prisma.recognition.findUniqueOrThrow({ where: { id: recognitionId } });
    if (succeededCount !== VIDEO_COUNT) throw new Error(`${succeededCount} videos were recognised`);
  };
  const peer = await barePeer(db, archive);
  let [rescoreMs, readMs, peerMs] = [Infinity, Infinity, Infinity];
  // The words are encoded in the first round.
  await rescore();
  for (let round = 0; round < ROUNDS; round++) {
    rescoreMs = Math.min(rescoreMs, await milliseconds(rescore));
    readMs = Math.min(readMs, await milliseconds(peer.read));
    peerMs = Math.min(peerMs, await milliseconds(peer.readAndMultiply));
  }
  await peer.close();
  const perSecond = (ms: number) => (1000 * frameCount) / ms;
  const segmentCount = await db.prisma.segment.count({ where: { recognitionVideo: { recognition: { recipeId } } } });
  const named = (name: string) => `re-scoring, ${title}: ${name}`;
  return [
    { name: named('end to end'), value: perSecond(rescoreMs), unit: 'frames/s', target: TARGET_PER_SECOND },
    { name: named('over reading and the bare product'), value: peerMs / rescoreMs, unit: '×', target: TARGET_RATIO },
    { name: named('peer: reading the same bytes, COPY'), value: perSecond(readMs), unit: 'frames/s' },
    { name: named('peer: reading and the bare product'), value: perSecond(peerMs), unit: 'frames/s' },
    { name: named('segments written'), value: segmentCount / (ROUNDS + 1), unit: '' },
    { name: named('resident memory at the end'), value: process.memoryUsage.rss() / 2 ** 20, unit: 'MiB' },
  ];
}

/** Videos with embeddings near the words of a recipe, one word after the other. */
async function fill(services: Services, id: string): Promise<Archive> {
  const { db, encoders } = services;
  const { digest: encoderDigest, dims } = await encoders.use(id, async ({ entry, image }) => {
    await registerEncoder(db, image.identity, entry);
    return image.identity;
  });
  const concepts = Array.from({ length: CONCEPT_COUNT }, (_, k) => ({ id: `c${k}`, prefLabels: { en: `work ${k}` } }));
  const { id: versionId } = await makeVersion(db, concepts);
  const recipe = await makeRecipe(db, { versionId, encoderDigest });
  const { embedded } = await rememberWords(services)(recipe);
  const { id: libraryId } = await makeLibrary(db);
  const videoIds = await makeVideos(db, libraryId, VIDEO_COUNT);
  await db.prisma.video.updateMany({ where: { libraryId }, data: { durationMs: FRAMES_PER_VIDEO * FRAME_MS } });
  const embeddings = framesNear(embedded.embeddings, dims);
  const chunks = Array.from({ length: FRAMES_PER_VIDEO / FRAMES_PER_CHUNK }, (_, index) => {
    const start = index * FRAMES_PER_CHUNK;
    return {
      timesMs: Array.from({ length: FRAMES_PER_CHUNK }, (__, frame) => (start + frame + 0.5) * FRAME_MS),
      embeddings: embeddings.subarray(start * dims, (start + FRAMES_PER_CHUNK) * dims),
    };
  });
  for (const { contentSha256 } of await db.prisma.video.findMany({ where: { libraryId } })) {
    const key = { contentSha256: contentSha256!, encoderDigest, sampling: recipe.sampling };
    await writeEmbedding(db, key, chunks);
  }
  return { recipeId: recipe.id, videoIds, dims, encoderDigest };
}

function framesNear(words: Float32Array, dims: number): Float32Array {
  const noise = () => (Math.random() - 0.5) * 0.2 * dims ** -0.5;
  const wordOf = (frame: number) => (Math.floor(frame / RUN_FRAMES) * 7) % CONCEPT_COUNT;
  return Float32Array.from(
    { length: FRAMES_PER_VIDEO * dims },
    (_, index) => words[wordOf(Math.floor(index / dims)) * dims + (index % dims)]! + noise(),
  );
}

/** The least that has to be done: the same bytes read in batches by COPY, and multiplied as they come. */
async function barePeer(db: Database, { encoderDigest, dims }: Archive) {
  const scorer = await openScorer();
  const words = new Float32Array(CONCEPT_COUNT * dims).fill(dims ** -0.5);
  const videos = await listEmbeddedVideos(db, { encoderDigest, libraryIds: null });
  const keys = videos.flatMap(({ embeddingId, chunkFrameCounts }) =>
    chunkFrameCounts.map((_, chunkIndex) => ({ embeddingId, chunkIndex })),
  );
  const batches = Array.from({ length: Math.ceil(keys.length / PEER_CHUNKS) }, (_, batch) =>
    keys.slice(batch * PEER_CHUNKS, (batch + 1) * PEER_CHUNKS),
  );
  return {
    read: async () => {
      for (const batch of batches) await readChunks(db, batch);
    },
    readAndMultiply: async () => {
      for (const batch of batches)
        for (const chunk of await readChunks(db, batch)) await scorer.logits(chunk!.halves, words, dims, 100);
    },
    close: () => scorer.close(),
  };
}
