import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  changeDraft,
  exampleSegments,
  impactOf,
  migrate,
  openDatabase,
  openDraft,
  publishDraft,
  startEmbeddedPostgres,
} from '../../prisma/src/index.ts';
import type { Database, DraftOperation } from '../../prisma/src/index.ts';
import { makeRecognized, makeVersion, valueOf } from '../factories/records.ts';
import type { Figure } from './figure.ts';
import { milliseconds } from './times.ts';

const VIDEO_COUNT = 500;
const SEGMENTS_PER_VIDEO = 2000;
const SEGMENT_COUNT = VIDEO_COUNT * SEGMENTS_PER_VIDEO;
const CONCEPT_COUNT = 400;
const ROUNDS = 2;

/** Publishing a version that gives every one of a million segments another word, beside writing the segments again. */
export async function benchVocabularies(note: (text: string) => void): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-bench-'));
  const server = await startEmbeddedPostgres({ folder, isTemporary: true });
  await migrate(server.url());
  const db = openDatabase(server.url());
  try {
    note(
      `${SEGMENT_COUNT.toLocaleString('en')} segments of ${VIDEO_COUNT} videos under ${CONCEPT_COUNT} concepts; all replaced`,
    );
    const words = await makeArchive(db);
    const times: Times = { publishing: [], updating: [], looking: [], examples: [] };
    for (let round = 1; round <= ROUNDS; round++) {
      const draft = await replaceAll(db, words.vocabularyId, round);
      times.looking.push(await milliseconds(async () => expectAll((await impactOf(db, draft)).segmentCount)));
      const keys = await conceptIds(db, words.vocabularyId);
      times.examples.push(await milliseconds(() => exampleSegments(db, keys)));
      times.publishing.push(await milliseconds(async () => valueOf(await publishDraft(db, draft.id, draft))));
      expectAll(await countUnder(db, draft.id));
      times.updating.push(await milliseconds(() => writeAgain(db, draft.id)));
    }
    return figuresOf(times);
  } finally {
    await db.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of each round. */
type Times = Readonly<Record<'publishing' | 'updating' | 'looking' | 'examples', number[]>>;

function figuresOf({ publishing, updating, looking, examples }: Times): Figure[] {
  const [publishS, updateS] = [publishing, updating].map((times) => Math.min(...times) / 1000);
  return [
    { name: 'publish + re-map: segments under their new words', value: SEGMENT_COUNT / publishS, unit: 'rows/s' },
    { name: 'peer: UPDATE "Segment" SET "conceptId"', value: SEGMENT_COUNT / updateS, unit: 'rows/s' },
    {
      name: 'publish + re-map over the peer',
      value: updateS / publishS,
      unit: '×',
      peer: { name: 'UPDATE', value: SEGMENT_COUNT / updateS, unit: 'rows/s' },
    },
    { name: 'publish + re-map', value: 1000 * publishS, unit: 'ms' },
    { name: 'impact of the draft before', value: Math.min(...looking), unit: 'ms' },
    { name: 'examples of all its concepts', value: Math.min(...examples), unit: 'ms' },
  ];
}

function expectAll(count: number): void {
  if (count !== SEGMENT_COUNT) throw new Error(`${count} of ${SEGMENT_COUNT} segments are accounted for`);
}

const named = (id: string) => ({ id, prefLabels: { en: id } });
const idsOf = (round: number) => Array.from({ length: CONCEPT_COUNT }, (_, index) => `word-${round}-${index}`);

async function makeArchive(db: Database) {
  const version = await makeVersion(db, idsOf(0).map(named));
  const videos = Array.from({ length: VIDEO_COUNT }, () => []);
  await makeRecognized(db, version.id, videos);
  await db.pool.query(
    `INSERT INTO "Segment" ("recognitionVideoId", "segmentIndex", "startMs", "endMs", "conceptId", "score", "probability",
       "runnerUpIds", "runnerUpProbabilities")
     SELECT video."id", i, 1000 * i, 1000 * (i + 1), keys."ids"[1 + (i * 7919) % $2], 20, random(), '{}', '{}'
     FROM "RecognitionVideo" AS video CROSS JOIN generate_series(0, $1 - 1) AS i
     CROSS JOIN (SELECT array_agg("id" ORDER BY "id") AS "ids" FROM "Concept") AS keys`,
    [SEGMENTS_PER_VIDEO, CONCEPT_COUNT],
  );
  await db.pool.query('VACUUM ANALYZE');
  return version;
}

/** A draft that has another concept in the place of each. */
async function replaceAll(db: Database, vocabularyId: string, round: number) {
  const draft = valueOf(await openDraft(db, vocabularyId));
  const [old, next] = [idsOf(round - 1), idsOf(round)];
  const operations: readonly DraftOperation[] = [
    { kind: 'put', concepts: next.map(named) },
    ...old.map((id, index) => ({ kind: 'deprecate', id, replacedByIds: [next[index]] }) as const),
  ];
  return valueOf(await changeDraft(db, draft.id, draft.revision, operations, { asOne: 'bulk' }));
}

async function conceptIds(db: Database, vocabularyId: string): Promise<string[]> {
  return (await db.prisma.concept.findMany({ where: { vocabularyId } })).map(({ id }) => id);
}

/** Segments that count as exactly one active concept of the version. */
async function countUnder(db: Database, versionId: string): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(
    `SELECT count(*)::int FROM "Segment" AS segment
     JOIN "ConceptResolution" AS resolution ON resolution."versionId" = $1 AND resolution."conceptId" = segment."conceptId"
     JOIN "ConceptContent" AS content ON content."versionId" = $1 AND content."conceptId" = resolution."targetIds"[1]
     WHERE cardinality(resolution."targetIds") = 1 AND content."status" = 'active'`,
    [versionId],
  );
  return rows[0].count;
}

/** What it would take if segments had to be written: every one gets the concept that it counts as. */
async function writeAgain(db: Database, versionId: string): Promise<void> {
  const { rowCount } = await db.pool.query(
    `UPDATE "Segment" AS segment SET "conceptId" = resolution."targetIds"[1] FROM "ConceptResolution" AS resolution
     WHERE resolution."versionId" = $1 AND resolution."conceptId" = segment."conceptId"`,
    [versionId],
  );
  expectAll(rowCount ?? 0);
}
