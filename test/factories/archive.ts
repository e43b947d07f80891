import type { Database } from '../../prisma/src/index.ts';
import { createPromptSet, openDraft, registerEncoder, saveRecipe, sequenceChanges } from '../../prisma/src/index.ts';
import { NEW_ID } from '../../prisma/src/id.ts';
import { ENCODER, FACTS, makeLibrary, makeVersion, sha256, valueOf } from './records.ts';

const VOCABULARY_COUNT = 8;
const LIBRARY_COUNT = 20;

/**
 * What a plant has after some years: 100,000 segments of 4000 videos, recognised twice with eight vocabularies, and a good
 * ten thousand reviews. Written by statements of its own, in seconds; the tables' statistics are up to date.
 */
export async function makeArchive(db: Database): Promise<void> {
  await makeWords(db);
  for (let index = 0; index < LIBRARY_COUNT; index++) await makeLibrary(db);
  await makeAccounts(db);
  await makeVideos(db);
  await makeRecognitions(db);
  await makeReviews(db);
  await makeAdapters(db);
  await makeEvaluations(db);
  await makeCalibrations(db);
  await makeJobs(db);
  await makeDeliveries(db);
  await makeAudit(db);
  await db.pool.query('VACUUM ANALYZE');
}

/** Vocabularies with two published versions and a draft, and a recipe of each. */
async function makeWords(db: Database): Promise<void> {
  await registerEncoder(db, ENCODER, { languages: ['en'] });
  const concepts = Array.from({ length: 100 }, (_, index) => ({
    id: `c${index}`,
    prefLabels: { en: `Word ${index}` },
  }));
  for (let index = 0; index < VOCABULARY_COUNT; index++) {
    const { id: vocabularyVersionId, vocabularyId } = await makeVersion(db, concepts);
    const prompts = { name: `Prompts ${index}`, language: 'en', templates: ['{label}'] };
    const { id: promptSetId } = valueOf(await createPromptSet(db, prompts));
    const { id: promptSetVersionId } = await db.prisma.promptSetVersion.findFirstOrThrow({ where: { promptSetId } });
    const pinned = { vocabularyVersionId, promptSetVersionId, encoderDigest: ENCODER.digest };
    valueOf(await saveRecipe(db, { externalId: `recipe ${index}`, name: 'Recipe', ...pinned }));
    const { id } = valueOf(await openDraft(db, vocabularyId));
    await db.prisma.$executeRaw`
      INSERT INTO "VocabularyChange" ("id", "versionId", "sequence", "kind", "operations", "before", "after", "touchedIds")
      SELECT ${NEW_ID}, ${id}::uuid, row_number() OVER (), 'edit', '[]', '{}', '{}', ARRAY["id"]
      FROM "Concept" CROSS JOIN generate_series(1, 8) WHERE "vocabularyId" = ${vocabularyId}::uuid`;
    await db.prisma.vocabularyVersion.update({
      where: { id },
      data: { status: 'published', publishedAt: new Date(), contentHash: sha256(id) },
    });
    valueOf(await openDraft(db, vocabularyId));
  }
  await db.pool.query(`
    INSERT INTO "ConceptResolution" ("versionId", "conceptId", "vocabularyId", "targetIds")
    SELECT "versionId", "conceptId", content."vocabularyId", ARRAY["conceptId"]
    FROM "ConceptContent" AS content JOIN "VocabularyVersion" AS version ON version."id" = "versionId"
    WHERE version."status" = 'published' ON CONFLICT DO NOTHING;
    INSERT INTO "VocabularyClient" ("vocabularyId", "name", "pinnedVersionId")
    SELECT "vocabularyId", 'client ' || i, "id" FROM "VocabularyVersion" CROSS JOIN generate_series(1, 150) AS i
    WHERE "number" = 1`);
}

