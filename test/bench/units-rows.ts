import { SegmentWriter } from '../../apps/server/src/features/recognitions/tasks/segment-writer.ts';
import { randomIndex, seededRandom } from '../../inference/src/domain/index.ts';
import type { Random } from '../../inference/src/domain/index.ts';
import {
  createRecognition,
  listQueuedRuns,
  listWorkEvents,
  registerEncoder,
  startRecognitionVideos,
} from '../../prisma/src/index.ts';
import type { Database, FrameEmbeddings, SegmentInput } from '../../prisma/src/index.ts';
import { writeEmbedding } from '../factories/embeddings.ts';
import { ENCODER, makeLibrary, makeVideos, sha256, valueOf } from '../factories/records.ts';
import type { BenchServices } from './bench-services.ts';
import type { Figure } from './figure.ts';
import { chosenHours, fillMesArchive } from './mes-archive.ts';
import type { MesArchive } from './mes-archive.ts';
import { metered, tableBytes } from './postgres-meter.ts';
import { milliseconds } from './times.ts';
import { UNITS } from './unit-figures.ts';

/** Of ten minutes each, at two frames a second. */
const VIDEO_COUNT = 60;
const FRAMES_PER_VIDEO = 1200;
const DIMS = 512;
/** As `streamEmbeddings` makes them. */
const FRAMES_PER_CHUNK = 256;
const SEGMENTS_PER_VIDEO = 4000;
const RUNNER_UPS = 3;
const QUERY_COUNT = 2000;

/** Bytes, processor time and journal of rows that workers write and MES reads, beside a million segments of other videos. */
export async function benchRowUnits({ db }: BenchServices, note: (text: string) => void): Promise<Figure[]> {
  const archive = await fillMesArchive(db);
  note(
    `rows: ${VIDEO_COUNT} videos of ${FRAMES_PER_VIDEO} frames and ${SEGMENTS_PER_VIDEO} segments beside ` +
      `${archive.segmentCount.toLocaleString('en')} segments; PostgreSQL on the same machine, its processes' time by /proc`,
  );
  const videoCount = await db.prisma.video.count();
  const others = await tableBytes(db, `"relname" NOT IN ('Segment', 'EmbeddingChunk')`);
  const videoBytes = (others.rows + others.indexes) / videoCount;
  return [
    { name: UNITS.videoBytes, value: videoBytes, unit: 'B' },
    ...(await benchQueries(db, archive)),
    ...(await benchEmbeddings(db)),
    ...(await benchSegments(db, archive)),
  ];
}

async function benchQueries(db: Database, { recipe, stationExternalIds }: MesArchive): Promise<Figure[]> {
  const { lineageId, vocabularyVersion } = await db.prisma.recipe.findUniqueOrThrow({
    where: { id: recipe.id },
    select: { lineageId: true, vocabularyVersion: { select: { vocabularyId: true } } },
  });
  const { vocabularyId } = vocabularyVersion;
  const { cpuMs } = await metered(db, async () => {
    for (const { station, from, before } of chosenHours(QUERY_COUNT)) {
      const equipmentExternalId = stationExternalIds[station];
      await listWorkEvents(db, { lineageId, vocabularyId, equipmentExternalId, from, before }, { first: 100 });
    }
  });
  return [{ name: UNITS.queryCpuMs, value: cpuMs / QUERY_COUNT, unit: 'ms' }];
}

async function benchEmbeddings(db: Database): Promise<Figure[]> {
  const encoder = { ...ENCODER, digest: sha256('wide'), dims: DIMS };
  await registerEncoder(db, encoder, { languages: ['en'] });
  const { cpuMs, walBytes } = await metered(db, async () => {
    for (let index = 0; index < VIDEO_COUNT; index++) {
      const key = { contentSha256: sha256(`wide ${index}`), encoderDigest: encoder.digest, sampling: 'fps=2' };
      await writeEmbedding(db, key, randomChunks());
    }
  });
  const bytes = await tableBytes(db, `"relname" = 'EmbeddingChunk'`);
  const frameCount = VIDEO_COUNT * FRAMES_PER_VIDEO;
  const removedMs = await milliseconds(async () => {
    const half = Array.from({ length: VIDEO_COUNT / 2 }, (_, index) => sha256(`wide ${index}`));
    await db.pool.query('DELETE FROM "VideoEmbedding" WHERE "contentSha256" = ANY ($1)', [half]);
    await db.pool.query('VACUUM "EmbeddingChunk"');
  });
  return [
    { name: UNITS.frameBytes, value: (bytes.rows + bytes.indexes) / frameCount, unit: 'B' },
    { name: UNITS.frameCpuMs, value: cpuMs / frameCount, unit: 'ms' },
    { name: UNITS.frameWalBytes, value: walBytes / frameCount, unit: 'B' },
    { name: UNITS.framesRemoved, value: (1000 * frameCount) / 2 / removedMs, unit: '/s' },
  ];
}

