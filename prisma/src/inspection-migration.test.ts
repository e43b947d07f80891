import { expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { migrateBefore } from '../../test/factories/migrations.ts';
import { sha256 } from '../../test/factories/records.ts';
import { migrate } from './migrate.ts';

const target = useDatabase({ template: 'template0' });

/** Rows as the program could leave them when the tables still allowed it. */
const OLD_ROWS = `
  INSERT INTO "EquipmentNode" ("id", "level", "name", "externalId") VALUES (gen_random_uuid(), 'Unit', 'Cell', '');
  INSERT INTO "VideoLibrary" ("id", "equipmentNodeId", "name", "folder")
    SELECT gen_random_uuid(), "id", 'Videos', '/videos' FROM "EquipmentNode";
  INSERT INTO "Video" ("id", "libraryId", "path", "sizeBytes", "modifiedAt", "status", "contentSha256", "durationMs", "width",
      "height", "rotationDegrees", "codec", "timeBaseNumerator", "timeBaseDenominator", "errorCode", "errorMessage")
    SELECT gen_random_uuid(), "id", "status" || '.mp4', 1, now(), "status"::"VideoStatus", "content", "durationMs", 4, 3, 0,
      'h264', 1, 1000, "error", "error"
    FROM "VideoLibrary", (VALUES
      ('ready', '${sha256('ready')}', 1000, NULL), ('pending', NULL, 2000, NULL),
      ('missing', '${sha256('missing')}', 3000, 'DAMAGED'), ('failed', NULL, 4000, 'DAMAGED')
    ) AS video ("status", "content", "durationMs", "error");

  INSERT INTO "Vocabulary" ("id", "name", "externalId") VALUES (gen_random_uuid(), 'Words', '');
  INSERT INTO "VocabularyVersion" ("id", "vocabularyId", "number") SELECT gen_random_uuid(), "id", 1 FROM "Vocabulary";
  INSERT INTO "Concept" ("id", "vocabularyId", "externalId")
    SELECT gen_random_uuid(), "id", unnest(ARRAY['old', 'one', 'other']) FROM "Vocabulary";
  INSERT INTO "ConceptContent" ("versionId", "conceptId", "vocabularyId", "prefLabels")
    SELECT version."id", concept."id", concept."vocabularyId", '{ "en": "Word" }'
    FROM "VocabularyVersion" AS version CROSS JOIN "Concept" AS concept;
  UPDATE "VocabularyVersion" SET "status" = 'published', "publishedAt" = now(), "contentHash" = '${sha256('words')}';
  INSERT INTO "ConceptResolution" ("versionId", "conceptId", "targetIds")
    SELECT version."id", concept."id", ARRAY[concept."id"]
    FROM "VocabularyVersion" AS version CROSS JOIN "Concept" AS concept;
  INSERT INTO "Review" ("id", "contentSha256", "startMs", "endMs", "vocabularyId", "conceptId", "verdict")
    SELECT gen_random_uuid(), '${sha256('ready')}', 0, 1000, "vocabularyId", "id", 'confirm'
    FROM "Concept" WHERE "externalId" = 'old';
  INSERT INTO "ReviewQueueItem" ("id", "reviewId", "versionId", "candidateIds")
    SELECT gen_random_uuid(), review."id", version."id", ARRAY(SELECT "id" FROM "Concept" WHERE "externalId" LIKE 'o%e%')
    FROM "Review" AS review CROSS JOIN "VocabularyVersion" AS version;

  INSERT INTO "PromptSet" ("id", "name") VALUES (gen_random_uuid(), 'Prompts');
  INSERT INTO "PromptSetVersion" ("id", "promptSetId", "number", "language", "templates", "contentHash")
    SELECT gen_random_uuid(), "id", 1, 'en', '{"{label}"}', '${sha256('prompts')}' FROM "PromptSet";
  INSERT INTO "Encoder" ("digest", "catalogueId", "dims", "logitScale", "languages")
    VALUES ('${sha256('encoder')}', 'test', 8, 100, '{en}');
  INSERT INTO "Recipe" ("id", "externalId", "name", "contentHash", "lineageId", "vocabularyVersionId", "promptSetVersionId",
      "encoderDigest")
    SELECT own, 'recipe', 'Recipe', '${sha256('recipe')}', own, version."id", prompts."id", '${sha256('encoder')}'
    FROM gen_random_uuid() AS own, "VocabularyVersion" AS version, "PromptSetVersion" AS prompts;
  -- Of the first two, a video has gone with its library.
  INSERT INTO "Recognition" ("id", "recipeId", "lineageId", "state", "videoCount", "succeededCount", "startedAt")
    SELECT gen_random_uuid(), "id", "lineageId", "state"::"RunState", "videoCount", "succeededCount", now()
    FROM "Recipe", (VALUES ('running', 2, 1), ('running', 3, 1), ('queued', 1, 0))
      AS recognition ("state", "videoCount", "succeededCount");
  INSERT INTO "RecognitionVideo" ("id", "recognitionId", "lineageId", "videoId", "state", "errorCode")
    SELECT gen_random_uuid(), recognition."id", "lineageId", video."id", 'queued', 'X'
    FROM "Recognition" AS recognition JOIN "Video" AS video ON video."status" = 'ready' WHERE "videoCount" <> 2;
  INSERT INTO "Job" ("id", "kind", "state", "recognitionId", "doneCount")
    SELECT gen_random_uuid(), 'recognize', "state", "id", 7 FROM "Recognition";
  INSERT INTO "Job" ("id", "kind", "payload") VALUES (gen_random_uuid(), 'pull', '{ "catalogueId": "clip", "more": 1 }');
  INSERT INTO "Job" ("id", "kind") VALUES (gen_random_uuid(), 'scan'), (gen_random_uuid(), 'sweep');
`;

test('what the tables allowed before is mended, and nothing else is changed', async () => {
  await migrateBefore(target.url, '20261129020000_inspection');
  const { prisma, pool } = target.db;
  await pool.query(OLD_ROWS);
  expect((await migrate(target.url))[0]).toBe('20261129020000_inspection');
  expect(await prisma.equipmentNode.findMany()).toMatchObject([{ externalId: null }]);
  expect(await prisma.vocabulary.findMany()).toMatchObject([{ externalId: null }]);

  const error = { errorCode: null, errorMessage: null };
  const videos = await prisma.video.findMany({ orderBy: { status: 'asc' } });
  expect(videos).toMatchObject([
    { status: 'pending', durationMs: null, codec: null, ...error },
    { status: 'ready', durationMs: 1000, codec: 'h264', ...error },
    { status: 'failed', durationMs: null, errorCode: 'DAMAGED', errorMessage: 'DAMAGED' },
    { status: 'missing', durationMs: 3000, contentSha256: sha256('missing'), ...error },
  ]);

  const [{ id: vocabularyId }] = await prisma.vocabulary.findMany();
  expect(await prisma.conceptResolution.count({ where: { vocabularyId } })).toBe(3);
  expect(await prisma.reviewQueueItem.findMany()).toMatchObject([{ vocabularyId, probabilities: [] }]);
  expect(await prisma.review.findMany()).toMatchObject([{ track: 'work', startMs: 0, endMs: 1000 }]);

  const recognitions = await prisma.recognition.findMany({ orderBy: { videoCount: 'asc' }, include: { jobs: true } });
  expect(recognitions).toMatchObject([
    { state: 'queued', cancelledCount: 0, startedAt: null, jobs: [{ state: 'queued', doneCount: 0n }] },
    { state: 'succeeded', cancelledCount: 1, jobs: [{ state: 'succeeded' }] },
    { state: 'running', cancelledCount: 1, finishedAt: null, jobs: [{ state: 'running' }] },
  ]);
  expect(recognitions[1]!.finishedAt).not.toBeNull();
  expect(recognitions[2]!.jobs[0]!.startedAt).not.toBeNull();
  expect(await prisma.recognitionVideo.findMany({ where: { NOT: error } })).toEqual([]);
  const others = await prisma.job.findMany({ where: { recognitionId: null } });
  expect(others).toMatchObject([{ kind: 'pull', payload: { catalogueId: 'clip' } }]);
  expect(others[0]!.payload).toEqual({ catalogueId: 'clip' });
});
