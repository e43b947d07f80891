-- What reviews have shown the probabilities of a recipe to be worth.
CREATE TABLE "Calibration" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "vocabularyId" UUID NOT NULL,
  "recipeId" UUID NOT NULL,
  "encoderDigest" VARCHAR(64) NOT NULL,
  "adapterId" UUID,
  "wantedPrecision" DOUBLE PRECISION NOT NULL,
  "coverage" DOUBLE PRECISION NOT NULL,
  "temperature" DOUBLE PRECISION NOT NULL,
  "thresholds" JSONB NOT NULL,
  "softening" DOUBLE PRECISION NOT NULL,
  "unknown" JSONB,
  "unknownRows" BYTEA,
  "spanCount" INTEGER NOT NULL,
  "report" JSONB NOT NULL,
  "person" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Calibration_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Calibration_has_learned_something" CHECK (
    "spanCount" > 0 AND "temperature" > 0 AND "softening" >= 0 AND ("softening" = 0 OR "adapterId" IS NOT NULL) AND jsonb_typeof("thresholds") = 'object'
    AND "wantedPrecision" > 0 AND "wantedPrecision" < 1 AND "coverage" > 0 AND "coverage" < 1
  ),
  CONSTRAINT "Calibration_unknown_is_compared_with_something" CHECK (
    ("unknown" IS NULL) = ("unknownRows" IS NULL) AND octet_length("unknownRows") > 0 IS NOT FALSE
  ),
  CONSTRAINT "Calibration_name_says_something" CHECK (btrim("name") <> '')
);
CREATE UNIQUE INDEX "Calibration_id_encoderDigest_key" ON "Calibration" ("id", "encoderDigest");
ALTER TABLE "Calibration"
  ADD CONSTRAINT "Calibration_vocabularyId_fkey" FOREIGN KEY ("vocabularyId") REFERENCES "Vocabulary" ("id")
    ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "Calibration_recipeId_fkey" FOREIGN KEY ("recipeId") REFERENCES "Recipe" ("id")
    ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "Calibration_encoderDigest_fkey" FOREIGN KEY ("encoderDigest") REFERENCES "Encoder" ("digest")
    ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "Calibration_adapterId_encoderDigest_fkey" FOREIGN KEY ("adapterId", "encoderDigest")
    REFERENCES "Adapter" ("id", "encoderDigest") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- A recipe with a calibration is of the calibration's encoder.
ALTER TABLE "Recipe"
  ADD COLUMN "calibrationId" UUID,
  ADD CONSTRAINT "Recipe_calibrationId_encoderDigest_fkey" FOREIGN KEY ("calibrationId", "encoderDigest")
    REFERENCES "Calibration" ("id", "encoderDigest") ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TYPE "JobKind" ADD VALUE 'calibrate';
ALTER TABLE "Job"
  DROP CONSTRAINT "Job_is_about_what_its_kind_says",
  ADD CONSTRAINT "Job_is_about_what_its_kind_says" CHECK (
    ("libraryId" IS NOT NULL) = ("kind"::text IN ('scan', 'expire'))
    AND ("recognitionId" IS NOT NULL) = ("kind"::text = 'recognize')
    AND CASE "kind"::text
      WHEN 'pull' THEN COALESCE(jsonb_typeof("payload" -> 'catalogueId') = 'string', FALSE)
      WHEN 'train' THEN COALESCE(jsonb_typeof("payload" -> 'recipeId') = 'string', FALSE)
      WHEN 'calibrate' THEN COALESCE(jsonb_typeof("payload" -> 'recipeId') = 'string', FALSE)
      WHEN 'expire' THEN jsonb_typeof("payload") = 'object'
      ELSE "payload" = '{}' END
  );