/** Not unit rows, but as hard to compress as these. */
function randomChunks(): FrameEmbeddings[] {
  return Array.from({ length: Math.ceil(FRAMES_PER_VIDEO / FRAMES_PER_CHUNK) }, (_, index) => {
    const start = index * FRAMES_PER_CHUNK;
    const length = Math.min(FRAMES_PER_CHUNK, FRAMES_PER_VIDEO - start);
    return {
      timesMs: Array.from({ length }, (__, frame) => 500 * (start + frame)),
      embeddings: Float32Array.from({ length: length * DIMS }, () => (Math.random() - 0.5) / DIMS ** 0.5),
    };
  });
}

async function benchSegments(db: Database, { recipe }: MesArchive): Promise<Figure[]> {
  const videoIds = await makeVideos(db, (await makeLibrary(db)).id, VIDEO_COUNT);
  const { id } = valueOf(await createRecognition(db, { recipeId: recipe.id, videoIds }));
  const runIds = (await listQueuedRuns(db, id)).map((run) => run.id);
  await startRecognitionVideos(db, runIds);
  const conceptIds = (await db.prisma.concept.findMany({ select: { id: true } })).map((concept) => concept.id);
  const random = seededRandom(1);
  const segments = runIds.map(() => madeUpSegments(conceptIds, random));
  const before = await tableBytes(db, `"relname" = 'Segment'`);
  const written = await metered(db, async () => {
    const writer = new SegmentWriter(db);
    for (const [index, runId] of runIds.entries()) await writer.add({ id: runId, segments: segments[index] });
    await writer.end();
  });
  const after = await tableBytes(db, `"relname" = 'Segment'`);
  const removedMs = await milliseconds(async () => {
    const half = runIds.slice(VIDEO_COUNT / 2);
    await db.pool.query('DELETE FROM "Segment" WHERE "recognitionVideoId" = ANY ($1::uuid[])', [half]);
    await db.pool.query('VACUUM "Segment"');
  });
  const count = VIDEO_COUNT * SEGMENTS_PER_VIDEO;
  return [
    { name: UNITS.segmentRowBytes, value: (after.rows - before.rows) / count, unit: 'B' },
    { name: UNITS.segmentIndexBytes, value: (after.indexes - before.indexes) / count, unit: 'B' },
    { name: UNITS.segmentsWritten, value: count / written.seconds, unit: '/s' },
    { name: UNITS.segmentCpuMs, value: written.cpuMs / count, unit: 'ms' },
    { name: UNITS.segmentWalBytes, value: written.walBytes / count, unit: 'B' },
    { name: UNITS.segmentsRemoved, value: (1000 * count) / 2 / removedMs, unit: '/s' },
  ];
}

/** By chance, with as many runners-up as recognition gives: the concepts that come next. */
function madeUpSegments(conceptIds: readonly string[], random: Random): SegmentInput[] {
  let endMs = 0;
  return Array.from({ length: SEGMENTS_PER_VIDEO }, () => {
    const startMs = endMs;
    endMs += 2000 + randomIndex(random, 8000);
    const place = randomIndex(random, conceptIds.length);
    const idAt = (offset: number) => conceptIds[(place + offset) % conceptIds.length];
    return {
      startMs,
      endMs,
      conceptId: idAt(0),
      score: 15 + 15 * random(),
      probability: 0.4 + 0.6 * random(),
      runnersUp: Array.from({ length: RUNNER_UPS }, (_, rank) => ({
        conceptId: idAt(1 + rank),
        probability: (0.1 + 0.1 * random()) / 2 ** rank,
      })),
    };
  });
}
