import { beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { foldText } from '../../inference/src/domain/vocabulary/fold-text.ts';
import { useDatabase } from '../../test/factories/database.ts';
import { makeRecipe, valueOf } from '../../test/factories/records.ts';
import { createEquipmentNode } from './equipment-nodes.ts';
import { search } from './search.ts';
import { createVideoLibrary } from './video-libraries.ts';
import { addVideos } from './videos.ts';
import { archiveVocabulary, createVocabulary, versionsOfVocabularies } from './vocabularies.ts';
import type { ConceptInput } from './concept-contents.ts';
import { changeDraft } from './vocabulary-changes.ts';
import { publishDraft } from './publish-draft.ts';
import { openDraft } from './vocabulary-drafts.ts';

const target = useDatabase();

const CONCEPT = {
  id: 'c1',
  notation: 'W-10',
  prefLabels: { ja: '締付け', en: 'Tighten' },
  altLabels: { ja: ['ネジ締め'], de: ['Schließen'] },
  hiddenLabels: { 'ja-Hira': ['しめつけ'] },
  definitions: { en: 'Turns a wrench' },
};

async function addVocabulary(name: string, concepts: readonly ConceptInput[]) {
  const vocabulary = valueOf(await createVocabulary(target.db, { name }));
  const draft = valueOf(await openDraft(target.db, vocabulary.id));
  const { revision } = valueOf(await changeDraft(target.db, draft.id, 0, [{ kind: 'put', concepts: concepts ?? [] }]));
  return { vocabulary, draft: { id: draft.id, revision } };
}

let libraryId: string;
let published: { vocabularyId: string; versionId: string };

beforeAll(async () => {
  const { db } = target;
  const node = valueOf(
    await createEquipmentNode(db, { level: 'WorkCell', name: '組立ステーション', externalId: 'ST-01' }),
  );
  libraryId = valueOf(
    await createVideoLibrary(db, { equipmentNodeId: node.id, name: '組立ビデオ', folder: '/videos' }),
  ).id;
  await addVideos(
    db,
    libraryId,
    ['日勤/ライン１.mp4', '日勤/組立.mp4', '100%.mp4', '100x.mp4'].map((path) => ({
      path,
      sizeBytes: 1,
      modifiedAt: new Date(0),
    })),
  );
  const { vocabulary, draft } = await addVocabulary('組立', [CONCEPT]);
  valueOf(await publishDraft(db, draft.id, draft));
  published = { vocabularyId: vocabulary.id, versionId: draft.id };
});

async function find(text: string, first = 20): Promise<string[]> {
  return (await search(target.db, text, first)).map(({ kind }) => kind);
}

describe('search', () => {
  test.each([
    ['a label, whatever its case', 'tIGHT'],
    ['a synonym in half-width katakana', 'ﾈｼﾞ締め'],
    ['a synonym in hiragana', 'ねじ'],
    ['a reading in hiragana', 'しめつけ'],
    ['a reading in katakana', 'シメツケ'],
    ['a label in another language', 'SCHLIEßEN'],
    ['a notation in full width', 'ｗ－１０'],
  ])('finds a concept by %s', async (_, text) => expect(await find(text)).toEqual(['ConceptContent']));

  test('does not read definitions', async () => expect(await find('wrench')).toEqual([]));

  test.each([
    ['らいん1', ['Video']],
    ['日勤/', ['Video', 'Video']],
    ['ｽﾃｰｼｮﾝ', ['EquipmentNode']],
    ['st-01', ['EquipmentNode']],
    ['びでお', ['VideoLibrary']],
  ])('finds by %s', async (text, kinds) => expect(await find(text)).toEqual(kinds));

  test('takes wild cards for what they are', async () => {
    expect(await find('100%')).toHaveLength(1);
    expect(await find('100％')).toHaveLength(1);
    expect(await find('_00')).toEqual([]);
  });

  test('finds recipes', async () => {
    await makeRecipe(target.db);
    expect(await find('ｒｅｃｉｐｅ')).toEqual(['Recipe']);
  });

  test('begins with what is called so; then kinds take turns', async () => {
    const files = Array.from({ length: 30 }, (_, index) => ({
      path: `組立 ${index}.mp4`,
      sizeBytes: 1,
      modifiedAt: new Date(0),
    }));
    await addVideos(target.db, libraryId, files);
    expect(await find('組立', 5)).toEqual(['Vocabulary', 'EquipmentNode', 'Video', 'VideoLibrary', 'Video']);
  });

  test('finds what only the draft says, and of two versions the published one', async () => {
    const { db } = target;
    const draft = valueOf(await openDraft(db, published.vocabularyId));
    const extra = { id: 'c2', prefLabels: { ja: '検査' } };
    valueOf(await changeDraft(db, draft.id, draft.revision, [{ kind: 'put', concepts: [extra] }]));
    const keys = async (text: string) => (await search(db, text, 20)).map(({ key }) => key.split('/')[0]);
    expect(await keys('検査')).toEqual([draft.id]);
    expect(await keys('しめつけ')).toEqual([published.versionId]);
  });

  test('leaves out what is archived or was said by older versions', async () => {
    const { db } = target;
    const { vocabulary, draft } = await addVocabulary('溶接集', [{ id: 'weld', prefLabels: { ja: '溶接' } }]);
    valueOf(await publishDraft(db, draft.id, draft));
    expect(await find('溶接')).toEqual(['ConceptContent', 'Vocabulary']);
    const next = valueOf(await openDraft(db, vocabulary.id));
    const put = [{ id: 'weld', prefLabels: { ja: 'はんだ付け' } }];
    const { revision } = valueOf(await changeDraft(db, next.id, next.revision, [{ kind: 'put', concepts: put }]));
    valueOf(await publishDraft(db, next.id, { revision }));
    expect(await find('溶接')).toEqual(['Vocabulary']);
    expect((await versionsOfVocabularies(db, [vocabulary.id]))[0]).toHaveLength(2);
    valueOf(await archiveVocabulary(db, vocabulary.id, true));
    expect(await find('溶接')).toEqual([]);
  });
});

/** What people type here: Latin, Greek, Cyrillic, kana, kanji, their compatibility forms and combining marks. */
const SCRIPTS: readonly (readonly [number, number])[] = [
  [0x20, 0x24f],
  [0x300, 0x52f],
  [0x1e00, 0x1fff],
  [0x2100, 0x218b],
  [0x2460, 0x24ff],
  [0x3000, 0x30ff],
  [0x3130, 0x33ff],
  [0x4e00, 0x4eff],
  [0xff00, 0xffef],
];

// `İ`, also of two signs, is one letter in lower case for PostgreSQL, and two for Unicode.
const SIGNS = SCRIPTS.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
  .filter((code) => code !== 0x130 && code !== 0x307)
  .map((code) => String.fromCodePoint(code));

test('fold_text folds as the domain does', async () => {
  const expectSame = async (texts: readonly string[]) => {
    const { rows } = await target.db.pool.query<{ folded: string }>(
      'SELECT fold_text("value") AS "folded" FROM unnest($1::text[]) WITH ORDINALITY AS text ("value", "place") ORDER BY "place"',
      [texts],
    );
    expect(rows.map(({ folded }) => folded.trim())).toEqual(texts.map(foldText));
  };
  await expectSame(SIGNS);
  const text = fc.string({ unit: fc.constantFrom(...SIGNS), maxLength: 12 });
  await fc.assert(fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 200 }), expectSame));
});
