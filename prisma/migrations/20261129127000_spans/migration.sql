-- Embeddings of long videos are made in spans, by several workers at once, in any order.
ALTER TABLE "VideoEmbedding"
  ADD COLUMN "spanCount" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "spanCells" INTEGER,
  ADD CONSTRAINT "VideoEmbedding_spans_check" CHECK (
    "spanCount" >= 1 AND ("spanCount" = 1) = ("spanCells" IS NULL) AND ("spanCells" IS NULL OR "spanCells" > 0)
  ),
  DROP CONSTRAINT "VideoEmbedding_counts_when_complete",
  -- The last span may find out before the others that the file ends early.
  ADD CONSTRAINT "VideoEmbedding_counts_when_complete" CHECK (
    "completedAt" IS NOT NULL OR ("frameCount" = 0 AND "damagedCount" = 0 AND ("spanCount" > 1 OR NOT "isTruncated"))
  );

-- A span in which nothing new is shown has no frames; its chunk goes when all are there.
ALTER TABLE "EmbeddingChunk"
  DROP CONSTRAINT "EmbeddingChunk_check",
  ADD CONSTRAINT "EmbeddingChunk_check" CHECK (
    "chunkIndex" >= 0 AND "frameCount" >= 0 AND octet_length("ptsMs") = 4 * "frameCount"
    AND ("frameCount" = 0) = (octet_length("embeddings") = 0)
    AND octet_length("embeddings") % greatest(2 * "frameCount", 1) = 0
  );

-- A chunk follows another, or is that of a span.
CREATE OR REPLACE FUNCTION refuse_misfit_chunk() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row_bytes int;
  span_count int;
BEGIN
  SELECT 2 * encoder."dims", embedding."spanCount" INTO row_bytes, span_count FROM "VideoEmbedding" AS embedding
  JOIN "Encoder" AS encoder ON encoder."digest" = embedding."encoderDigest" WHERE embedding."id" = NEW."videoEmbeddingId";
  IF octet_length(NEW."embeddings") <> row_bytes * NEW."frameCount" THEN
    RAISE EXCEPTION 'EmbeddingChunk_rows_are_as_wide_as_the_encoder: % bytes are not % frames of % bytes',
      octet_length(NEW."embeddings"), NEW."frameCount", row_bytes USING ERRCODE = 'check_violation';
  END IF;
  IF span_count > 1 THEN
    IF NEW."chunkIndex" >= span_count THEN
      RAISE EXCEPTION 'EmbeddingChunk_is_of_a_span: there are % spans', span_count USING ERRCODE = 'check_violation';
    END IF;
  ELSIF NEW."frameCount" = 0 THEN
    RAISE EXCEPTION 'EmbeddingChunk_has_frames: only spans may have none' USING ERRCODE = 'check_violation';
  ELSIF NEW."chunkIndex" > 0 AND NOT EXISTS (
    SELECT FROM "EmbeddingChunk"
    WHERE "videoEmbeddingId" = NEW."videoEmbeddingId" AND "chunkIndex" = NEW."chunkIndex" - 1
  ) THEN
    RAISE EXCEPTION 'EmbeddingChunk_follows_another: there is no chunk %', NEW."chunkIndex" - 1
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
