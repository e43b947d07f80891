CREATE TYPE "AdapterKind" AS ENUM ('linear', 'bottleneck', 'temporal');

-- What reviews have taught about the videos of a site.
CREATE TABLE "Adapter" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "kind" "AdapterKind" NOT NULL,
  "vocabularyId" UUID NOT NULL,
  "recipeId" UUID NOT NULL,
  "encoderDigest" VARCHAR(64) NOT NULL,
  "seed" INTEGER NOT NULL,
  "model" BYTEA NOT NULL,
  "spanCount" INTEGER NOT NULL,
  "conceptIds" UUID[],
  "report" JSONB NOT NULL,
  "refusals" TEXT[],
  "trainedInMs" INTEGER NOT NULL,
  "person" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Adapter_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Adapter_has_learned_something" CHECK (
    "spanCount" > 0 AND cardinality("conceptIds") > 0 AND octet_length("model") > 0 AND "trainedInMs" >= 0
  ),
  CONSTRAINT "Adapter_name_says_something" CHECK (btrim("name") <> '')
);
CREATE UNIQUE INDEX "Adapter_id_encoderDigest_key" ON "Adapter" ("id", "encoderDigest");
ALTER TABLE "Adapter"
  ADD CONSTRAINT "Adapter_vocabularyId_fkey" FOREIGN KEY ("vocabularyId") REFERENCES "Vocabulary" ("id")
    ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "Adapter_recipeId_fkey" FOREIGN KEY ("recipeId") REFERENCES "Recipe" ("id")
    ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "Adapter_encoderDigest_fkey" FOREIGN KEY ("encoderDigest") REFERENCES "Encoder" ("digest")
    ON DELETE RESTRICT ON UPDATE CASCADE;

-- A recipe with an adapter is of the adapter's encoder.
ALTER TABLE "Recipe"
  ADD COLUMN "adapterId" UUID,
  ADD CONSTRAINT "Recipe_adapterId_encoderDigest_fkey" FOREIGN KEY ("adapterId", "encoderDigest")
    REFERENCES "Adapter" ("id", "encoderDigest") ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TYPE "JobKind" ADD VALUE 'train';
ALTER TABLE "Job"
  DROP CONSTRAINT "Job_is_about_what_its_kind_says",
  ADD CONSTRAINT "Job_is_about_what_its_kind_says" CHECK (
    ("libraryId" IS NOT NULL) = ("kind"::text IN ('scan', 'expire'))
    AND ("recognitionId" IS NOT NULL) = ("kind"::text = 'recognize')
    AND CASE "kind"::text
      WHEN 'pull' THEN COALESCE(jsonb_typeof("payload" -> 'catalogueId') = 'string', FALSE)
      WHEN 'train' THEN COALESCE(jsonb_typeof("payload" -> 'recipeId') = 'string', FALSE)
      WHEN 'expire' THEN jsonb_typeof("payload") = 'object'
      ELSE "payload" = '{}' END
  );
