import { registerEncoder } from '../../prisma/src/index.ts';
import type { Database } from '../../prisma/src/index.ts';
import { ENCODER, makeLibrary, makeRecipe, makeVersion } from '../factories/records.ts';

const STATION_COUNT = 20;
const VIDEOS_PER_STATION = 500;
const SEGMENTS_PER_VIDEO = 100;
const VIDEO_MS = 600_000;
const CONCEPT_COUNT = 20;
const FIRST_RECORDING = Date.UTC(2026, 10, 1);

/** 1,000,000 segments of a plant that has filmed twenty stations, ten minutes after ten minutes. */
export interface MesArchive {
  readonly recipe: { readonly id: string; readonly externalId: string };
  readonly libraryIds: readonly string[];
  /** Of the libraries' equipment nodes. */
  readonly stationExternalIds: readonly string[];
  readonly segmentCount: number;
}

/** An hour of a station. */
export interface Hour {
  /** Index of the station. */
  readonly station: number;
  readonly from: Date;
  readonly before: Date;
}

export async function fillMesArchive(db: Database): Promise<MesArchive> {
  await registerEncoder(db, ENCODER, { languages: ['en', 'ja'] });
  const concepts = Array.from({ length: CONCEPT_COUNT }, (_, index) => ({
    id: `c${index}`,
    prefLabels: { en: `Action ${index}`, ja: `作業${index}` },
  }));
  const version = await makeVersion(db, concepts);
  const recipe = await makeRecipe(db, { versionId: version.id, encoderDigest: ENCODER.digest });
  const libraries = [];
  const stationExternalIds = Array.from({ length: STATION_COUNT }, (_, index) => `station-${index + 1}`);
  for (const externalId of stationExternalIds) {
    const library = await makeLibrary(db);
    await db.prisma.equipmentNode.update({ where: { id: library.equipmentNodeId }, data: { externalId } });
    libraries.push(library);
  }
  const libraryIds = libraries.map(({ id }) => id);
  await db.pool.query(
    `INSERT INTO "Video" ("id", "libraryId", "path", "sizeBytes", "modifiedAt", "recordedAt", "status", "contentSha256",
       "durationMs", "width", "height", "rotationDegrees", "codec", "timeBaseNumerator", "timeBaseDenominator")
     SELECT gen_random_uuid(), library, i || '.mp4', 1, now(), to_timestamp($2::float8 / 1000 + i * $3::float8 / 1000), 'ready',
       encode(sha256((library || '/' || i)::bytea), 'hex'), $3, 640, 360, 0, 'h264', 1, 1000
     FROM unnest($1::uuid[]) AS library CROSS JOIN generate_series(0, $4::int - 1) AS i`,
    [libraryIds, FIRST_RECORDING, VIDEO_MS, VIDEOS_PER_STATION],
  );
  await db.pool.query(
    `WITH recognition AS (
       INSERT INTO "Recognition" ("id", "recipeId", "lineageId", "state", "videoCount", "succeededCount", "startedAt", "finishedAt")
       VALUES (gen_random_uuid(), $1, $1, 'succeeded', $2, $2, now(), now()) RETURNING "id"
     )
     INSERT INTO "RecognitionVideo" ("id", "recognitionId", "lineageId", "videoId", "state", "isCurrent", "segmentCount",
       "startedAt", "finishedAt")
     SELECT gen_random_uuid(), recognition."id", $1, video."id", 'succeeded', TRUE, $3, now(), now()
     FROM recognition CROSS JOIN "Video" AS video`,
    [recipe.id, STATION_COUNT * VIDEOS_PER_STATION, SEGMENTS_PER_VIDEO],
  );
  const { rowCount } = await db.pool.query(
    `INSERT INTO "Segment" ("recognitionVideoId", "segmentIndex", "startMs", "endMs", "conceptId", "score", "probability",
       "runnerUpIds", "runnerUpProbabilities")
     SELECT run."id", i, i * $1::int, (i + 1) * $1::int, words."ids"[1 + (i + abs(hashtext(run."id"::text))) % $2::int], 20,
       0.5 + (i % 40) / 100.0, '{}', '{}'
     FROM "RecognitionVideo" AS run CROSS JOIN generate_series(0, $3::int - 1) AS i
     CROSS JOIN (SELECT array_agg("id") AS "ids" FROM "Concept") AS words`,
    [VIDEO_MS / SEGMENTS_PER_VIDEO, CONCEPT_COUNT, SEGMENTS_PER_VIDEO],
  );
  await db.pool.query('VACUUM ANALYZE');
  return { recipe, libraryIds, stationExternalIds, segmentCount: rowCount ?? 0 };
}

/** Hours that are asked for, by chance but the same in every run. */
export function chosenHours(count: number): Hour[] {
  let state = 42;
  const next = (below: number) => {
    // A linear congruential generator: what is asked is nothing that a cache would know in advance.
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, () => {
    const start = FIRST_RECORDING + next(VIDEOS_PER_STATION - 6) * VIDEO_MS;
    return { station: next(STATION_COUNT), from: new Date(start), before: new Date(start + 3_600_000) };
  });
}
