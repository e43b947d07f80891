import { expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { migrateBefore } from '../../test/factories/migrations.ts';
import { sha256 } from '../../test/factories/records.ts';
import { migrate } from './migrate.ts';
import { search } from './search.ts';

const target = useDatabase({ template: 'template0' });

/** Rows as they were before names were searched by. */
const OLD_ROWS = `
  INSERT INTO "EquipmentNode" ("id", "level", "name") VALUES (gen_random_uuid(), 'Unit', 'Cell');
  INSERT INTO "VideoLibrary" ("id", "equipmentNodeId", "name", "folder")
    SELECT gen_random_uuid(), "id", 'Videos', '/videos' FROM "EquipmentNode";
  INSERT INTO "Video" ("id", "libraryId", "path", "sizeBytes", "modifiedAt")
    SELECT gen_random_uuid(), "id", '日勤/ネジ締め.mp4', 1, now() FROM "VideoLibrary";
  INSERT INTO "Vocabulary" ("id", "name") VALUES (gen_random_uuid(), 'Words');
  INSERT INTO "VocabularyVersion" ("id", "vocabularyId", "number") SELECT gen_random_uuid(), "id", 1 FROM "Vocabulary";
  INSERT INTO "Concept" ("id", "vocabularyId", "externalId") SELECT gen_random_uuid(), "id", 'c' FROM "Vocabulary";
  INSERT INTO "ConceptContent" ("versionId", "conceptId", "vocabularyId", "prefLabels", "hiddenLabels")
    SELECT version."id", concept."id", concept."vocabularyId", '{ "ja": "締付け" }', '{ "ja-Hira": ["ねじしめ"] }'
    FROM "VocabularyVersion" AS version CROSS JOIN "Concept" AS concept;
  UPDATE "VocabularyVersion" SET "status" = 'published', "publishedAt" = now(), "contentHash" = '${sha256('words')}';
`;

test('what was there before names were searched by is found, published concepts included', async () => {
  await migrateBefore(target.url, '20261124193000_search');
  await target.db.pool.query(OLD_ROWS);
  expect(await migrate(target.url)).toContain('20261124193000_search');
  expect((await search(target.db, 'ﾈｼﾞ', 20)).map(({ kind }) => kind)).toEqual(['ConceptContent', 'Video']);
});
