import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { ConceptContent } from '../../domain/vocabulary/concept-content.ts';
import { canonicalDocument, MAPPING_RELATIONS } from '../../domain/vocabulary/vocabulary-document.ts';
import type { ReadDocument, VocabularyDocument } from '../../domain/vocabulary/vocabulary-document.ts';
import { readDocument } from './read-document.ts';
import { DOCUMENT_FORMATS, writeDocument } from './write-document.ts';

const NASTY = [
  '=1+1',
  "'=1+1",
  "''-x",
  '-5 mm',
  '＝合計',
  '@me',
  'a;b',
  ';=b',
  "a;'=b",
  'a\\;b\\',
  '\\\\',
  'C:\\new',
  'line\nbreak',
  'line\r\nbreak',
  'a\rb',
  '"quoted", then',
  "'''",
  '"""',
  '#vocabulary',
  'prefLabel@en',
  '締付け①㈱髙～',
  'ﾈｼﾞ',
  'か\u3099',
  '𠮷野家 👷🏽',
  '_x000D_',
  '_x005F_x0041_',
  '\u0001\u001b',
  '\u007f\u0085\u2028',
  '\uFFFD',
  '\uFFFE',
  'a\tb',
  '<b>&amp;</b>]]>',
  '{"@id": "x"}',
  '@prefix skos: <x> .',
  'constructor',
  'valueOf',
  '\u{1FFFE}',
  '__proto__',
  '007',
  '1e5',
  'true',
  '2024-01-01',
  'a  b',
  'http://example.org/a#b',
  '100%',
  '%E3%81%82',
  "!*'()~",
  '.',
  '..',
];

/** As the database keeps texts: trimmed, not empty, without NUL and lone surrogates. */
const text = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  .map((value) => value.replaceAll('\0', '').toWellFormed().trim())
  .filter((value) => value !== '');
const language = fc.constantFrom('en', 'ja', 'ja-Hira', 'en-GB', 'zh-Hant-TW', 'und');
const texts = fc.dictionary(language, text, { maxKeys: 3 });
const lists = fc.dictionary(language, fc.uniqueArray(text, { maxLength: 3 }), { maxKeys: 3 });
const sha256 = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
const example = fc.oneof(
  text.map((note) => ({ note, videoSha256: null, startMs: null, endMs: null })),
  fc
    .tuple(fc.oneof(fc.constant(''), text), sha256, fc.nat(100_000), fc.integer({ min: 1, max: 9000 }))
    .map(([note, videoSha256, startMs, length]) => ({ note, videoSha256, startMs, endMs: startMs + length })),
);
const mapping = fc.record({
  relation: fc.constantFrom(...MAPPING_RELATIONS),
  target: fc.constantFrom(
    'https://example.org/w#a',
    'http://例え.jp/語',
    'urn:x:y',
    'https://example.org/a(b),c;d',
    'title:x',
    'id:1',
    'mailto:a@b',
  ),
});

const content = (ids: readonly string[], id: string): fc.Arbitrary<ConceptContent> => {
  const others = fc.subarray(ids.filter((each) => each !== id));
  return fc
    .record({
      id: fc.constant(id),
      prefLabels: texts,
      altLabels: lists,
      hiddenLabels: lists,
      definitions: texts,
      scopeNotes: texts,
      prompts: lists,
      reviewedPrompts: fc.subarray(['en', 'ja', 'ja-Hira']),
      notation: fc.option(text),
      broaderId: fc.option(fc.constantFrom(...ids)),
      position: fc.integer({ min: -5, max: 5 }),
      status: fc.constantFrom('active', 'deprecated'),
      examples: fc.array(example, { maxLength: 3 }),
      relatedIds: others,
      mappings: fc.array(mapping, { maxLength: 4 }),
      facets: fc.dictionary(text, fc.uniqueArray(text, { maxLength: 3 }), { maxKeys: 3 }),
      replacedByIds: others,
    })
    .map((concept) => (concept.status === 'deprecated' ? concept : { ...concept, replacedByIds: [] }));
};

const document: fc.Arbitrary<VocabularyDocument> = fc
  .uniqueArray(text, { minLength: 1, maxLength: 5 })
  .chain((ids) =>
    fc.record({
      scheme: fc.record({
        externalId: fc.option(text),
        name: text,
        description: fc.oneof(fc.constant(''), text),
        licence: fc.oneof(fc.constant(''), text),
        source: fc.oneof(fc.constant(''), text),
      }),
      version: fc.option(
        fc.record({
          number: fc.integer({ min: 1, max: 1000 }),
          notes: fc.oneof(fc.constant(''), text),
          publishedAt: fc.option(fc.constant('2026-11-20T08:14:00.000Z')),
        }),
      ),
      concepts: fc.tuple(...ids.map((id) => content(ids, id))),
    }),
  )
  // What the reader has to see a label in: a table without any label is none.
  .map((each) => ({
    ...each,
    concepts: each.concepts.map((concept, index) =>
      index === 0 ? { ...concept, prefLabels: { ...concept.prefLabels, en: 'label' } } : concept,
    ),
  }));

function toDocument({ scheme, version, rows }: ReadDocument): VocabularyDocument {
  const concepts = rows.map(({ concept }, index) => ({ ...concept, position: concept.position ?? index }));
  return { scheme, version, concepts };
}

describe.each(DOCUMENT_FORMATS)('a vocabulary written as %s', (format) => {
  test('says the same once it is read, and is then written as the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(document, async (original) => {
        const bytes = await writeDocument(original, format);
        const read = toDocument(await readDocument(bytes, `words.${format}`));
        expect(canonicalDocument(read)).toEqual(canonicalDocument(original));
        expect(Buffer.compare(await writeDocument(read, format), bytes)).toBe(0);
      }),
      { numRuns: format === 'xlsx' ? 40 : 150 },
    );
  });
});
