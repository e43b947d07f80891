import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labelOf } from '../../domain/vocabulary/vocabulary.ts';
import { VocabularyError } from '../../vocabulary-error.ts';
import { parseVocabulary, readVocabulary } from './read-vocabulary.ts';

const parse = async (content: string | Uint8Array, path = 'words.csv', language = 'en') =>
  (await parseVocabulary(typeof content === 'string' ? Buffer.from(content) : content, path, { language })).concepts;
const labels = async (content: string | Uint8Array, path?: string, language = 'en') =>
  (await parse(content, path, language)).map((concept) => labelOf(concept, language));

describe('CSV', () => {
  test('reads every column of a concept', async () => {
    const csv = `id,notation,parent,prefLabel@EN,prefLabel@ja,altLabel@en,definition@en,prompt@en,status,replacedBy,colour
w7,W-07,,tighten,締める,fasten; screw in ;,turn until it holds,,current,,red
w8,,w7,"loosen, slowly",緩める,,,"hands loosening a bolt;a nut\\; undone",,,`;
    expect(await parse(csv)).toEqual([
      {
        id: 'w7',
        notation: 'W-07',
        broaderId: null,
        prefLabels: { en: 'tighten', ja: '締める' },
        altLabels: { en: ['fasten', 'screw in'] },
        definitions: { en: 'turn until it holds' },
        prompts: {},
      },
      {
        id: 'w8',
        notation: null,
        broaderId: 'w7',
        prefLabels: { en: 'loosen, slowly', ja: '緩める' },
        altLabels: {},
        definitions: {},
        prompts: { en: ['hands loosening a bolt', 'a nut; undone'] },
      },
    ]);
  });

  test.each(['prefLabel@en', 'label', 'Label@EN', 'prefLabel'])('takes %s alone', async (header) => {
    expect(await labels(`${header}\nwipe\n\npour\r\n`)).toEqual(['wipe', 'pour']);
  });

  test('takes tabs, semicolons, byte order marks and UTF-16', async () => {
    expect(await labels('\uFEFFprefLabel@en,id\nwipe,1')).toEqual(['wipe']);
    expect(await labels('id\tlabel\n1\twipe, dry', 'words.tsv')).toEqual(['wipe, dry']);
    expect(await labels('id;label\n1;wipe, dry')).toEqual(['wipe, dry']);
    expect(await labels(Buffer.from('\uFEFFid\tlabel\n1\t拭く', 'utf16le'))).toEqual(['拭く']);
  });

  test('takes Shift_JIS', async () => {
    // prefLabel@ja \n ネジ締め (with CP932's half-width ｶ)
    const sjis = [...Buffer.from('prefLabel@ja\n'), 0x83, 0x6c, 0x83, 0x57, 0x92, 0xf7, 0x82, 0xdf, 0xb6];
    expect(await labels(Uint8Array.from(sjis), 'words.csv', 'ja')).toEqual(['ネジ締めｶ']);
  });

  test('composes characters', async () => {
    expect(await labels('label\nカ\u3099イド')).toEqual(['ガイド']);
  });

  test('leaves out deprecated concepts and the guard against formulas', async () => {
    expect(await labels("label,status\nwipe,Deprecated\n'=pour,draft\n'tis,\n")).toEqual(['=pour', "'tis"]);
  });

  test('lets a concept without a label in the language bring its own prompt', async () => {
    const [concept] = await parse('prefLabel@ja,prompt@en\n拭く,a person wiping a table');
    expect(concept).toMatchObject({ prefLabels: { ja: '拭く' }, prompts: { en: ['a person wiping a table'] } });
  });

  test.each([
    ['', 'is empty'],
    [' \n\n', 'is empty'],
    ['label\n', 'has no concepts'],
    ['label,status\nwipe,deprecated', 'has no concepts'],
    [
      `${'a'.repeat(100)},b`,
      `no label column; name one "prefLabel@en" or "label" (the header is: ${'a'.repeat(40)}…, b)`,
    ],
    ['name,code\nwipe,1', 'no label column; name one "prefLabel@en" or "label" (the header is: name, code)'],
    ['label\nwipe\npour\nWipe', 'line 2 and line 4 have the same label: "wipe"'],
    ['label\nﾈｼﾞ\nネジ', 'line 2 and line 3 have the same label: "ネジ"'],
    ['id,label\na,wipe\na,pour', 'line 2 and line 3 have the same id: "a"'],
    [
      'prefLabel@en,prefLabel@ja\nwipe,拭く\n,締める',
      'line 3: "締める" has no label in the encoder\'s language; add prefLabel@en',
    ],
    ['id,label\n1,wipe\n2,', 'line 3: no label'],
    ['id,label\n1,wipe, dry', 'line 2: 3 cells but 2 columns; put quotes'],
    ['label\n"wipe', 'not a well-formed CSV (Quote Not Closed'],
  ])('refuses %j', async (csv, problem) => {
    await expect(parse(csv)).rejects.toThrow(VocabularyError);
    await expect(parse(csv)).rejects.toThrow(`words.csv: ${problem}`);
  });
});

