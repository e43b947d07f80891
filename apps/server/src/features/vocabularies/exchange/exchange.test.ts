import { describe, expect, test } from '@jest/globals';
import { useServer } from '../../../../../../test/factories/server.ts';

const server = useServer();

interface Row {
  place: string;
  externalId: string | null;
  code: string;
  severity: string;
  fixed: boolean;
}

interface Payload {
  version: { id: string; revision: number; conceptCount: number; exports: { format: string; url: string }[] } | null;
  addedCount: number;
  changedCount: number;
  unchangedCount: number;
  removedCount: number;
  rows: Row[];
  rowCount: number;
  encoding: string | null;
  userErrors: { code: string; field: string[] | null; message: string }[];
}

const IMPORT = `mutation ($input: ImportVocabularyInput!) { imported: importVocabulary(input: $input) {
  version { id revision conceptCount exports { format url } }
  addedCount changedCount unchangedCount removedCount rowCount encoding
  rows { place externalId code severity fixed } userErrors { code field message }
} }`;

async function importFile(fileName: string, content: string | Uint8Array, more: object = {}): Promise<Payload> {
  const base64 = Buffer.from(content).toString('base64');
  const input = { fileName, content: base64, mode: 'fix', ...more };
  return (await server.ask<{ imported: Payload }>(IMPORT, { input })).imported;
}

const EXAMPLE = '9'.repeat(64);
const RICH = `#vocabulary,name,Torque cell 締付け
#vocabulary,description,"Words, with commas"
#vocabulary,licence,CC BY 4.0
#vocabulary,source,https://example.org/words
id,notation,parent,prefLabel@en,prefLabel@ja,altLabel@en,hiddenLabel@ja-Hira,definition@en,scopeNote@ja,prompt@en,reviewedPrompts,facet:valueClass,facet:therbligs,related,mapping:exactMatch,example,status,replacedBy,position
work,W,,Work,作業,,,,,,,,,,,,active,,0
tighten,W-01,work,Tighten; by hand,締付け,a\\;b;'=Fasten,しめつけ,"two
lines",注,a wrench turning,en,net,U;A,wipe,https://example.org/w#t,left hand [video ${EXAMPLE} 0-1500 ms];seen on line 2,active,,1
wipe,W-02,work,Wipe,拭く,,ふく,,,,,incidental,,,,,active,,2
old/#ね,,,Old,古い,,,,,,,,,,,,deprecated,tighten;wipe,3
`;

describe('a file that is imported', () => {
  test('becomes a vocabulary, is one step of its change set, and is exported as the same bytes again', async () => {
    const first = await importFile('rich.csv', RICH);
    expect(first).toMatchObject({ addedCount: 4, userErrors: [], encoding: 'utf-8' });
    expect(first.rows.map(({ code }) => code)).toEqual(['missingDefinition', 'missingDefinition']);
    expect(first.version!.exports.map(({ format }) => format)).toEqual(['turtle', 'jsonld', 'csv', 'xlsx']);
    for (const { url } of first.version!.exports) {
      const bytes = await download(url);
      const again = await importFile(`again${url.slice(url.lastIndexOf('.'))}`, bytes);
      expect(again).toMatchObject({ addedCount: 4, rowCount: 2 });
      const copy = again.version!.exports.find((each) => each.url.endsWith(url.slice(url.lastIndexOf('.'))))!;
      expect(Buffer.compare(await download(copy.url), bytes)).toBe(0);
      const { changes } = await changesOf(again.version!.id);
      expect(changes.nodes.map(({ kind, conceptCount }) => [kind, conceptCount])).toEqual([['import', 4]]);
    }
  });

  test('changes a draft only where it says something else, and is taken back at once', async () => {
    const { version } = await importFile('rich.csv', RICH);
    const target = { versionId: version!.id, expectedRevision: version!.revision };
    const more = 'id,prefLabel@ja\ntighten,本締め\nwipe,拭く\nnew,新しい\n';
    const changed = await importFile('more.csv', more, target);
    expect(changed).toMatchObject({ addedCount: 1, changedCount: 1, unchangedCount: 1, removedCount: 0 });
    const { undone } = await server.ask<{ undone: { version: { conceptCount: number } } }>(
      `mutation ($id: ID!, $revision: Int!) {
        undone: undoVocabularyChange(versionId: $id, expectedRevision: $revision) { version { conceptCount } } }`,
      { id: version!.id, revision: changed.version!.revision },
    );
    expect(undone.version.conceptCount).toBe(4);
  });

  test('takes what it does not have out of the draft, if it is asked to', async () => {
    const { version } = await importFile('rich.csv', RICH);
    const only = await importFile('only.csv', 'id,prefLabel@ja\ntighten,締付け\n', {
      versionId: version!.id,
      removeMissing: true,
    });
    expect(only).toMatchObject({ removedCount: 3, changedCount: 1, version: { conceptCount: 1 } });
  });

  test('in CP932 is read as such, mended, and reported line by line', async () => {
    const cp932 = Buffer.concat([
      Buffer.from('id,'),
      Uint8Array.of(0x97, 0x70, 0x8c, 0xea, 0x2c, 0x90, 0x65), // 用語,親
      Buffer.from('\r\n1,'),
      Uint8Array.of(0x87, 0x40, 0x87, 0x8a, 0xfb, 0xfc, 0x81, 0x60), // ①㈱髙～
      Buffer.from(',9\r\n2,'),
      Uint8Array.of(0x92, 0xf7, 0x95, 0x74, 0x82, 0xaf), // 締付け
      Buffer.from(',1\r\n'),
    ]);
    const report = await importFile('words.csv', cp932, { mode: 'report' });
    expect(report).toMatchObject({ version: null, addedCount: 2, encoding: 'shift_jis' });
    expect(report.rows).toEqual([
      { place: 'line 2', externalId: '1', code: 'broaderMissing', severity: 'warning', fixed: true },
      { place: 'line 2', externalId: '1', code: 'missingLanguage', severity: 'warning', fixed: false },
      { place: 'line 3', externalId: '2', code: 'missingLanguage', severity: 'warning', fixed: false },
    ]);
    const refused = await importFile('words.csv', cp932, { mode: 'refuse' });
    expect(refused.userErrors).toMatchObject([{ code: 'INVALID', field: ['mode'] }]);
    expect(refused.rows).toHaveLength(3);
    const { version } = await importFile('words.csv', cp932);
    const { found } = await server.ask<{ found: { contents: { nodes: { label: string }[] } } }>(
      `query ($id: ID!) { found: node(id: $id) { ... on VocabularyVersion { contents { nodes { label(language: "ja") } } } } }`,
      { id: version!.id },
    );
    expect(found.contents.nodes.map(({ label }) => label)).toEqual(['①㈱髙～', '締付け']);
  });

  test('is refused where it is no such file, and where the draft has gone on', async () => {
    const none = await importFile('words.xlsx', 'no archive');
    expect(none.userErrors).toEqual([
      {
        code: 'INVALID',
        field: ['content'],
        message: 'words.xlsx: not an XLSX file; save it as .xlsx or .csv',
      },
    ]);
    const { version } = await importFile('rich.csv', RICH);
    const stale = await importFile('more.csv', 'label\nx\ny', { versionId: version!.id, expectedRevision: 0 });
    expect(stale.userErrors).toMatchObject([{ code: 'STALE', field: ['expectedRevision'] }]);
    const unknown = await importFile('more.csv', 'label\nx\ny', { versionId: 'nothing' });
    expect(unknown.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['versionId'] }]);
  });

  test('is refused where it is not base64', async () => {
    const input = { fileName: 'words.csv', content: '%%%not base64', mode: 'fix' };
    const { imported } = await server.ask<{ imported: Payload }>(IMPORT, { input });
    const message = 'words.csv: the content is not base64';
    expect(imported.userErrors).toEqual([{ code: 'INVALID', field: ['content'], message }]);
  });

  test('of 5,000 concepts is read whole', async () => {
    const rows = Array.from(
      { length: 5000 },
      (_, index) => `w${index},${index < 50 ? '' : `w${index % 50}`},word ${index}`,
    );
    const file = `id,parent,prefLabel@en\n${rows.join('\n')}`;
    expect(await importFile('many.csv', file)).toMatchObject({ addedCount: 5000, rowCount: 0, userErrors: [] });
  });
});

