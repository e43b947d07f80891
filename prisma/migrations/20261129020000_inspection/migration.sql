-- Wrong states that the tables allowed until now. What the program could have written of them is mended first.

-- An external id that is empty is none.
UPDATE "EquipmentNode" SET "externalId" = NULL WHERE "externalId" = '';
UPDATE "VideoLibrary" SET "externalId" = NULL WHERE "externalId" = '';
UPDATE "Video" SET "externalId" = NULL WHERE "externalId" = '';
UPDATE "Vocabulary" SET "externalId" = NULL WHERE "externalId" = '';
UPDATE "PromptSet" SET "externalId" = NULL WHERE "externalId" = '';

ALTER TABLE "EquipmentNode" ADD CONSTRAINT "EquipmentNode_externalId_is_not_empty" CHECK ("externalId" <> '');
ALTER TABLE "VideoLibrary" ADD CONSTRAINT "VideoLibrary_externalId_is_not_empty" CHECK ("externalId" <> '');
ALTER TABLE "Vocabulary" ADD CONSTRAINT "Vocabulary_externalId_is_not_empty" CHECK ("externalId" <> '');
ALTER TABLE "PromptSet" ADD CONSTRAINT "PromptSet_externalId_is_not_empty" CHECK ("externalId" <> '');

-- A video that changed kept the facts of its old file, and one that went missing the error of the last probe.
UPDATE "Video" SET "contentSha256" = NULL, "durationMs" = NULL, "width" = NULL, "height" = NULL, "rotationDegrees" = NULL,
  "fpsNumerator" = NULL, "fpsDenominator" = NULL, "timeBaseNumerator" = NULL, "timeBaseDenominator" = NULL, "codec" = NULL
WHERE "status" IN ('pending', 'failed');
UPDATE "Video" SET "errorCode" = NULL, "errorMessage" = NULL WHERE "status" <> 'failed';
UPDATE "Video" SET "errorMessage" = "errorCode" WHERE "errorMessage" IS NULL;

ALTER TABLE "Video"
  DROP CONSTRAINT "Video_path_check",
  DROP CONSTRAINT "Video_ready_check",
  DROP CONSTRAINT "Video_failed_check",
  ADD CONSTRAINT "Video_externalId_is_not_empty" CHECK ("externalId" <> ''),
  -- Parts between slashes are not empty, and none is `.` or `..`.
  ADD CONSTRAINT "Video_path_stays_in_its_folder" CHECK ("path" !~ '(^|/)\.{0,2}(/|$)'),
  ADD CONSTRAINT "Video_facts_come_together" CHECK (
    num_nulls("contentSha256", "durationMs", "width", "height", "rotationDegrees", "codec", "timeBaseNumerator",
      "timeBaseDenominator") IN (0, 8) AND ("durationMs" IS NOT NULL OR "fpsNumerator" IS NULL)
  ),
  ADD CONSTRAINT "Video_facts_are_known_once_probed" CHECK (
    CASE "status" WHEN 'ready' THEN "durationMs" IS NOT NULL WHEN 'missing' THEN TRUE ELSE "durationMs" IS NULL END
  ),
  ADD CONSTRAINT "Video_has_an_error_if_failed" CHECK (
    num_nulls("errorCode", "errorMessage") = CASE "status" WHEN 'failed' THEN 0 ELSE 2 END
  );

-- What belongs to a vocabulary refers to concepts and versions of that vocabulary only.
ALTER TABLE "VocabularyClient"
  DROP CONSTRAINT "VocabularyClient_pinnedVersionId_fkey",
  ADD CONSTRAINT "VocabularyClient_pinnedVersionId_vocabularyId_fkey" FOREIGN KEY ("pinnedVersionId", "vocabularyId")
    REFERENCES "VocabularyVersion" ("id", "vocabularyId") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "ConceptResolution" ADD COLUMN "vocabularyId" UUID;
