-- What is recognised again takes the place of older results all at once, and gives it back.
CREATE TYPE "RecognitionPublishing" AS ENUM ('perVideo', 'whenFinished', 'byHand');

ALTER TABLE "Recognition" ADD COLUMN "publishing" "RecognitionPublishing" NOT NULL DEFAULT 'perVideo';

ALTER TABLE "RecognitionVideo"
  ADD COLUMN "isHeld" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "replacesId" UUID,
  ADD CONSTRAINT "RecognitionVideo_replacesId_fkey" FOREIGN KEY ("replacesId")
    REFERENCES "RecognitionVideo" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "RecognitionVideo_is_held_or_shown" CHECK (
    NOT "isHeld" OR ("state" = 'succeeded' AND NOT "isCurrent" AND "replacesId" IS NULL)
  ),
  ADD CONSTRAINT "RecognitionVideo_replaces_another" CHECK ("replacesId" <> "id");
CREATE UNIQUE INDEX "RecognitionVideo_replacesId_key" ON "RecognitionVideo" ("replacesId");

CREATE TABLE "Publication" (
    "id" UUID NOT NULL,
    "recognitionId" UUID NOT NULL,
    "videoCount" INTEGER NOT NULL,
    "person" TEXT,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rolledBackBy" TEXT,
    "rolledBackAt" TIMESTAMPTZ(3),

    CONSTRAINT "Publication_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "Publication"
  ADD CONSTRAINT "Publication_recognitionId_fkey" FOREIGN KEY ("recognitionId")
    REFERENCES "Recognition" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "Publication_shows_a_video" CHECK ("videoCount" > 0),
  ADD CONSTRAINT "Publication_is_of_a_person_or_nobody" CHECK (
    "person" <> '' AND ("rolledBackBy" IS NULL OR ("rolledBackBy" <> '' AND "rolledBackAt" IS NOT NULL))
  );
CREATE INDEX "Publication_recognitionId_id_idx" ON "Publication" ("recognitionId", "id");
CREATE UNIQUE INDEX "Publication_one_in_force" ON "Publication" ("recognitionId") WHERE "rolledBackAt" IS NULL;

-- Readers are told when results have changed places.
CREATE TRIGGER "Publication_announce" AFTER INSERT OR UPDATE ON "Publication"
  FOR EACH ROW EXECUTE FUNCTION announce_change();
