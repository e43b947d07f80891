-- Where a recognition was of one video, as each is that an MES has asked for, its end tells which, and why it has failed.
CREATE OR REPLACE FUNCTION note_ended_recognitions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
  SELECT 'recognition.' || ended."state", ended."id", clock_timestamp(), jsonb_strip_nulls(jsonb_build_object(
    'recognition', change_reference(ended."id"),
    'recipe', change_reference(recipe."id", recipe."externalId"),
    'video', change_reference(video."id", video."externalId"),
    'library', change_reference(library."id", library."externalId"),
    'equipmentNode', change_reference(node."id", node."externalId"),
    'recordedAt', change_time(video."recordedAt"),
    'workOrder', video."workOrder",
    'serialNumber', video."serialNumber",
    'errorCode', run."errorCode",
    'videoCount', "videoCount",
    'succeededCount', "succeededCount",
    'failedCount', "failedCount",
    'cancelledCount', "cancelledCount",
    'finishedAt', change_time(ended."finishedAt")
  ))
  FROM (
    SELECT "id", "recipeId", "state", "videoCount", "succeededCount", "failedCount", "cancelledCount", "finishedAt"
      FROM touched WHERE "finishedAt" IS NOT NULL
    EXCEPT
    SELECT "id", "recipeId", "state", "videoCount", "succeededCount", "failedCount", "cancelledCount", "finishedAt"
      FROM earlier WHERE "finishedAt" IS NOT NULL
  ) AS ended
  JOIN "Recipe" AS recipe ON recipe."id" = ended."recipeId"
  LEFT JOIN "RecognitionVideo" AS run ON run."recognitionId" = ended."id" AND ended."videoCount" = 1
  LEFT JOIN "Video" AS video ON video."id" = run."videoId"
  LEFT JOIN "VideoLibrary" AS library ON library."id" = video."libraryId"
  LEFT JOIN "EquipmentNode" AS node ON node."id" = library."equipmentNodeId"
  ORDER BY ended."id";
  IF FOUND THEN PERFORM announce_changes(); END IF;
  RETURN NULL;
END $$;