UPDATE "ConceptResolution" AS resolution SET "vocabularyId" = version."vocabularyId"
FROM "VocabularyVersion" AS version WHERE version."id" = resolution."versionId";
ALTER TABLE "ConceptResolution"
  ALTER COLUMN "vocabularyId" SET NOT NULL,
  DROP CONSTRAINT "ConceptResolution_versionId_fkey",
  DROP CONSTRAINT "ConceptResolution_conceptId_fkey",
  ADD CONSTRAINT "ConceptResolution_versionId_vocabularyId_fkey" FOREIGN KEY ("versionId", "vocabularyId")
    REFERENCES "VocabularyVersion" ("id", "vocabularyId") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "ConceptResolution_conceptId_vocabularyId_fkey" FOREIGN KEY ("conceptId", "vocabularyId")
    REFERENCES "Concept" ("id", "vocabularyId") ON DELETE RESTRICT ON UPDATE CASCADE;

DROP INDEX "Review_vocabularyId_id_idx";
CREATE UNIQUE INDEX "Review_vocabularyId_id_key" ON "Review" ("vocabularyId", "id");

ALTER TABLE "ReviewQueueItem" ADD COLUMN "vocabularyId" UUID;
UPDATE "ReviewQueueItem" AS item SET "vocabularyId" = review."vocabularyId", "probabilities" = coalesce("probabilities", '{}')
FROM "Review" AS review WHERE review."id" = item."reviewId";
ALTER TABLE "ReviewQueueItem"
  ALTER COLUMN "vocabularyId" SET NOT NULL,
  DROP CONSTRAINT "ReviewQueueItem_reviewId_fkey",
  DROP CONSTRAINT "ReviewQueueItem_versionId_fkey",
  DROP CONSTRAINT "ReviewQueueItem_decidedConceptId_fkey",
  DROP CONSTRAINT "ReviewQueueItem_candidateIds_check",
  DROP CONSTRAINT "ReviewQueueItem_probabilities_check",
  ADD CONSTRAINT "ReviewQueueItem_reviewId_vocabularyId_fkey" FOREIGN KEY ("reviewId", "vocabularyId")
    REFERENCES "Review" ("id", "vocabularyId") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "ReviewQueueItem_versionId_vocabularyId_fkey" FOREIGN KEY ("versionId", "vocabularyId")
    REFERENCES "VocabularyVersion" ("id", "vocabularyId") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "ReviewQueueItem_decidedConceptId_vocabularyId_fkey" FOREIGN KEY ("decidedConceptId", "vocabularyId")
    REFERENCES "Concept" ("id", "vocabularyId") ON DELETE RESTRICT ON UPDATE CASCADE,
  -- A check that is NULL passes: so did items without any candidates.
  ADD CONSTRAINT "ReviewQueueItem_has_candidates" CHECK (COALESCE(cardinality("candidateIds"), 0) >= 2),
  ADD CONSTRAINT "ReviewQueueItem_probabilities_are_of_the_candidates" CHECK (
    "probabilities" IS NOT NULL AND cardinality("probabilities") IN (0, cardinality("candidateIds"))
    AND array_position("probabilities", NULL) IS NULL AND 0 <= ALL ("probabilities") AND 1 >= ALL ("probabilities")
  ),
  ADD CONSTRAINT "ReviewQueueItem_is_decided_by_a_person_or_nobody" CHECK (
    "decidedBy" <> '' AND ("decidedBy" IS NULL OR "decidedAt" IS NOT NULL)
  );

-- A review waits for one decision at a time.
CREATE UNIQUE INDEX "ReviewQueueItem_one_open" ON "ReviewQueueItem" ("reviewId") WHERE "decidedAt" IS NULL;

ALTER TABLE "Review" ADD CONSTRAINT "Review_person_is_not_empty" CHECK ("person" <> '');

ALTER TABLE "VocabularyChange"
  ADD CONSTRAINT "VocabularyChange_person_is_not_empty" CHECK ("person" <> ''),
  ADD CONSTRAINT "VocabularyChange_touches_a_concept" CHECK (
    cardinality("touchedIds") >= 1 AND array_position("touchedIds", NULL) IS NULL
  );

ALTER TABLE "ConceptContent"
  ALTER COLUMN "prefLabels" DROP DEFAULT,
  ADD CONSTRAINT "ConceptContent_has_a_label" CHECK ("prefLabels" <> '{}'),
  ADD CONSTRAINT "ConceptContent_notation_is_not_empty" CHECK ("notation" <> '');

ALTER TABLE "PromptSetVersion"
  ADD CONSTRAINT "PromptSetVersion_templates_are_not_empty" CHECK (
    array_position("templates", NULL) IS NULL AND '' <> ALL ("templates")
  );

