-- Recognitions are paused, resumed, retried and preferred to others.
CREATE TYPE "Priority" AS ENUM ('low', 'normal', 'high');
ALTER TABLE "Recognition"
  ADD COLUMN "priority" "Priority" NOT NULL DEFAULT 'normal',
  ADD COLUMN "pausedAt" TIMESTAMPTZ(3),
  ADD COLUMN "round" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "doneBefore" INTEGER NOT NULL DEFAULT 0,
  ADD CONSTRAINT "Recognition_waits_while_it_is_paused" CHECK ("pausedAt" IS NULL OR "state" = 'queued'),
  ADD CONSTRAINT "Recognition_doneBefore_check" CHECK ("doneBefore" BETWEEN 0 AND "videoCount");

-- How long embeddings took is what the next ones are expected to take.
ALTER TABLE "VideoEmbedding"
  ADD COLUMN "madeInMs" INTEGER,
  ADD CONSTRAINT "VideoEmbedding_madeInMs_is_known_when_complete" CHECK (
    "madeInMs" IS NULL OR ("madeInMs" >= 0 AND "completedAt" IS NOT NULL)
  );

-- Few among many: what has failed of a recognition.
CREATE INDEX "RecognitionVideo_failed" ON "RecognitionVideo" ("recognitionId", "id") WHERE "state" = 'failed';
