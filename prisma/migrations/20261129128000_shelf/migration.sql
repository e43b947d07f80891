-- What is blurred in pictures of a library's videos.
CREATE TYPE "PictureBlur" AS ENUM ('none', 'faces', 'whole');
ALTER TABLE "VideoLibrary" ADD COLUMN "pictureBlur" "PictureBlur" NOT NULL DEFAULT 'none';

-- What a library does not keep for ever, and when that is applied next.
ALTER TABLE "VideoLibrary"
  ADD COLUMN "supersededDays" INTEGER,
  ADD COLUMN "embeddingsDays" INTEGER,
  ADD COLUMN "picturesDays" INTEGER,
  ADD COLUMN "rulesApplyAt" TIMESTAMPTZ(3),
  ADD CONSTRAINT "VideoLibrary_rules_are_in_days" CHECK (
    COALESCE("supersededDays", 1) > 0 AND COALESCE("embeddingsDays", 1) > 0 AND COALESCE("picturesDays", 1) > 0
  ),
  ADD CONSTRAINT "VideoLibrary_rules_apply_where_there_are_some" CHECK (
    ("rulesApplyAt" IS NULL) = (num_nonnulls("supersededDays", "embeddingsDays", "picturesDays") = 0)
  );

-- What counts keeps its segments; of what was superseded, what is known about the run stays.
ALTER TABLE "RecognitionVideo"
  ADD COLUMN "segmentsRemovedAt" TIMESTAMPTZ(3),
  ADD CONSTRAINT "RecognitionVideo_keeps_its_segments_while_it_counts" CHECK (
    "segmentsRemovedAt" IS NULL OR ("state" = 'succeeded' AND NOT "isCurrent")
  );

-- Whether a person has reviewed a video.
CREATE INDEX "Review_contentSha256_idx" ON "Review" ("contentSha256");

-- Within the transaction that adds it, the new kind can be named by its text only.
ALTER TYPE "JobKind" ADD VALUE 'expire';
ALTER TABLE "Job"
  DROP CONSTRAINT "Job_is_about_what_its_kind_says",
  ADD CONSTRAINT "Job_is_about_what_its_kind_says" CHECK (
    ("libraryId" IS NOT NULL) = ("kind"::text IN ('scan', 'expire'))
    AND ("recognitionId" IS NOT NULL) = ("kind"::text = 'recognize')
    AND CASE "kind"::text
      WHEN 'pull' THEN COALESCE(jsonb_typeof("payload" -> 'catalogueId') = 'string', FALSE)
      WHEN 'expire' THEN jsonb_typeof("payload") = 'object'
      ELSE "payload" = '{}' END
  );