-- NaN is greater than every number.
ALTER TABLE "Encoder"
  ADD CONSTRAINT "Encoder_logitScale_is_finite" CHECK ("logitScale" < 'Infinity'),
  ADD CONSTRAINT "Encoder_catalogueId_is_not_empty" CHECK ("catalogueId" <> '');

ALTER TABLE "VideoEmbedding"
  ADD CONSTRAINT "VideoEmbedding_sampling_is_not_empty" CHECK ("sampling" <> ''),
  ADD CONSTRAINT "VideoEmbedding_counts_when_complete" CHECK (
    "completedAt" IS NOT NULL OR ("frameCount" = 0 AND "damagedCount" = 0 AND NOT "isTruncated")
  );

CREATE FUNCTION refuse_misfit_chunk() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row_bytes int := (
    SELECT 2 * encoder."dims" FROM "VideoEmbedding" AS embedding
    JOIN "Encoder" AS encoder ON encoder."digest" = embedding."encoderDigest" WHERE embedding."id" = NEW."videoEmbeddingId"
  );
BEGIN
  IF octet_length(NEW."embeddings") <> row_bytes * NEW."frameCount" THEN
    RAISE EXCEPTION 'EmbeddingChunk_rows_are_as_wide_as_the_encoder: % bytes are not % frames of % bytes',
      octet_length(NEW."embeddings"), NEW."frameCount", row_bytes USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."chunkIndex" > 0 AND NOT EXISTS (
    SELECT FROM "EmbeddingChunk"
    WHERE "videoEmbeddingId" = NEW."videoEmbeddingId" AND "chunkIndex" = NEW."chunkIndex" - 1
  ) THEN
    RAISE EXCEPTION 'EmbeddingChunk_follows_another: there is no chunk %', NEW."chunkIndex" - 1
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "EmbeddingChunk_fits" AFTER INSERT ON "EmbeddingChunk"
  FOR EACH ROW EXECUTE FUNCTION refuse_misfit_chunk();

-- States, times, counts and errors tell the same. No check compares two times: the clocks of two machines may differ.
-- A recognition whose videos went with their library never ended.
WITH unfinished AS (
  SELECT recognition."id", count(video."id")::int AS "count"
  FROM "Recognition" AS recognition
  LEFT JOIN "RecognitionVideo" AS video ON video."recognitionId" = recognition."id" AND video."state" IN ('queued', 'running')
  WHERE recognition."state" IN ('queued', 'running') GROUP BY recognition."id"
)
UPDATE "Recognition" AS recognition SET
  "cancelledCount" = "videoCount" - "succeededCount" - "failedCount" - unfinished."count",
  "startedAt" = CASE "state" WHEN 'running' THEN coalesce("startedAt", "createdAt") END,
  "finishedAt" = CASE unfinished."count" WHEN 0 THEN now() END,
  "state" = CASE
    WHEN unfinished."count" > 0 THEN "state"
    WHEN "succeededCount" > 0 THEN 'succeeded'
    WHEN "failedCount" > 0 THEN 'failed'
    ELSE 'cancelled' END
FROM unfinished WHERE unfinished."id" = recognition."id";

ALTER TABLE "Recognition"
  ADD CONSTRAINT "Recognition_has_started_if_running" CHECK (
    CASE "state" WHEN 'queued' THEN "startedAt" IS NULL WHEN 'running' THEN "startedAt" IS NOT NULL ELSE TRUE END
  ),
  ADD CONSTRAINT "Recognition_ends_when_all_videos_have" CHECK (
    "state" NOT IN ('succeeded', 'failed') OR "succeededCount" + "failedCount" + "cancelledCount" = "videoCount"
  ),
  ADD CONSTRAINT "Recognition_succeeds_if_a_video_does" CHECK (
    CASE "state" WHEN 'succeeded' THEN "succeededCount" > 0 WHEN 'failed' THEN "succeededCount" = 0 ELSE TRUE END
  );