describe('a version that is exported', () => {
  test('is a file with the name of its vocabulary', async () => {
    const { version } = await importFile('rich.csv', RICH);
    const response = await fetch(server.url + version!.exports.find(({ format }) => format === 'csv')!.url);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const name = encodeURIComponent('Torque cell 締付け draft.csv');
    expect(response.headers.get('content-disposition')).toContain(`filename*=UTF-8''${name}`);
    const text = Buffer.from(await response.arrayBuffer()).toString();
    expect(text).toMatch(/^\uFEFF#vocabulary,name,/);
    expect(text).toContain("a\\;b;'=Fasten");
    for (const path of ['nothing.csv', `${version!.id.slice(0, -2)}.ttl`])
      expect((await fetch(`${server.url}/vocabularies/${path}`)).status).toBe(404);
  });
});

describe('presets', () => {
  test('are told with licence and source, and become vocabularies', async () => {
    const { presets } = await server.ask<{ presets: { id: string; licence: string; sample: string[] }[] }>(
      `{ presets: vocabularyPresets {
        id licence source languages conceptCount sample(language: "ja") name ja: name(language: "ja") fr: name(language: "fr") } }`,
    );
    expect(presets.find(({ id }) => id === 'therbligs')).toMatchObject({
      languages: ['en', 'ja'],
      conceptCount: 18,
      name: 'Therbligs サーブリッグ',
      ja: 'サーブリッグ',
      fr: 'Therbligs サーブリッグ',
      sample: expect.arrayContaining(['つかむ', '運ぶ']),
    });
    const create = `mutation ($id: ID!, $name: String) {
      made: createVocabularyFromPreset(presetId: $id, name: $name) {
        vocabulary { name licence source draft { conceptCount } } userErrors { code field } } }`;
    const { made } = await server.ask<{ made: object }>(create, {
      id: 'therbligs',
      name: 'Ours',
    });
    expect(made).toMatchObject({ vocabulary: { name: 'Ours', draft: { conceptCount: 18 } }, userErrors: [] });
    const none = await server.ask<{ made: object }>(create, { id: 'nothing' });
    expect(none.made).toEqual({ vocabulary: null, userErrors: [{ code: 'NOT_FOUND', field: ['presetId'] }] });
  });
});

async function download(url: string): Promise<Buffer> {
  const response = await fetch(server.url + url);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

async function changesOf(id: string) {
  const { version } = await server.ask<{
    version: { changes: { nodes: { kind: string; conceptCount: number }[] } };
  }>(
    'query ($id: ID!) { version: node(id: $id) { ... on VocabularyVersion { changes { nodes { kind conceptCount } } } } }',
    {
      id,
    },
  );
  return version;
}
