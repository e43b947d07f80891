-- A video whose file has gone does not keep others from its place: what was recognised in it stays, whatever is there now.
DROP INDEX "Video_libraryId_path_key";
CREATE UNIQUE INDEX "Video_libraryId_path_present" ON "Video" ("libraryId", "path") WHERE "status" <> 'missing';

-- Files that have moved are looked for by their size first, then by their content.
CREATE INDEX "Video_sizeBytes_idx" ON "Video" ("sizeBytes");

-- What lists of videos are ordered and filtered by.
ALTER TABLE "Video" ADD COLUMN "sortName" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (
  fold_text(regexp_replace("path", '^.*/', ''))
) STORED;
CREATE INDEX "Video_libraryId_sortName_id_idx" ON "Video" ("libraryId", "sortName", "id");
CREATE INDEX "Video_libraryId_recordedAt_id_idx" ON "Video" ("libraryId", "recordedAt", "id");
CREATE INDEX "Video_libraryId_status_id_idx" ON "Video" ("libraryId", "status", "id");

-- How names of a library's files tell when they were recorded.
ALTER TABLE "VideoLibrary"
  ADD COLUMN "recordedAtPattern" TEXT,
  ADD COLUMN "timeZone" TEXT,
  ADD CONSTRAINT "VideoLibrary_recordedAtPattern_is_not_empty" CHECK ("recordedAtPattern" <> ''),
  ADD CONSTRAINT "VideoLibrary_timeZone_is_not_empty" CHECK ("timeZone" <> '');
