-- What has changed, for other systems: rows that triggers write in the transaction of the change itself.
CREATE TABLE "Change" (
  "id" BIGSERIAL NOT NULL,
  "sequence" BIGINT,
  "type" TEXT NOT NULL,
  "subjectId" UUID NOT NULL,
  "occurredAt" TIMESTAMPTZ(3) NOT NULL,
  "data" JSONB NOT NULL,

  CONSTRAINT "Change_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Change_type_is_of_two_words" CHECK ("type" ~ '^[a-z]+\.[a-z]+$'),
  CONSTRAINT "Change_sequence_is_counted_from_one" CHECK ("sequence" >= 1)
);
CREATE UNIQUE INDEX "Change_sequence_key" ON "Change" ("sequence");
CREATE INDEX "Change_subjectId_sequence_idx" ON "Change" ("subjectId", "sequence");
-- Few among many: what has no place in the order yet.
CREATE INDEX "Change_unsequenced" ON "Change" ("id") WHERE "sequence" IS NULL;

CREATE TABLE "ChangeLog" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "lastSequence" BIGINT NOT NULL DEFAULT 0,
  "forgottenSequence" BIGINT NOT NULL DEFAULT 0,

  CONSTRAINT "ChangeLog_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "ChangeLog_is_one" CHECK ("id" = 1),
  CONSTRAINT "ChangeLog_forgets_what_there_was" CHECK ("forgottenSequence" BETWEEN 0 AND "lastSequence")
);

