-- Texts as people mean them, whichever way they are typed: width (NFKC), letter case, and hiragana or katakana do not matter.
-- The collation decides about letter case only; it is named, so that the result does not depend on the database's own.
DO $$
DECLARE
  collation_name text := (
    SELECT "collname" FROM "pg_collation" WHERE "collname" IN ('pg_c_utf8', 'und-x-icu', 'ucs_basic')
    ORDER BY array_position(ARRAY['pg_c_utf8', 'und-x-icu', 'ucs_basic'], "collname"::text) LIMIT 1
  );
BEGIN
  EXECUTE format(
    'CREATE FUNCTION fold_text(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
     RETURN translate(lower(normalize(value, NFKC) COLLATE %I), %L, %L)',
    collation_name,
    'ςァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶヽヾ',
    'σぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖゝゞ'
  );
END $$;

-- What a row is searched by: its names, folded, each on a line of its own; line breaks tell where a name begins and ends.
CREATE FUNCTION search_text(VARIADIC names text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN fold_text(E'\n' || array_to_string(array_remove(names, ''), E'\n') || E'\n');

-- Matches, by LIKE, what contains the text.
CREATE FUNCTION contains_pattern(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN '%' || regexp_replace(fold_text(value), '([\\%_])', '\\\1', 'g') || '%';

-- The texts in objects like { "ja": "締付け" } and { "ja": ["締め"] }.
CREATE FUNCTION labels_of(VARIADIC labels jsonb[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(
  SELECT text_value #>> '{}' FROM unnest(labels) AS by_language, jsonb_path_query(by_language, '$.*[*]') AS text_value
);

ALTER TABLE "Video" ADD COLUMN "searchText" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (
  search_text(regexp_replace("path", '^.*/', ''), CASE WHEN "path" LIKE '%/%' THEN "path" END, "externalId")
) STORED;

ALTER TABLE "ConceptContent" ADD COLUMN "searchText" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (
  search_text(VARIADIC labels_of("prefLabels", "altLabels", "hiddenLabels") || "notation")
) STORED;

-- Whoever watches jobs hears of every change, whoever makes it: listeners of apps/server/src/shared/changes.ts.
CREATE FUNCTION announce_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('actionary_changes', 'Job:' || COALESCE(NEW."id", OLD."id"));
  RETURN NULL;
END $$;

CREATE TRIGGER "Job_announce" AFTER INSERT OR UPDATE OR DELETE ON "Job" FOR EACH ROW EXECUTE FUNCTION announce_job();
