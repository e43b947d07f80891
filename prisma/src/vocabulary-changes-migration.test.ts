import { expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { migrateBefore } from '../../test/factories/migrations.ts';
import { sha256, valueOf } from '../../test/factories/records.ts';
import { conceptsOfVersions } from './concept-contents.ts';
import { getResolutions } from './concept-resolutions.ts';
import { migrate } from './migrate.ts';
import { publishDraft } from './publish-draft.ts';
import { changeDraft } from './vocabulary-changes.ts';
import { openDraft } from './vocabulary-drafts.ts';

const target = useDatabase({ template: 'template0' });

/** A published version as it was before there were change sets: `kept` is active, `old` deprecated. */
const OLD_ROWS = `
  INSERT INTO "Vocabulary" ("id", "name") VALUES (gen_random_uuid(), 'Words');
  INSERT INTO "VocabularyVersion" ("id", "vocabularyId", "number") SELECT gen_random_uuid(), "id", 1 FROM "Vocabulary";
  INSERT INTO "Concept" ("id", "vocabularyId", "externalId")
    SELECT gen_random_uuid(), "id", unnest(ARRAY['kept', 'old']) FROM "Vocabulary";
  INSERT INTO "ConceptContent" ("versionId", "conceptId", "vocabularyId", "prefLabels", "status")
    SELECT version."id", concept."id", concept."vocabularyId", '{ "en": "Word" }',
      CASE "externalId" WHEN 'old' THEN 'deprecated' ELSE 'active' END::"ConceptStatus"
    FROM "VocabularyVersion" AS version CROSS JOIN "Concept" AS concept;
  UPDATE "VocabularyVersion" SET "status" = 'published', "publishedAt" = now(), "contentHash" = '${sha256('words')}';
`;

test('versions published before there were change sets say what their concepts mean, and go on', async () => {
  await migrateBefore(target.url, '20261124230000_vocabulary_changes');
  const { db } = target;
  await db.pool.query(OLD_ROWS);
  expect(await migrate(target.url)).toContain('20261124230000_vocabulary_changes');
  const { id, vocabularyId } = await db.prisma.vocabularyVersion.findFirstOrThrow();
  const concepts = await db.prisma.concept.findMany({ orderBy: { externalId: 'asc' } });
  const keys = (versionId: string) => concepts.map((concept) => `${versionId}/${concept.id}`);
  const kept = concepts[0]!.id;
  expect(await getResolutions(db, keys(id))).toEqual([[kept], []]);
  const draft = valueOf(await openDraft(db, vocabularyId));
  expect((await conceptsOfVersions(db, [draft.id]))[0]).toMatchObject([{ examples: [] }, { replacedByIds: [] }]);
  const replaced = { kind: 'deprecate', id: 'old', replacedByIds: ['kept'] } as const;
  const { revision } = valueOf(await changeDraft(db, draft.id, 0, [replaced]));
  const { id: second } = valueOf(await publishDraft(db, draft.id, { revision }));
  expect(await getResolutions(db, keys(second))).toEqual([[kept], [kept]]);
});