-- What a change names, by its id and the one that others know it by. Endless names stay out: messages are small.
CREATE FUNCTION change_reference(id uuid, external_id text DEFAULT NULL) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN id IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object(
  'id', id, 'externalId', CASE WHEN length(external_id) <= 500 THEN external_id END
)) END;
CREATE FUNCTION change_time(value timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN to_char(value AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');


-- Triggers below are called once per statement, however many rows it touches. What an UPDATE has changed is told by EXCEPT: it
-- compares sets in any number, whatever plan a first small statement has left behind.
CREATE FUNCTION announce_changes() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('actionary_changes', 'Change:new');
END $$;

-- Of a library that goes with its videos, the id is left.
CREATE FUNCTION change_of_video(video_id uuid, external_id text, library_id uuid, status "VideoStatus", recorded_at timestamptz)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_strip_nulls(jsonb_build_object(
    'video', change_reference(video_id, external_id),
    'library', change_reference(library_id, library."externalId"),
    'equipmentNode', change_reference(node."id", node."externalId"),
    'status', status,
    'recordedAt', change_time(recorded_at)
  ))
  FROM (SELECT) AS one
  LEFT JOIN "VideoLibrary" AS library ON library."id" = library_id
  LEFT JOIN "EquipmentNode" AS node ON node."id" = library."equipmentNodeId"
$$;
CREATE FUNCTION note_videos() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
    SELECT 'video.changed', "id", clock_timestamp(), change_of_video("id", "externalId", "libraryId", "status", "recordedAt")
    FROM (
      SELECT "id", "libraryId", "path", "contentSha256", "recordedAt", "externalId", "status", "durationMs", "operatorId"
        FROM touched
      EXCEPT
      SELECT "id", "libraryId", "path", "contentSha256", "recordedAt", "externalId", "status", "durationMs", "operatorId"
        FROM earlier
    ) AS video ORDER BY "id";
  ELSE
    INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
    SELECT CASE TG_OP WHEN 'INSERT' THEN 'video.added' ELSE 'video.removed' END, "id", clock_timestamp(),
      change_of_video("id", "externalId", "libraryId", "status", "recordedAt")
    FROM touched ORDER BY "id";
  END IF;
  IF FOUND THEN PERFORM announce_changes(); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Video_added" AFTER INSERT ON "Video"
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_videos();
CREATE TRIGGER "Video_changed" AFTER UPDATE ON "Video"
  REFERENCING NEW TABLE AS touched OLD TABLE AS earlier FOR EACH STATEMENT EXECUTE FUNCTION note_videos();
CREATE TRIGGER "Video_removed" AFTER DELETE ON "Video"
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_videos();

CREATE FUNCTION note_recognized_videos() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
  SELECT 'video.recognized', video."id", clock_timestamp(), jsonb_strip_nulls(jsonb_build_object(
    'video', change_reference(video."id", video."externalId"),
    'library', change_reference(library."id", library."externalId"),
    'equipmentNode', change_reference(node."id", node."externalId"),
    'recipe', change_reference(recipe."id", recipe."externalId"),
    'recognition', change_reference(run."recognitionId"),
    'run', change_reference(run."id"),
    'recordedAt', change_time(video."recordedAt")
  ))
  FROM (
    SELECT "id", "recognitionId", "videoId" FROM touched WHERE "isCurrent"
    EXCEPT
    SELECT "id", "recognitionId", "videoId" FROM earlier WHERE "isCurrent"
  ) AS run
  JOIN "Video" AS video ON video."id" = run."videoId"
  JOIN "VideoLibrary" AS library ON library."id" = video."libraryId"
  JOIN "EquipmentNode" AS node ON node."id" = library."equipmentNodeId"
  JOIN "Recognition" AS recognition ON recognition."id" = run."recognitionId"
  JOIN "Recipe" AS recipe ON recipe."id" = recognition."recipeId"
  ORDER BY run."id";
  IF FOUND THEN PERFORM announce_changes(); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "RecognitionVideo_recognized" AFTER UPDATE ON "RecognitionVideo"
  REFERENCING NEW TABLE AS touched OLD TABLE AS earlier FOR EACH STATEMENT EXECUTE FUNCTION note_recognized_videos();

CREATE FUNCTION note_ended_recognitions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
  SELECT 'recognition.' || ended."state", ended."id", clock_timestamp(), jsonb_build_object(
    'recognition', change_reference(ended."id"),
    'recipe', change_reference(recipe."id", recipe."externalId"),
    'videoCount', "videoCount",
    'succeededCount', "succeededCount",
    'failedCount', "failedCount",
    'cancelledCount', "cancelledCount",
    'finishedAt', change_time("finishedAt")
  )
  FROM (
    SELECT "id", "recipeId", "state", "videoCount", "succeededCount", "failedCount", "cancelledCount", "finishedAt"
      FROM touched WHERE "finishedAt" IS NOT NULL
    EXCEPT
    SELECT "id", "recipeId", "state", "videoCount", "succeededCount", "failedCount", "cancelledCount", "finishedAt"
      FROM earlier WHERE "finishedAt" IS NOT NULL
  ) AS ended
  JOIN "Recipe" AS recipe ON recipe."id" = ended."recipeId"
  ORDER BY ended."id";
  IF FOUND THEN PERFORM announce_changes(); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Recognition_ended" AFTER UPDATE ON "Recognition"
  REFERENCING NEW TABLE AS touched OLD TABLE AS earlier FOR EACH STATEMENT EXECUTE FUNCTION note_ended_recognitions();

CREATE FUNCTION change_of_publication(publication_id uuid, recognition_id uuid, video_count integer, rolled_back_at timestamptz)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'publication', change_reference(publication_id),
    'recognition', change_reference(recognition_id),
    'recipe', change_reference(recipe."id", recipe."externalId"),
    'videoCount', video_count,
    'isInForce', rolled_back_at IS NULL
  )
  FROM "Recognition" AS recognition JOIN "Recipe" AS recipe ON recipe."id" = recognition."recipeId"
  WHERE recognition."id" = recognition_id
$$;
CREATE FUNCTION note_publications() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
    SELECT 'publication.switched', "id", clock_timestamp(),
      change_of_publication("id", "recognitionId", "videoCount", "rolledBackAt")
    FROM touched ORDER BY "id";
  ELSE
    INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
    SELECT 'publication.switched', "id", clock_timestamp(),
      change_of_publication("id", "recognitionId", "videoCount", "rolledBackAt")
    FROM (
      SELECT "id", "recognitionId", "videoCount", "rolledBackAt" FROM touched
      EXCEPT
      SELECT "id", "recognitionId", "videoCount", "rolledBackAt" FROM earlier
    ) AS publication ORDER BY "id";
  END IF;
  IF FOUND THEN PERFORM announce_changes(); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Publication_made" AFTER INSERT ON "Publication"
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_publications();
CREATE TRIGGER "Publication_switched" AFTER UPDATE ON "Publication"
  REFERENCING NEW TABLE AS touched OLD TABLE AS earlier FOR EACH STATEMENT EXECUTE FUNCTION note_publications();

-- A published version never changes: it was a draft before.
CREATE FUNCTION note_published_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
  SELECT 'vocabulary.published', vocabulary."id", clock_timestamp(), jsonb_build_object(
    'vocabulary', change_reference(vocabulary."id", vocabulary."externalId"),
    'version', change_reference(version."id"),
    'number', version."number"
  )
  FROM touched AS version JOIN "Vocabulary" AS vocabulary ON vocabulary."id" = version."vocabularyId"
  WHERE version."status" = 'published' ORDER BY version."id";
  IF FOUND THEN PERFORM announce_changes(); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "VocabularyVersion_noted" AFTER UPDATE ON "VocabularyVersion"
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_published_versions();

CREATE FUNCTION note_recipes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
  SELECT 'recipe.created', "id", clock_timestamp(), jsonb_build_object('recipe', change_reference("id", "externalId"))
  FROM touched ORDER BY "id";
  IF FOUND THEN PERFORM announce_changes(); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Recipe_created" AFTER INSERT ON "Recipe"
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_recipes();

CREATE FUNCTION note_equipment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
    SELECT 'equipment.changed', "id", clock_timestamp(), jsonb_build_object(
      'equipmentNode', change_reference("id", "externalId"), 'change', 'changed'
    )
    FROM (
      SELECT "id", "parentId", "level", "name", "externalId" FROM touched
      EXCEPT
      SELECT "id", "parentId", "level", "name", "externalId" FROM earlier
    ) AS node ORDER BY "id";
  ELSE
    INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
    SELECT 'equipment.changed', "id", clock_timestamp(), jsonb_build_object(
      'equipmentNode', change_reference("id", "externalId"),
      'change', CASE TG_OP WHEN 'INSERT' THEN 'added' ELSE 'removed' END
    )
    FROM touched ORDER BY "id";
  END IF;
  IF FOUND THEN PERFORM announce_changes(); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "EquipmentNode_added" AFTER INSERT ON "EquipmentNode"
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_equipment();
CREATE TRIGGER "EquipmentNode_changed" AFTER UPDATE ON "EquipmentNode"
  REFERENCING NEW TABLE AS touched OLD TABLE AS earlier FOR EACH STATEMENT EXECUTE FUNCTION note_equipment();
CREATE TRIGGER "EquipmentNode_removed" AFTER DELETE ON "EquipmentNode"
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_equipment();

-- Messages of errors may name files; the code tells programs enough.
CREATE FUNCTION note_failed_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
  SELECT 'job.failed', job."id", clock_timestamp(), jsonb_strip_nulls(jsonb_build_object(
    'job', change_reference(job."id"),
    'kind', job."kind",
    'errorCode', job."errorCode",
    'library', change_reference(library."id", library."externalId"),
    'recognition', change_reference(job."recognitionId"),
    'finishedAt', change_time(job."finishedAt")
  ))
  FROM (
    SELECT "id", "kind", "errorCode", "libraryId", "recognitionId", "finishedAt" FROM touched WHERE "state" = 'failed'
    EXCEPT
    SELECT "id", "kind", "errorCode", "libraryId", "recognitionId", "finishedAt" FROM earlier WHERE "state" = 'failed'
  ) AS job
  LEFT JOIN "VideoLibrary" AS library ON library."id" = job."libraryId"
  ORDER BY job."id";
  IF FOUND THEN PERFORM announce_changes(); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Job_failed" AFTER UPDATE ON "Job"
  REFERENCING NEW TABLE AS touched OLD TABLE AS earlier FOR EACH STATEMENT EXECUTE FUNCTION note_failed_jobs();

-- Who is told of changes by HTTP, and how that went.
CREATE TYPE "WebhookDisabledReason" AS ENUM ('byHand', 'gone');
CREATE TABLE "WebhookEndpoint" (
  "id" UUID NOT NULL,
  "url" TEXT NOT NULL,
  "types" TEXT[],
  "secret" TEXT NOT NULL,
  "previousSecret" TEXT,
  "previousSecretUntil" TIMESTAMPTZ(3),
  "disabledReason" "WebhookDisabledReason",
  "failureCount" INTEGER NOT NULL DEFAULT 0,
  "queuedSequence" BIGINT NOT NULL,
  "createdBy" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "WebhookEndpoint_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "WebhookEndpoint_url_is_of_http" CHECK ("url" ~ '^https?://'),
  CONSTRAINT "WebhookEndpoint_secret_is_one" CHECK ("secret" LIKE 'whsec\_%' AND "previousSecret" LIKE 'whsec\_%'),
  CONSTRAINT "WebhookEndpoint_previous_secret_ends" CHECK (("previousSecret" IS NULL) = ("previousSecretUntil" IS NULL)),
  CONSTRAINT "WebhookEndpoint_counts_from_nothing" CHECK ("failureCount" >= 0 AND "queuedSequence" >= 0)
);

CREATE TYPE "DeliveryState" AS ENUM ('waiting', 'sending', 'succeeded', 'failed');
CREATE TABLE "Delivery" (
  "id" UUID NOT NULL,
  "endpointId" UUID NOT NULL,
  "changeId" BIGINT,
  "sequence" BIGINT,
  "type" TEXT NOT NULL,
  "state" "DeliveryState" NOT NULL DEFAULT 'waiting',
  "dueAt" TIMESTAMPTZ(3),
  "attemptCount" INTEGER NOT NULL DEFAULT 0,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "finishedAt" TIMESTAMPTZ(3),

  CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Delivery_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "WebhookEndpoint" ("id")
    ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "Delivery_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change" ("id")
    ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "Delivery_is_of_a_change_in_order" CHECK (("changeId" IS NULL) = ("sequence" IS NULL)),
  CONSTRAINT "Delivery_is_due_until_it_ends" CHECK (("state" IN ('waiting', 'sending')) = ("dueAt" IS NOT NULL)),
  CONSTRAINT "Delivery_ends" CHECK (("state" IN ('succeeded', 'failed')) = ("finishedAt" IS NOT NULL)),
  CONSTRAINT "Delivery_attemptCount_check" CHECK ("attemptCount" >= 0)
);
CREATE INDEX "Delivery_endpointId_id_idx" ON "Delivery" ("endpointId", "id");
CREATE INDEX "Delivery_state_id_idx" ON "Delivery" ("state", "id");
CREATE INDEX "Delivery_changeId_idx" ON "Delivery" ("changeId");
-- Few among many: what is still to be sent, in the order in which it is.
CREATE INDEX "Delivery_due" ON "Delivery" ("endpointId", "dueAt", "sequence") WHERE "dueAt" IS NOT NULL;

CREATE TABLE "DeliveryAttempt" (
  "id" UUID NOT NULL,
  "deliveryId" UUID NOT NULL,
  "startedAt" TIMESTAMPTZ(3) NOT NULL,
  "durationMs" INTEGER NOT NULL,
  "status" INTEGER,
  "error" TEXT,
  "responseExcerpt" TEXT,

  CONSTRAINT "DeliveryAttempt_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "DeliveryAttempt_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "Delivery" ("id")
    ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "DeliveryAttempt_took_time" CHECK ("durationMs" >= 0),
  CONSTRAINT "DeliveryAttempt_had_an_answer_or_an_error" CHECK ("status" IS NOT NULL OR "error" IS NOT NULL)
);
CREATE INDEX "DeliveryAttempt_deliveryId_id_idx" ON "DeliveryAttempt" ("deliveryId", "id");
