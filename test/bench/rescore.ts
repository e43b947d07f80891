import { openScorer } from '../../inference/src/index.ts';
import { listEmbeddedVideos, readChunks } from '../../prisma/src/index.ts';
import type { Database } from '../../prisma/src/index.ts';
import { fillArchive, rescoring } from './archive.ts';
import type { Archive } from './archive.ts';
import { withServices } from './bench-services.ts';
import type { BenchServices } from './bench-services.ts';
import type { Figure } from './figure.ts';
import { milliseconds } from './times.ts';

/** 20 minutes each at two frames a second. */
const SIZE = { videoCount: 200, framesPerVideo: 2400, conceptCount: 100 };
/** Chunks that the peer reads in a statement: as many frames as a scan does. */
const PEER_CHUNKS = 13;
const ROUNDS = 3;
const TARGET_PER_SECOND = 200_000;
const TARGET_RATIO = 0.5;

/** A word has changed: an archive with embeddings is recognised again, from PostgreSQL to PostgreSQL. */
export function benchRescore(note: (text: string) => void): Promise<Figure[]> {
  const { videoCount, framesPerVideo, conceptCount } = SIZE;
  note(`${videoCount} videos of ${framesPerVideo} synthetic frames, ${conceptCount} concepts; best of ${ROUNDS}`);
  return withServices(async (services) => [
    ...(await benchEncoder(services, 'workbench', '256 wide')),
    ...(await benchEncoder(services, 'clip-shaped', '512 wide')),
  ]);
}

async function benchEncoder(services: BenchServices, id: string, title: string): Promise<Figure[]> {
  const { db } = services;
  const archive = await fillArchive(services, id, SIZE);
  const rescore = rescoring(services, archive);
  const peer = await barePeer(db, archive);
  let [rescoreMs, readMs, peerMs] = [Infinity, Infinity, Infinity];
  let busyShare = 0;
  // The words are encoded in the first round.
  await rescore();
  for (let round = 0; round < ROUNDS; round++) {
    const before = performance.eventLoopUtilization();
    rescoreMs = Math.min(rescoreMs, await milliseconds(rescore));
    busyShare = performance.eventLoopUtilization(before).utilization;
    readMs = Math.min(readMs, await milliseconds(peer.read));
    peerMs = Math.min(peerMs, await milliseconds(peer.readAndMultiply));
  }
  await peer.close();
  const perSecond = (ms: number) => (1000 * SIZE.videoCount * SIZE.framesPerVideo) / ms;
  const segmentCount = await db.prisma.segment.count({
    where: { recognitionVideo: { recognition: { recipeId: archive.recipeId } } },
  });
  const named = (name: string) => `re-scoring, ${title}: ${name}`;
  const why =
    `its one thread has work for ${Math.round(100 * busyShare)} % of the time: onnxruntime-node runs a graph on the thread that ` +
    'asks for it, and softmax, decoding and rows to be stored, which the peer leaves out, wait for their turn';
  const least = { name: 'reading and the bare product', value: perSecond(peerMs), unit: 'frames/s' };
  return [
    {
      name: named('end to end'),
      value: perSecond(rescoreMs),
      unit: 'frames/s',
      target: TARGET_PER_SECOND,
      peer: least,
      why,
    },
    {
      name: named('over reading and the bare product'),
      value: peerMs / rescoreMs,
      unit: '×',
      target: TARGET_RATIO,
      peer: least,
      why,
    },
    { name: named('peer: reading the same bytes, COPY'), value: perSecond(readMs), unit: 'frames/s' },
    { name: named('peer: reading and the bare product'), value: perSecond(peerMs), unit: 'frames/s' },
    { name: named('segments written'), value: segmentCount / (ROUNDS + 1), unit: '' },
    { name: named('resident memory at the end'), value: process.memoryUsage.rss() / 2 ** 20, unit: 'MiB' },
  ];
}

/** The least that has to be done: the same bytes read in batches by COPY, and multiplied as they come. */
async function barePeer(db: Database, { encoderDigest, dims }: Archive) {
  const scorer = await openScorer();
  const words = new Float32Array(SIZE.conceptCount * dims).fill(dims ** -0.5);
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