UPDATE "RecognitionVideo" SET "startedAt" = NULL WHERE "state" = 'queued';
UPDATE "RecognitionVideo" AS video SET "startedAt" = recognition."createdAt"
FROM "Recognition" AS recognition
WHERE recognition."id" = video."recognitionId" AND video."state" = 'running' AND video."startedAt" IS NULL;
UPDATE "RecognitionVideo" SET "errorCode" = NULL, "errorMessage" = NULL WHERE "state" <> 'failed';
UPDATE "RecognitionVideo" SET "errorMessage" = "errorCode" WHERE "errorMessage" IS NULL;
ALTER TABLE "RecognitionVideo"
  DROP CONSTRAINT "RecognitionVideo_failed_check",
  DROP CONSTRAINT "RecognitionVideo_segmentCount_check",
  ADD CONSTRAINT "RecognitionVideo_has_an_error_if_failed" CHECK (
    num_nulls("errorCode", "errorMessage") = CASE "state" WHEN 'failed' THEN 0 ELSE 2 END
  ),
  ADD CONSTRAINT "RecognitionVideo_has_started_if_running" CHECK (
    CASE "state" WHEN 'queued' THEN "startedAt" IS NULL WHEN 'running' THEN "startedAt" IS NOT NULL ELSE TRUE END
  ),
  ADD CONSTRAINT "RecognitionVideo_has_segments_if_succeeded" CHECK (
    CASE "state" WHEN 'succeeded' THEN "segmentCount" >= 0 ELSE "segmentCount" = 0 END
  );

UPDATE "Segment" SET "runnerUpProbabilities" = '{}' WHERE "runnerUpProbabilities" IS NULL;
ALTER TABLE "Segment"
  DROP CONSTRAINT "Segment_runnersUp_check",
  ADD CONSTRAINT "Segment_score_is_finite" CHECK ("score" > '-Infinity' AND "score" < 'Infinity'),
  ADD CONSTRAINT "Segment_runners_up_are_other_concepts" CHECK (
    "runnerUpIds" IS NOT NULL AND array_position("runnerUpIds", NULL) IS NULL AND "conceptId" <> ALL ("runnerUpIds")
  ),
  ADD CONSTRAINT "Segment_runners_up_have_probabilities" CHECK (
    "runnerUpProbabilities" IS NOT NULL AND cardinality("runnerUpProbabilities") = cardinality("runnerUpIds")
    AND array_position("runnerUpProbabilities", NULL) IS NULL
    AND 0 <= ALL ("runnerUpProbabilities") AND 1 >= ALL ("runnerUpProbabilities")
  );

CREATE FUNCTION refuse_disordered_segments() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE disordered uuid;
BEGIN
  SELECT "recognitionVideoId" INTO disordered FROM (
    SELECT "recognitionVideoId", "segmentIndex", "startMs",
      row_number() OVER in_order - 1 AS "place", lag("endMs") OVER in_order AS "endBefore"
    FROM "Segment" WHERE "recognitionVideoId" IN (SELECT "recognitionVideoId" FROM touched)
    WINDOW in_order AS (PARTITION BY "recognitionVideoId" ORDER BY "segmentIndex")
  ) AS segment
  WHERE "segmentIndex" <> "place" OR "startMs" < "endBefore" LIMIT 1;
  IF disordered IS NOT NULL THEN
    RAISE EXCEPTION 'Segment_follows_another: those of % overlap, or an index is missing', disordered
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

-- Once per statement: all segments of a video come in one.
CREATE TRIGGER "Segment_order" AFTER INSERT ON "Segment"
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION refuse_disordered_segments();

-- Jobs are of three kinds, each of which is about one thing. What tells people of no such thing tells them nothing.
DELETE FROM "Job" WHERE "kind" NOT IN ('scan', 'recognize', 'pull') OR CASE "kind"
  WHEN 'scan' THEN "libraryId" IS NULL
  WHEN 'recognize' THEN "recognitionId" IS NULL
  ELSE jsonb_typeof("payload" -> 'catalogueId') IS DISTINCT FROM 'string' END;
UPDATE "Job" AS job SET "state" = recognition."state", "finishedAt" = recognition."finishedAt",
  "errorCode" = CASE recognition."state" WHEN 'failed' THEN 'ALL_FAILED' END
