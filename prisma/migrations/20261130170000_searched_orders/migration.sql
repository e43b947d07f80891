-- Videos are found by their order and their piece, too. Before PostgreSQL 17 no generated column can be generated otherwise: it
-- is made anew.
ALTER TABLE "Video" DROP COLUMN "searchText", ADD COLUMN "searchText" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (
  search_text(
    regexp_replace("path", '^.*/', ''), CASE WHEN "path" LIKE '%/%' THEN "path" END, "externalId", "workOrder", "serialNumber"
  )
) STORED;