describe('JSON', () => {
  test('takes labels, objects with the names of the columns, and texts by language', async () => {
    const concepts = [
      'wipe',
      { id: 7, 'prefLabel@en': 'pour', altLabel: { en: ['decant'], JA: '注ぐ' }, extra: { x: 1 } },
      { label: 'scan', notation: null, status: 'deprecated' },
    ];
    const expected = [
      { id: 'wipe', prefLabels: { und: 'wipe' } },
      { id: '7', prefLabels: { en: 'pour' }, altLabels: { en: ['decant'], ja: ['注ぐ'] } },
    ];
    expect(await parse(JSON.stringify(concepts), 'words.json')).toMatchObject(expected);
    expect(await parse(JSON.stringify({ concepts }), 'words.JSON')).toMatchObject(expected);
  });

  test.each([
    ['[', 'not JSON ('],
    ['{"words": []}', 'expected a JSON array of labels, or of objects with "prefLabel"'],
    ['[]', 'has no concepts'],
    ['["wipe", 3]', 'entry 2: neither a label nor an object'],
    ['["wipe", {"id": "a"}]', 'entry 2: no label'],
    ['[{"startMs": 0, "endMs": 900}]', 'expected a JSON array of labels'],
    ['[{"label": {"en": {"x": 1}}}]', 'entry 1: "label" is no text'],
    ['["wipe", {"label": "wipe "}]', 'entry 1 and entry 2 have the same label: "wipe"'],
  ])('refuses %s', async (json, problem) => {
    await expect(parse(json, 'words.json')).rejects.toThrow(`words.json: ${problem}`);
  });
});

describe('text', () => {
  test('takes one label a line', async () => {
    expect(await labels('# my words\nwipe\r\n\n  pour water \n', 'words.txt')).toEqual(['wipe', 'pour water']);
  });

  test('names the lines of a label that is there twice, comments counted', async () => {
    await expect(parse('#\nwipe\n\nwipe', 'words.txt')).rejects.toThrow(
      'words.txt: line 2 and line 4 have the same label: "wipe"',
    );
    await expect(parse('# only comments', 'words.txt')).rejects.toThrow('words.txt: has no concepts');
  });
});

test('bytes that are no text give one clear line, never another error', async () => {
  await expect(parse(Uint8Array.of(0, 0, 0, 24, 102, 116, 121, 112), 'movie.csv')).rejects.toThrow(
    'movie.csv: not a text file',
  );
  const extension = fc.constantFrom('a.csv', 'a.json', 'a.jsonld', 'a.ttl', 'a.txt', 'a.xlsx');
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 40 }).map(Buffer.from),
  );
  await fc.assert(
    fc.asyncProperty(extension, content, async (path, bytes) => {
      try {
        expect((await parse(bytes, path)).length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(VocabularyError);
      }
    }),
    { numRuns: 500 },
  );
});

describe('readVocabulary', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vocabulary-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('reads a file', async () => {
    await writeFile(join(folder, 'words.csv'), 'label\nwipe');
    expect((await readVocabulary(join(folder, 'words.csv'))).concepts).toHaveLength(1);
  });

  test('names what cannot be read', async () => {
    await mkdir(join(folder, 'directory'));
    await expect(readVocabulary(join(folder, 'no.csv'))).rejects.toThrow(/no\.csv: no such file$/);
    await expect(readVocabulary(join(folder, 'directory'))).rejects.toThrow('is a directory; give a .csv');
  });
});
