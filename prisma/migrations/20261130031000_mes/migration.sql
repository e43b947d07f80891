-- What an MES says of a recording: the order it belongs to, and the piece that is worked on.
ALTER TABLE "Video" ADD COLUMN "workOrder" TEXT;
ALTER TABLE "Video" ADD COLUMN "serialNumber" TEXT;
ALTER TABLE "Video" ADD CONSTRAINT "Video_workOrder_is_a_line" CHECK (
  length("workOrder") BETWEEN 1 AND 200 AND "workOrder" !~ '[\u0001-\u001f\u007f-\u009f]'
);
ALTER TABLE "Video" ADD CONSTRAINT "Video_serialNumber_is_a_line" CHECK (
  length("serialNumber") BETWEEN 1 AND 200 AND "serialNumber" !~ '[\u0001-\u001f\u007f-\u009f]'
);
CREATE INDEX "Video_workOrder_recordedAt_id_idx" ON "Video" ("workOrder", "recordedAt", "id");
CREATE INDEX "Video_serialNumber_recordedAt_id_idx" ON "Video" ("serialNumber", "recordedAt", "id");

-- Whether somebody has said when it was recorded: then its name and its container do not count.
ALTER TABLE "Video" ADD COLUMN "isRecordedAtGiven" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Video" ADD CONSTRAINT "Video_has_the_time_that_is_given" CHECK ("recordedAt" IS NOT NULL OR NOT "isRecordedAtGiven");

-- When its file was first found as it is: what was recognised before is of another one. Of videos that are there already,
-- nobody knows.
ALTER TABLE "Video" ADD COLUMN "foundAt" TIMESTAMPTZ(3);
ALTER TABLE "Video" ALTER COLUMN "foundAt" SET DEFAULT CURRENT_TIMESTAMP;

-- Changes of videos tell of the order and the piece.
DROP FUNCTION change_of_video(uuid, text, uuid, "VideoStatus", timestamptz);
CREATE FUNCTION change_of_video(
  video_id uuid, external_id text, library_id uuid, status "VideoStatus", recorded_at timestamptz,
  work_order text, serial_number text
) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_strip_nulls(jsonb_build_object(
    'video', change_reference(video_id, external_id),
    'library', change_reference(library_id, library."externalId"),
    'equipmentNode', change_reference(node."id", node."externalId"),
    'status', status,
    'recordedAt', change_time(recorded_at),
    'workOrder', work_order,
    'serialNumber', serial_number
  ))
  FROM (SELECT) AS one
  LEFT JOIN "VideoLibrary" AS library ON library."id" = library_id
  LEFT JOIN "EquipmentNode" AS node ON node."id" = library."equipmentNodeId"
$$;
CREATE OR REPLACE FUNCTION note_videos() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
    SELECT 'video.changed', "id", clock_timestamp(),
      change_of_video("id", "externalId", "libraryId", "status", "recordedAt", "workOrder", "serialNumber")
    FROM (
      SELECT "id", "libraryId", "path", "contentSha256", "recordedAt", "externalId", "status", "durationMs", "operatorId",
        "workOrder", "serialNumber"
        FROM touched
      EXCEPT
      SELECT "id", "libraryId", "path", "contentSha256", "recordedAt", "externalId", "status", "durationMs", "operatorId",
        "workOrder", "serialNumber"
        FROM earlier
    ) AS video ORDER BY "id";
  ELSE
    INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
    SELECT CASE TG_OP WHEN 'INSERT' THEN 'video.added' ELSE 'video.removed' END, "id", clock_timestamp(),
      change_of_video("id", "externalId", "libraryId", "status", "recordedAt", "workOrder", "serialNumber")
    FROM touched ORDER BY "id";
  END IF;
  IF FOUND THEN PERFORM announce_changes(); END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION note_recognized_videos() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
  SELECT 'video.recognized', video."id", clock_timestamp(), jsonb_strip_nulls(jsonb_build_object(
    'video', change_reference(video."id", video."externalId"),
    'library', change_reference(library."id", library."externalId"),
    'equipmentNode', change_reference(node."id", node."externalId"),
    'recipe', change_reference(recipe."id", recipe."externalId"),
    'recognition', change_reference(run."recognitionId"),
    'run', change_reference(run."id"),
    'recordedAt', change_time(video."recordedAt"),
    'workOrder', video."workOrder",
    'serialNumber', video."serialNumber"
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
