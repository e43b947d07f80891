import { describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { readDocument } from './read-document.ts';
import { writeDocument } from './write-document.ts';
import { bareContent } from '../../domain/vocabulary/concept-content.ts';
import { NO_SCHEME } from '../../domain/vocabulary/vocabulary-document.ts';

const read = (content: string | Uint8Array, path: string) =>
  readDocument(typeof content === 'string' ? Buffer.from(content) : content, path);
const concepts = async (content: string | Uint8Array, path: string) =>
  (await read(content, path)).rows.map(({ concept }) => concept);
const problems = async (content: string, path: string) =>
  (await read(content, path)).rows.flatMap((row) => row.problems.map(({ code }) => code));

describe('lists of words as people keep them', () => {
  test('have Japanese headers', async () => {
    const csv =
      'コード,用語,読み,同義語,英語,親,定義,価値区分\nA-1,締付け,しめつけ,本締め;増締め,Tighten,組立,ねじを回す,net\n';
    expect(await concepts(csv, 'words.csv')).toMatchObject([
      {
        id: '',
        notation: 'A-1',
        prefLabels: { ja: '締付け', en: 'Tighten' },
        hiddenLabels: { ja: ['しめつけ'] },
        altLabels: { ja: ['本締め', '増締め'] },
        broaderId: '組立',
        definitions: { ja: 'ねじを回す' },
        facets: { valueClass: ['net'] },
      },
    ]);
  });

  test('may have no header, and the script tells the language', async () => {
    const labels = [{ prefLabels: { ja: '拭く' } }, { prefLabels: { en: 'pour' } }];
    expect(await concepts('拭く\npour\n', 'words.csv')).toMatchObject(labels);
    expect(await concepts('# ours\n拭く\npour\n', 'words.txt')).toMatchObject(labels);
  });

  test.each([
    ['UTF-8', Buffer.from('用語\n締付け\n'), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from('\uFEFF用語\n締付け\n'), 'utf-8'],
    ['UTF-16', Buffer.from('\uFEFF用語\n締付け\n', 'utf16le'), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from('label\n締付け\n', 'utf16le'), 'utf-16le'],
    ['CP932', Uint8Array.of(0x97, 0x70, 0x8c, 0xea, 0x0a, 0x92, 0xf7, 0x95, 0x74, 0x82, 0xaf, 0x0a), 'shift_jis'],
  ])('are read from %s', async (_, bytes, encoding) => {
    const document = await read(bytes, 'words.csv');
    expect(document.encoding).toBe(encoding);
    expect(document.rows.map(({ concept }) => concept.prefLabels)).toEqual([{ ja: '締付け' }]);
  });

  test('keep what a spreadsheet must not take for a formula', async () => {
    const document = { scheme: NO_SCHEME, version: null, concepts: [bareContent('=cmd', { en: '+1;=2' })] };
    const csv = Buffer.from(await writeDocument(document, 'csv')).toString();
    expect(csv).toContain(`"'+1;'=2"`);
    expect(csv).not.toMatch(/(^|[,;\n"])[=+@]/);
    expect(await concepts(csv, 'words.csv')).toMatchObject([{ id: '=cmd', prefLabels: { en: '+1;=2' } }]);
  });

  test('tell once what they say twice', async () => {
    const csv = 'label@en,prefLabel@en,parent,position\ntighten,fasten,,first\n';
    expect(await problems(csv, 'words.csv')).toEqual(['secondPrefLabel', 'position']);
  });
});

const SKOS = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix w: <https://example.org/words#> .
<https://example.org/words> a skos:ConceptScheme ; dct:title "Words"@en ; skos:hasTopConcept w:work .
w:work a skos:Concept ; skos:prefLabel "Work"@en ; skos:narrower w:tighten, <https://example.org/other/tighten> .
w:tighten a skos:Concept ; skos:prefLabel "Tighten", "締付け"@ja ; skos:altLabel "Fasten"@EN-gb ;
  skos:broader w:work, <https://elsewhere.org/x> ; skos:example "with a wrench" ; skos:exactMatch <https://elsewhere.org/t> .
<https://example.org/other/tighten> a skos:Concept ; skos:prefLabel "Tighten more"@en ; dct:isReplacedBy w:work .`;

describe("others' SKOS", () => {
  const expected = [
    { id: 'work', broaderId: null, prefLabels: { en: 'Work' } },
    {
      id: 'https://example.org/words#tighten',
      broaderId: 'work',
      prefLabels: { en: 'Tighten', ja: '締付け' },
      altLabels: { 'en-GB': ['Fasten'] },
      examples: [{ note: 'with a wrench', videoSha256: null }],
      mappings: [{ relation: 'exactMatch', target: 'https://elsewhere.org/t' }],
    },
    { id: 'https://example.org/other/tighten', broaderId: 'work', status: 'deprecated', replacedByIds: ['work'] },
  ];

  test('in Turtle is read by the last part of its IRIs, where that is unique', async () => {
    const document = await read(SKOS, 'words.ttl');
    expect(document.scheme).toMatchObject({ externalId: 'https://example.org/words', name: 'Words' });
    expect(document.rows.map(({ concept }) => concept)).toMatchObject(expected);
    expect(await problems(SKOS, 'words.ttl')).toContain('secondBroader');
  });

  test('in JSON-LD may be a tree with a context of its own', async () => {
    const context = {
      '@vocab': 'http://www.w3.org/2004/02/skos/core#',
      id: '@id',
      label: { '@id': 'prefLabel', '@language': 'en' },
    };
    const nested = { id: 'https://example.org/w#tighten', '@type': 'Concept', label: 'Tighten' };
    const tree = {
      '@context': context,
      id: 'https://example.org/w#work',
      '@type': 'Concept',
      label: 'Work',
      narrower: nested,
    };
    expect(await concepts(JSON.stringify(tree), 'words.json')).toMatchObject([
      { id: 'tighten', broaderId: 'work', prefLabels: { en: 'Tighten' } },
      { id: 'work', broaderId: null, prefLabels: { en: 'Work' } },
    ]);
  });

  test('fetches no context', async () => {
    const remote = JSON.stringify({ '@context': 'https://example.org/context', '@id': 'x' });
    await expect(read(remote, 'words.jsonld')).rejects.toThrow(
      'words.jsonld: its context is at https://example.org/context, and nothing is fetched',
    );
  });
});

describe('a file that is none, or too much', () => {
  const xlsx = (sheet: string) =>
    zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'xl/workbook.xml': strToU8('<workbook/>'),
      'xl/worksheets/sheet1.xml': strToU8(sheet),
    });

  test.each([
    ['words.xlsx', Buffer.from('PK'), 'not an XLSX file'],
    ['words.xlsx', xlsx('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'), 'declares a document type'],
    ['words.xlsx', xlsx(' '.repeat(201 * 1024 * 1024)), 'unpacks to more than 200 MB'],
    ['words.csv', Buffer.from(`label\n${'x\n'.repeat(20_001)}`), 'more than 20000 rows'],
    ['words.csv', Buffer.from(`label\n"${'x'.repeat(100_001)}"\n`), 'line 2: a text of more than 100000 characters'],
    ['words.txt', Buffer.alloc(20_000_001, 'x'), 'larger than 20 MB'],
    ['words.ttl', Buffer.from('<a> <b> <c> .'), 'has no skos:Concept'],
    ['words.ttl', Buffer.from('@prefix x'), 'not well-formed Turtle'],
    ['words.jsonld', Buffer.from('['.repeat(100_000)), 'not JSON'],
    ['words.jsonld', Buffer.from(`${'['.repeat(50_000)}${']'.repeat(50_000)}`), 'words.jsonld'],
  ])('is refused: %s, %#', async (path, bytes, problem) => {
    await expect(read(bytes, path)).rejects.toThrow(problem);
    await expect(read(bytes, path)).rejects.toMatchObject({ name: 'VocabularyError' });
  });

  test.each([
    ['fileEmpty', 'a.csv', ' \n'],
    ['noLabelColumn', 'a.csv', 'price,weight\n1,2\n'],
    ['fileTooLong', 'a.csv', `label\n${'x\n'.repeat(20_001)}`],
    ['notText', 'a.txt', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x81)],
    ['notCsv', 'a.csv', 'label\n"open\n'],
    ['notXlsx', 'a.xlsx', 'no zip'],
    ['notTurtle', 'a.ttl', '<a> <b>'],
    ['notJson', 'a.json', '{'],
    ['notConcepts', 'a.json', '{"a": 1}'],
    ['notConcepts', 'a.json', '[{"startMs": 0}]'],
    ['noText', 'a.json', '[1]'],
    ['remoteContext', 'a.jsonld', '{"@context": "https://example.org/c.jsonld", "@id": "urn:a"}'],
    ['noConcept', 'a.ttl', '<urn:a> <urn:b> <urn:c> .'],
    ['tooManyCells', 'a.csv', 'label\nx,y,z\n'],
  ])('is refused with the reason %s: %s, %#', async (reason, path, content) => {
    await expect(read(Buffer.from(content), path)).rejects.toMatchObject({ reason: { reason } });
  });

  test('tells which text a cell of XLSX has no room for', async () => {
    const concept = { ...bareContent('long', { en: 'x' }), definitions: { en: 'x'.repeat(32_768) } };
    await expect(
      writeDocument({ scheme: NO_SCHEME, version: null, concepts: [concept] }, 'xlsx', 'words.xlsx'),
    ).rejects.toThrow('words.xlsx: long: longer than the 32767 characters of a cell');
  });
});