/** 5,000 people, each signed in once, invited once more and coming back from a provider. */
async function makeAccounts({ prisma }: Database): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO "Account" ("id", "name", "email", "role")
    SELECT ${NEW_ID}, 'Person ' || i, 'person' || i || '@example.com', 'curator' FROM generate_series(1, 5000) AS i`;
  await prisma.$executeRaw`UPDATE "Account" SET "role" = 'administrator' WHERE "email" = 'person1@example.com'`;
  await prisma.$executeRaw`
    INSERT INTO "Session" ("id", "accountId", "token", "expiresAt")
    SELECT ${NEW_ID}, "id", "id"::text, now() + interval '1 day' FROM "Account"`;
  await prisma.$executeRaw`
    INSERT INTO "Credential" ("id", "ownerId", "providerId", "subject", "password")
    SELECT ${NEW_ID}, "id", 'credential', "id"::text, 'hash' FROM "Account"`;
  await prisma.$executeRaw`
    INSERT INTO "Invitation" ("id", "keyHash", "accountId", "expiresAt")
    SELECT ${NEW_ID}, encode(sha256("id"::text::bytea), 'hex'), "id", now() + interval '1 day' FROM "Account"`;
  await prisma.$executeRaw`
    INSERT INTO "Verification" ("id", "identifier", "value", "expiresAt")
    SELECT ${NEW_ID}, 'state ' || i, 'value', now() + interval '1 day' FROM generate_series(1, 5000) AS i`;
  await prisma.$executeRaw`
    INSERT INTO "ApiToken" ("id", "name", "tokenHash", "start", "permissions")
    SELECT ${NEW_ID}, 'MES ' || i, encode(sha256(i::text::bytea), 'hex'), 'actionary_abcd', '{read}'
    FROM generate_series(1, 5000) AS i`;
  await prisma.$executeRaw`
    INSERT INTO "IdempotencyKey" ("id", "caller", "key", "requestHash", "status", "contentType", "body")
    SELECT ${NEW_ID}, 'token:' || i, 'order ' || i, encode(sha256(i::text::bytea), 'hex'), 200, 'application/json', '{}'
    FROM generate_series(1, 5000) AS i`;
}

/** Every tenth video is of nobody. */
async function makeVideos(db: Database): Promise<void> {
  const { durationMs, width, height, codec } = FACTS;
  await db.prisma.$executeRaw`
    INSERT INTO "Operator" ("id", "number", "nameHash")
    SELECT ${NEW_ID}, i, encode(sha256(i::text::bytea), 'hex') FROM generate_series(1, 200) AS i`;
  await db.prisma.$executeRaw`
    INSERT INTO "OperatorRegister" ("hashKey", "lastNumber") VALUES (decode(repeat('ab', 32), 'hex'), 200)`;
  await db.prisma.$executeRaw`
    INSERT INTO "Video" ("id", "libraryId", "path", "sizeBytes", "modifiedAt", "recordedAt", "status", "contentSha256",
      "durationMs", "width", "height", "rotationDegrees", "codec", "timeBaseNumerator", "timeBaseDenominator", "operatorId",
      "workOrder", "serialNumber")
    SELECT ${NEW_ID}, "VideoLibrary"."id", 'line/shift-' || i || '.mp4', 1, now(), now() - i * interval '1 hour', 'ready',
      encode(sha256(("VideoLibrary"."id" || '/' || i)::bytea), 'hex'), ${durationMs}, ${width}, ${height}, 0, ${codec}, 1, 1000,
      "Operator"."id", 'ORDER-' || i, 'SN-' || i
    FROM "VideoLibrary" CROSS JOIN generate_series(1, 200) AS i
    LEFT JOIN "Operator" ON "number" = i AND i % 10 <> 0`;
  await db.prisma.$executeRaw`
    INSERT INTO "VideoEmbedding" ("id", "contentSha256", "encoderDigest", "sampling", "frameCount", "completedAt")
    SELECT ${NEW_ID}, "contentSha256", ${ENCODER.digest}, 'fps=2', 2, now() FROM "Video"`;
  await db.prisma.$executeRaw`
    INSERT INTO "EmbeddingChunk" ("videoEmbeddingId", "chunkIndex", "frameCount", "ptsMs", "embeddings")
    SELECT "id", i, 1, '\\x00000000', decode(repeat('00', 2 * ${ENCODER.dims}::int), 'hex')
    FROM "VideoEmbedding" CROSS JOIN generate_series(0, 1) AS i`;
}

/** 50 recognitions of each recipe, 20 videos each: 8000 videos of recognitions, 13 segments each. */
async function makeRecognitions(db: Database): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO "Recognition" ("id", "recipeId", "lineageId", "state", "videoCount", "succeededCount", "startedAt", "finishedAt")
    SELECT ${NEW_ID}, "id", "lineageId", 'succeeded', 20, 20, now(), now() FROM "Recipe" CROSS JOIN generate_series(1, 50)`;
  await db.prisma.$executeRaw`
    INSERT INTO "RecognitionVideo" ("id", "recognitionId", "lineageId", "videoId", "state", "isCurrent", "segmentCount",
      "startedAt", "finishedAt")
    SELECT ${NEW_ID}, recognition."id", "lineageId", video."id", 'succeeded', TRUE, 13, now(), now()
    FROM (SELECT *, row_number() OVER (ORDER BY "recipeId", "id") - 1 AS "place" FROM "Recognition") AS recognition
    CROSS JOIN generate_series(0, 19) AS i
    JOIN (SELECT "id", row_number() OVER (ORDER BY "id") - 1 AS "place" FROM "Video") AS video
      ON video."place" = (20 * recognition."place" + i) % 4000`;
  await db.prisma.$executeRaw`
    INSERT INTO "Publication" ("id", "recognitionId", "videoCount", "rolledBackAt")
    SELECT ${NEW_ID}, "id", 20, now() FROM "Recognition" CROSS JOIN generate_series(1, 10)`;
  await db.prisma.$executeRaw`
    INSERT INTO "Segment" ("recognitionVideoId", "segmentIndex", "startMs", "endMs", "conceptId", "score", "probability",
      "runnerUpIds", "runnerUpProbabilities")
    SELECT run."id", i, 700 * i, 700 * (i + 1), words."ids"[1 + (7 * i + hashtext(run."id"::text) % 100 + 100) % 100], 20,
      0.5 + i / 30.0, '{}', '{}'
    FROM "RecognitionVideo" AS run CROSS JOIN generate_series(0, 12) AS i
    JOIN "Recipe" AS recipe ON recipe."id" = run."lineageId"
    JOIN "VocabularyVersion" AS version ON version."id" = recipe."vocabularyVersionId"
    JOIN (SELECT "vocabularyId", array_agg("id") AS "ids" FROM "Concept" GROUP BY 1) AS words USING ("vocabularyId")`;
}

