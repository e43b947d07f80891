CREATE TYPE "EvaluationProtocol" AS ENUM ('baseToNovel', 'fewShot', 'confusion', 'crossLibrary', 'timeline', 'robustness');

-- What a protocol has found over the reviews of a recipe's vocabulary.
CREATE TABLE "Evaluation" (
  "id" UUID NOT NULL,
  "protocol" "EvaluationProtocol" NOT NULL,
  "vocabularyId" UUID NOT NULL,
  "recipeId" UUID NOT NULL,
  "kind" "AdapterKind" NOT NULL,
  "seed" INTEGER NOT NULL,
  "spanCount" INTEGER NOT NULL,
  "videoCount" INTEGER NOT NULL,
  "report" JSONB NOT NULL,
  "tookMs" INTEGER NOT NULL,
  "person" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Evaluation_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Evaluation_is_of_something" CHECK ("spanCount" > 0 AND "videoCount" > 0 AND "tookMs" >= 0)
);
ALTER TABLE "Evaluation"
  ADD CONSTRAINT "Evaluation_vocabularyId_fkey" FOREIGN KEY ("vocabularyId") REFERENCES "Vocabulary" ("id")
    ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "Evaluation_recipeId_fkey" FOREIGN KEY ("recipeId") REFERENCES "Recipe" ("id")
    ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TYPE "JobKind" ADD VALUE 'evaluate';
ALTER TABLE "Job"
  DROP CONSTRAINT "Job_is_about_what_its_kind_says",
  ADD CONSTRAINT "Job_is_about_what_its_kind_says" CHECK (
    ("libraryId" IS NOT NULL) = ("kind"::text IN ('scan', 'expire'))
    AND ("recognitionId" IS NOT NULL) = ("kind"::text = 'recognize')
    AND CASE "kind"::text
      WHEN 'pull' THEN COALESCE(jsonb_typeof("payload" -> 'catalogueId') = 'string', FALSE)
      WHEN 'train' THEN COALESCE(jsonb_typeof("payload" -> 'recipeId') = 'string', FALSE)
      WHEN 'calibrate' THEN COALESCE(jsonb_typeof("payload" -> 'recipeId') = 'string', FALSE)
      WHEN 'evaluate' THEN COALESCE(jsonb_typeof("payload" -> 'recipeId') = 'string', FALSE)
      WHEN 'expire' THEN jsonb_typeof("payload") = 'object'
      ELSE "payload" = '{}' END
  );
