-- Whose doing a review tells: the work that the video shows, which recognition is measured against, or one hand's or the
-- machine's beside it.
CREATE TYPE "ReviewTrack" AS ENUM ('work', 'leftHand', 'rightHand', 'machine');

-- A moment is a span without length. Nothing was recognised there that could be confirmed or put right.
ALTER TABLE "Review"
  ADD COLUMN "track" "ReviewTrack" NOT NULL DEFAULT 'work',
  DROP CONSTRAINT "Review_interval_check",
  ADD CONSTRAINT "Review_interval_check" CHECK ("startMs" >= 0 AND "endMs" >= "startMs"),
  ADD CONSTRAINT "Review_instant_is_drawn" CHECK ("endMs" <> "startMs" OR "verdict" = 'draw');