/** Of the reviews, half have been asked about, and of these half have been decided. */
async function makeReviews(db: Database): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO "Review" ("id", "contentSha256", "startMs", "endMs", "vocabularyId", "conceptId", "verdict", "track")
    SELECT ${NEW_ID}, video."contentSha256", 0, 1000, concept."vocabularyId", concept."id", 'confirm',
      (CASE concept."place" % 8 WHEN 0 THEN 'leftHand' WHEN 1 THEN 'machine' ELSE 'work' END)::"ReviewTrack"
    FROM (SELECT *, row_number() OVER () AS "place" FROM "Concept") AS concept
    JOIN (SELECT *, row_number() OVER () AS "place" FROM "Video") AS video ON video."place" % 320 = concept."place" % 320`;
  await db.prisma.$executeRaw`
    INSERT INTO "ReviewQueueItem" ("id", "reviewId", "versionId", "vocabularyId", "candidateIds", "probabilities",
      "decidedConceptId", "decidedAt")
    SELECT ${NEW_ID}, review."id", version."id", "vocabularyId", "ids"[1:2], '{}',
      CASE review."place" % 4 WHEN 0 THEN "ids"[1] END, CASE review."place" % 4 WHEN 0 THEN now() END
    FROM (SELECT *, row_number() OVER () AS "place" FROM "Review") AS review
    JOIN "VocabularyVersion" AS version USING ("vocabularyId")
    JOIN (SELECT "vocabularyId", array_agg("id") AS "ids" FROM "Concept" GROUP BY 1) AS words USING ("vocabularyId")
    WHERE review."place" % 2 = 0 AND version."number" = 2`;
}

/** 50 of each recipe. */
async function makeAdapters(db: Database): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO "Adapter" ("id", "name", "kind", "vocabularyId", "recipeId", "encoderDigest", "seed", "model", "spanCount",
      "conceptIds", "report", "refusals", "trainedInMs")
    SELECT ${NEW_ID}, 'Adapter ' || i, 'linear', version."vocabularyId", recipe."id", recipe."encoderDigest", i, '\\x00', 1,
      ARRAY[version."vocabularyId"], '{}', '{}', 1
    FROM "Recipe" AS recipe JOIN "VocabularyVersion" AS version ON version."id" = recipe."vocabularyVersionId"
    CROSS JOIN generate_series(1, 50) AS i`;
}