FROM "Recognition" AS recognition
WHERE recognition."id" = job."recognitionId" AND recognition."finishedAt" IS NOT NULL AND job."finishedAt" IS NULL;
UPDATE "Job" SET
  "libraryId" = CASE "kind" WHEN 'scan' THEN "libraryId" END,
  "recognitionId" = CASE "kind" WHEN 'recognize' THEN "recognitionId" END,
  "payload" = CASE "kind" WHEN 'pull' THEN jsonb_build_object('catalogueId', "payload" -> 'catalogueId') ELSE '{}' END,
  "doneCount" = CASE "kind" WHEN 'pull' THEN "doneCount" ELSE least("doneCount", "totalCount") END,
  "startedAt" = CASE "state" WHEN 'queued' THEN NULL WHEN 'running' THEN coalesce("startedAt", "createdAt") ELSE "startedAt" END,
  "errorCode" = CASE "state" WHEN 'failed' THEN "errorCode" END,
  "errorMessage" = CASE "state" WHEN 'failed' THEN coalesce("errorMessage", "errorCode") END;

CREATE TYPE "JobKind" AS ENUM ('scan', 'recognize', 'pull');
ALTER TABLE "Job"
  DROP CONSTRAINT "Job_check",
  DROP CONSTRAINT "Job_failed_check",
  ALTER COLUMN "kind" TYPE "JobKind" USING "kind"::"JobKind",
  ADD CONSTRAINT "Job_is_about_what_its_kind_says" CHECK (
    ("libraryId" IS NOT NULL) = ("kind" = 'scan') AND ("recognitionId" IS NOT NULL) = ("kind" = 'recognize')
    AND CASE "kind" WHEN 'pull' THEN COALESCE(jsonb_typeof("payload" -> 'catalogueId') = 'string', FALSE) ELSE "payload" = '{}' END
  ),
  -- How much there is to pull is what the catalogue says, which is not always all.
  ADD CONSTRAINT "Job_does_not_more_than_there_is" CHECK (
    "doneCount" >= 0 AND "totalCount" >= 0 AND ("kind" = 'pull' OR "doneCount" <= "totalCount")
  ),
  ADD CONSTRAINT "Job_has_an_error_if_failed" CHECK (
    num_nulls("errorCode", "errorMessage") = CASE "state" WHEN 'failed' THEN 0 ELSE 2 END
  ),
  ADD CONSTRAINT "Job_has_started_if_running" CHECK (
    CASE "state" WHEN 'queued' THEN "startedAt" IS NULL WHEN 'running' THEN "startedAt" IS NOT NULL ELSE TRUE END
  );

-- What waits in one vocabulary, in order.
CREATE INDEX "ReviewQueueItem_open_of_vocabulary" ON "ReviewQueueItem" ("vocabularyId", "id") WHERE "decidedAt" IS NULL;

-- Indexes that no statement reads, or that another one serves as well.
DROP INDEX "Video_libraryId_recordedAt_id_idx";
DROP INDEX "Encoder_catalogueId_idx";
DROP INDEX "Recipe_lineageId_id_idx";
DROP INDEX "Recipe_promptSetVersionId_idx";
DROP INDEX "Recognition_recipeId_id_idx";
DROP INDEX "RecognitionVideo_recognitionId_state_idx";
DROP INDEX "ConceptResolution_conceptId_idx";
DROP INDEX "Review_conceptId_idx";
DROP INDEX "Review_contentSha256_idx";

-- Whoever changes a job or a recognition, it is announced; a recognition also when one of its videos goes on.
CREATE FUNCTION announce_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('actionary_changes', TG_TABLE_NAME || ':' || COALESCE(NEW."id", OLD."id"));
  RETURN NULL;
END $$;
CREATE FUNCTION announce_recognition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('actionary_changes', 'Recognition:' || NEW."recognitionId");
  RETURN NULL;
END $$;
DROP TRIGGER "Job_announce" ON "Job";
DROP FUNCTION announce_job();
CREATE TRIGGER "Job_announce" AFTER INSERT OR UPDATE OR DELETE ON "Job" FOR EACH ROW EXECUTE FUNCTION announce_change();
CREATE TRIGGER "Recognition_announce" AFTER UPDATE OR DELETE ON "Recognition"
  FOR EACH ROW EXECUTE FUNCTION announce_change();
CREATE TRIGGER "RecognitionVideo_announce" AFTER UPDATE OF "state" ON "RecognitionVideo"
  FOR EACH ROW EXECUTE FUNCTION announce_recognition();