/** 50 of each recipe. */
async function makeEvaluations(db: Database): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO "Evaluation" ("id", "protocol", "vocabularyId", "recipeId", "kind", "seed", "spanCount", "videoCount",
      "report", "tookMs")
    SELECT ${NEW_ID}, 'confusion', version."vocabularyId", recipe."id", 'linear', i, 1, 1, '{}', 1
    FROM "Recipe" AS recipe JOIN "VocabularyVersion" AS version ON version."id" = recipe."vocabularyVersionId"
    CROSS JOIN generate_series(1, 50) AS i`;
}

/** 50 of each recipe. */
async function makeCalibrations(db: Database): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO "Calibration" ("id", "name", "vocabularyId", "recipeId", "encoderDigest", "wantedPrecision", "coverage",
      "temperature", "thresholds", "softening", "spanCount", "report")
    SELECT ${NEW_ID}, 'Calibration ' || i, version."vocabularyId", recipe."id", recipe."encoderDigest", 0.8, 0.9, 2, '{}', 0, 1,
      '{}'
    FROM "Recipe" AS recipe JOIN "VocabularyVersion" AS version ON version."id" = recipe."vocabularyVersionId"
    CROSS JOIN generate_series(1, 50) AS i`;
}

async function makeJobs(db: Database): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO "Job" ("id", "kind", "libraryId", "state", "startedAt", "finishedAt")
    SELECT ${NEW_ID}, 'scan', "id", 'succeeded', now(), now() FROM "VideoLibrary" CROSS JOIN generate_series(1, 150)`;
  await db.prisma.$executeRaw`
    INSERT INTO "Job" ("id", "kind", "recognitionId", "state", "startedAt", "finishedAt")
    SELECT ${NEW_ID}, 'recognize', "id", 'succeeded', "startedAt", "finishedAt" FROM "Recognition"`;
}

/** Triggers have noted the changes. Ten endpoints were told of the last thousand, one in ten in vain. */
async function makeDeliveries(db: Database): Promise<void> {
  await sequenceChanges(db);
  await db.prisma.$executeRaw`
    INSERT INTO "WebhookEndpoint" ("id", "url", "types", "secret", "queuedSequence")
    SELECT ${NEW_ID}, 'https://mes.example.com/' || i, '{}', 'whsec_' || i, "lastSequence"
    FROM generate_series(1, 10) AS i CROSS JOIN "ChangeLog"`;
  await db.prisma.$executeRaw`
    INSERT INTO "Delivery" ("id", "endpointId", "changeId", "sequence", "type", "state", "attemptCount", "finishedAt")
    SELECT ${NEW_ID}, endpoint."id", change."id", change."sequence", change."type",
      (CASE change."sequence" % 10 WHEN 0 THEN 'failed' ELSE 'succeeded' END)::"DeliveryState", 1, now()
    FROM "WebhookEndpoint" AS endpoint CROSS JOIN "ChangeLog" AS log
    JOIN "Change" AS change ON change."sequence" > log."lastSequence" - 1000`;
  await db.prisma.$executeRaw`
    INSERT INTO "DeliveryAttempt" ("id", "deliveryId", "startedAt", "durationMs", "status")
    SELECT ${NEW_ID}, "id", now(), 1, 200 FROM "Delivery"`;
}

/** 20,000 entries, two a minute until now, one in a hundred refused. Their hashes are none: to verify them is for other tests. */
async function makeAudit({ prisma }: Database): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO "AuditEntry" ("id", "sequence", "hash", "occurredAt", "actorKind", "actorId", "actorName", "address", "action",
      "subjectIds", "outcome", "code", "details")
    SELECT encode(overlay(uuid_send(${NEW_ID}) PLACING substring(int8send(
        (1000 * extract(epoch FROM now()))::bigint - 30000 * (20000 - i)) FROM 3) FROM 1 FOR 6), 'hex')::uuid,
      i, encode(sha256(i::text::bytea), 'hex'), date_trunc('milliseconds', now()) - (20000 - i) * interval '30 seconds',
      'account', people."ids"[1 + i % 5000], 'Person ' || i % 5000, '10.0.0.' || i % 250, 'action' || chr(97 + i % 26),
      ARRAY['Video ' || i % 4000], CASE i % 100 WHEN 0 THEN 'refused' ELSE 'succeeded' END,
      CASE i % 100 WHEN 0 THEN 'FORBIDDEN' END, jsonb_build_object('number', i)
    FROM generate_series(1, 20000) AS i CROSS JOIN (SELECT array_agg("id") AS "ids" FROM "Account") AS people`;
  await prisma.$executeRaw`
    INSERT INTO "AuditLog" ("lastSequence", "lastHash", "forgottenHash")
    SELECT 20000, "hash", repeat('0', 64) FROM "AuditEntry" WHERE "sequence" = 20000`;
}
