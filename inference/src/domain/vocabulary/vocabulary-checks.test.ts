import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { bareContent } from './concept-content.ts';
import type { ConceptContent, VocabularyContents } from './concept-content.ts';
import { checkVocabulary } from './vocabulary-checks.ts';
import type { VocabularyCheck, VocabularyCheckKind } from './vocabulary-check.ts';

type Facts = Partial<ConceptContent>;

/** Contents of concepts that are labelled with their ids, but for what is said of them. */
function contentsOf(facts: Readonly<Record<string, Facts>>): VocabularyContents {
  return new Map(Object.entries(facts).map(([id, said]) => [id, { ...bareContent(id, { en: id }), ...said }]));
}

function checksOf(kind: VocabularyCheckKind, contents: VocabularyContents): VocabularyCheck[] {
  return checkVocabulary(contents).filter((check) => check.kind === kind);
}

function deprecated(...replacedByIds: string[]): Facts {
  return { status: 'deprecated', replacedByIds };
}

test('checkVocabulary finds nothing in nothing, and nothing wrong with bare concepts', () => {
  expect(checkVocabulary(new Map())).toEqual([]);
  expect(checkVocabulary(contentsOf({ wipe: {}, pour: { broaderId: 'wipe' } }))).toEqual([]);
});

test('checkVocabulary tells errors first, then warnings, then hints', () => {
  const contents = contentsOf({ old: deprecated(), wipe: { relatedIds: ['wipe'] }, pour: { broaderId: 'gone' } });
  expect(checkVocabulary(contents).map(({ severity }) => severity)).toEqual(['error', 'warning', 'hint']);
});

describe('labelsNotDisjoint', () => {
  test('finds a text that is two kinds of label in one language', () => {
    const contents = contentsOf({
      wipe: { altLabels: { en: ['clean', 'wipe'], ja: ['wipe'] }, hiddenLabels: { en: ['clean', 'whipe'] } },
    });
    const found = { kind: 'labelsNotDisjoint', severity: 'error', conceptIds: ['wipe'], language: 'en' };
    expect(checksOf('labelsNotDisjoint', contents)).toEqual([
      { ...found, field: 'altLabels', detail: 'wipe' },
      { ...found, field: 'hiddenLabels', detail: 'clean' },
    ]);
  });

  test('lets a reading differ in kana only', () => {
    const contents = contentsOf({ screw: { prefLabels: { ja: 'ネジ' }, hiddenLabels: { ja: ['ねじ'] } } });
    expect(checkVocabulary(contents)).toEqual([]);
  });
});

describe('duplicateLabel', () => {
  const duplicate = { kind: 'duplicateLabel', conceptIds: ['a', 'b'], language: 'ja' };

  test('is an error among siblings, however the label is typed', () => {
    const contents = contentsOf({
      a: { prefLabels: { ja: 'ネジ 締めＡ' } },
      b: { prefLabels: { ja: 'ﾈｼﾞ　 しめa' } },
      c: { prefLabels: { ja: 'ねじ しめa' } },
      d: { prefLabels: { ja: 'ねじ 締めa' } },
    });
    expect(checkVocabulary(contents)).toEqual([
      { ...duplicate, conceptIds: ['b', 'c'], severity: 'error', field: 'prefLabels', detail: 'ﾈｼﾞ　 しめa' },
      { ...duplicate, conceptIds: ['a', 'd'], severity: 'error', field: 'prefLabels', detail: 'ネジ 締めＡ' },
    ]);
  });

  test('is a warning under different broader concepts, and between prefLabel and altLabel', () => {
    const place = { top: { prefLabels: { ja: '組立' } }, a: { prefLabels: { ja: '拭く' } } };
    expect(checkVocabulary(contentsOf({ ...place, b: { prefLabels: { ja: '拭く' }, broaderId: 'top' } }))).toEqual([
      { ...duplicate, severity: 'warning', field: 'prefLabels', detail: '拭く' },
    ]);
    expect(
      checkVocabulary(contentsOf({ ...place, b: { prefLabels: { ja: '清掃' }, altLabels: { ja: ['拭く'] } } })),
    ).toEqual([{ ...duplicate, severity: 'warning', field: 'altLabels', detail: '拭く' }]);
  });

  test('lets other languages, deprecated concepts, hidden labels and two altLabels be', () => {
    const contents = contentsOf({
      a: { prefLabels: { en: 'wipe' }, altLabels: { en: ['clean', 'WIPE'] } },
      b: { prefLabels: { 'en-GB': 'wipe' } },
      c: { prefLabels: { en: 'wipe' }, ...deprecated('a') },
      d: { prefLabels: { en: 'polish' }, altLabels: { en: ['clean'] }, hiddenLabels: { en: ['wipe'] } },
    });
    expect(checksOf('duplicateLabel', contents)).toEqual([]);
  });
});

describe('relatedIsBroader', () => {
  const tree = { top: {}, middle: { broaderId: 'top' }, low: { broaderId: 'middle' }, other: { broaderId: 'top' } };
  const found = { kind: 'relatedIsBroader', severity: 'error', field: 'relatedIds', language: null };

  test('finds a pair once, over several levels and whoever says it', () => {
    const contents = contentsOf({
      ...tree,
      top: { relatedIds: ['low'] },
      low: { broaderId: 'middle', relatedIds: ['top', 'other', 'gone'] },
    });
    expect(checkVocabulary(contents)).toEqual([{ ...found, conceptIds: ['low', 'top'], detail: 'top' }]);
  });

  test('agrees with going up step by step', () => {
    const link = fc.record({ broader: fc.option(fc.nat(), { nil: null }), related: fc.array(fc.nat()) });
    fc.assert(
      fc.property(fc.array(link, { minLength: 1 }), (links) => {
        const contents = contentsOf(
          Object.fromEntries(
            links.map(({ broader, related }, index) => [
              `c${index}`,
              {
                broaderId: broader === null || index === 0 ? null : `c${broader % index}`,
                relatedIds: related.map((to) => `c${to % links.length}`),
              },
            ]),
          ),
        );
        const pairs = [...contents.values()].flatMap(({ id, relatedIds }) =>
          relatedIds.flatMap((to) => [
            ...(above(contents, id).includes(to) ? [`${id} ${to}`] : []),
            ...(above(contents, to).includes(id) ? [`${to} ${id}`] : []),
          ]),
        );
        const reported = checksOf('relatedIsBroader', contents).map(({ conceptIds }) => conceptIds.join(' '));
        expect(reported.toSorted()).toEqual([...new Set(pairs)].toSorted());
      }),
    );
  });
});

describe('broaderCycle', () => {
  const found = { kind: 'broaderCycle', severity: 'error', field: 'broaderId', language: null };

  test('finds each circle once, without what hangs on it', () => {
    const contents = contentsOf({
      below: { broaderId: 'a' },
      a: { broaderId: 'b' },
      b: { broaderId: 'c' },
      c: { broaderId: 'a' },
      self: { broaderId: 'self' },
      fine: {},
    });
    expect(checkVocabulary(contents)).toEqual([
      { ...found, conceptIds: ['a', 'b', 'c'], detail: 'a → b → c → a' },
      { ...found, conceptIds: ['self'], detail: 'self → self' },
    ]);
  });

  test('does not keep related concepts in a circle from being found', () => {
    const contents = contentsOf({ a: { broaderId: 'b', relatedIds: ['b'] }, b: { broaderId: 'a' } });
    expect(checkVocabulary(contents).map(({ kind }) => kind)).toEqual(['relatedIsBroader', 'broaderCycle']);
  });
});

test('broaderMissing finds a broader concept that is not there', () => {
  expect(checkVocabulary(contentsOf({ a: { broaderId: 'gone' } }))).toEqual([
    {
      kind: 'broaderMissing',
      severity: 'error',
      conceptIds: ['a'],
      field: 'broaderId',
      language: null,
      detail: 'gone',
    },
  ]);
});

test('redundantRelation finds what is related to itself or listed twice, not what is said by both', () => {
  const contents = contentsOf({ a: { relatedIds: ['b', 'a', 'b', 'a', 'b'] }, b: { relatedIds: ['a'] } });
  const found = {
    kind: 'redundantRelation',
    severity: 'warning',
    conceptIds: ['a'],
    field: 'relatedIds',
    language: null,
  };
  expect(checkVocabulary(contents)).toEqual([
    { ...found, detail: 'a' },
    { ...found, detail: 'b' },
  ]);
});

describe('missingLanguage', () => {
  const contents = contentsOf({
    a: { prefLabels: { en: 'wipe', ja: '拭く', und: 'A' } },
    b: { prefLabels: { en: 'pour', ja: '注ぐ', und: 'B' } },
    c: { prefLabels: { en: 'tape', de: 'kleben', und: 'C' } },
    d: { prefLabels: { en: 'scan' } },
    old: { prefLabels: { de: 'alt' }, ...deprecated('a') },
  });
  const found = { kind: 'missingLanguage', severity: 'warning', field: 'prefLabels', language: 'ja', detail: '2/4' };

  test('finds active concepts without a label in a language that half of them have', () => {
    expect(checkVocabulary(contents)).toEqual([
      { ...found, conceptIds: ['c'] },
      { ...found, conceptIds: ['d'] },
    ]);
  });

  test('finds concepts that no prompt can be made for, where most have only another language', () => {
    const japanese = contentsOf({
      a: { prefLabels: { ja: '拭く' } },
      b: { prefLabels: { ja: '注ぐ' }, prompts: { en: ['a worker pouring'] } },
      c: { prefLabels: { ja: '貼る', und: 'C' } },
      d: { prefLabels: { ja: '読む', en: 'scan' } },
    });
    const checks = (promptLanguages: string[]) => checkVocabulary(japanese, { promptLanguages });
    expect(checks(['en'])).toEqual([{ ...found, conceptIds: ['a'], language: 'en', detail: '1/4' }]);
    expect(checks(['en', 'ja'])).toEqual([]);
    expect(checks([])).toEqual([]);
  });

  test('takes another share', () => {
    expect(checkVocabulary(contents, { languageShare: 0.51 })).toEqual([]);
    const german = checkVocabulary(contents, { languageShare: 0.25 }).filter(({ language }) => language === 'de');
    expect(german.map(({ conceptIds }) => conceptIds)).toEqual([['a'], ['b'], ['d']]);
  });
});

test('wrongScript finds Japanese in English texts, and Japanese labels without any', () => {
  const contents = contentsOf({
    a: { prefLabels: { 'en-GB': 'ﾈｼﾞ締め' }, prompts: { en: ['a person 締める', 'tightening'], ja: ['締める人'] } },
    b: { prefLabels: { ja: 'Tighten' }, altLabels: { ja: ['LED', '5S', 'wipe', 'wipe'], 'ja-Latn': ['shimeru'] } },
    c: { prefLabels: { en: 'LED', und: '検査' }, hiddenLabels: { ja: ['kensa'], en: ['けんさ'] } },
  });
  const found = { kind: 'wrongScript', severity: 'warning' };
  expect(checksOf('wrongScript', contents)).toEqual([
    { ...found, conceptIds: ['a'], field: 'prefLabels', language: 'en-GB', detail: 'ﾈｼﾞ締め' },
    { ...found, conceptIds: ['a'], field: 'prompts', language: 'en', detail: 'a person 締める' },
    { ...found, conceptIds: ['b'], field: 'prefLabels', language: 'ja', detail: 'Tighten' },
    { ...found, conceptIds: ['b'], field: 'altLabels', language: 'ja', detail: 'wipe' },
  ]);
});

test('emptyText finds labels that say nothing, and takes them for no duplicates', () => {
  const contents = contentsOf({
    a: { prefLabels: { ja: '－' }, altLabels: { ja: ['', '○'] } },
    b: { prefLabels: { ja: '－' }, hiddenLabels: { ja: [' \u3000'] } },
  });
  const found = { kind: 'emptyText', severity: 'error', language: 'ja' };
  expect(checkVocabulary(contents)).toEqual([
    { ...found, conceptIds: ['a'], field: 'prefLabels', detail: '－' },
    { ...found, conceptIds: ['a'], field: 'altLabels', detail: '' },
    { ...found, conceptIds: ['b'], field: 'prefLabels', detail: '－' },
    { ...found, conceptIds: ['b'], field: 'hiddenLabels', detail: ' \u3000' },
  ]);
});

test('replacementMissing tells a retirement without replacement from a replacement that is not there', () => {
  const contents = contentsOf({ a: {}, retired: deprecated(), old: deprecated('a', 'gone', 'gone') });
  const found = { kind: 'replacementMissing', field: 'replacedByIds', language: null };
  expect(checkVocabulary(contents)).toEqual([
    { ...found, severity: 'error', conceptIds: ['old'], detail: 'gone' },
    { ...found, severity: 'hint', conceptIds: ['retired'], detail: '' },
  ]);
});

describe('replacementDeprecated', () => {
  const found = { kind: 'replacementDeprecated', severity: 'warning', field: 'replacedByIds', language: null };

  test('lets a chain be that arrives', () => {
    expect(checkVocabulary(contentsOf({ a: deprecated('b'), b: deprecated('c'), c: {} }))).toEqual([]);
  });

  test('lets an active concept be that says what would replace it', () => {
    expect(checksOf('replacementDeprecated', contentsOf({ a: { replacedByIds: ['b'] }, b: deprecated() }))).toEqual([]);
  });

  test('finds a chain that ends nowhere once, for all that run into it', () => {
    const contents = contentsOf({ a: deprecated('b'), b: deprecated('d'), c: deprecated('d'), d: deprecated() });
    expect(checksOf('replacementDeprecated', contents)).toEqual([
      { ...found, conceptIds: ['a', 'b', 'c'], detail: 'a → b → d' },
    ]);
  });

  test('finds a circle once, with what leads into it', () => {
    const contents = contentsOf({ x: deprecated('a'), a: deprecated('b'), b: deprecated('a'), s: deprecated('s') });
    expect(checkVocabulary(contents)).toEqual([
      { ...found, conceptIds: ['x', 'a', 'b'], detail: 'x → a → b → a' },
      { ...found, conceptIds: ['s'], detail: 's → s' },
    ]);
  });

  test('finds the lost part of a split', () => {
    const contents = contentsOf({ a: deprecated('b', 'c'), b: {}, c: deprecated() });
    expect(checksOf('replacementDeprecated', contents)).toEqual([{ ...found, conceptIds: ['a'], detail: 'a → c' }]);
  });
});

test('missingDefinition speaks up from a quarter on', () => {
  const contents = contentsOf({
    a: { definitions: { ja: '布で汚れを取る' } },
    b: { definitions: { en: ' ' } },
    c: {},
    d: {},
    old: deprecated('a'),
  });
  const found = {
    kind: 'missingDefinition',
    severity: 'hint',
    field: 'definitions',
    language: null,
    detail: '1/4',
  };
  expect(checkVocabulary(contents)).toEqual(['b', 'c', 'd'].map((id) => ({ ...found, conceptIds: [id] })));
  expect(checkVocabulary(contents, { definitionShare: 0.3 })).toEqual([]);
});

/** What stands above a concept, by going up step by step. */
function above(contents: VocabularyContents, id: string): string[] {
  const broaderId = contents.get(id)?.broaderId ?? null;
  return broaderId === null ? [] : [broaderId, ...above(contents, broaderId)];
}

function planted(id: string, facts: Facts = {}): ConceptContent {
  const prefLabels = { en: `planted ${id}`, ja: `追加 ${id}` };
  return { ...bareContent(id, prefLabels), definitions: { en: 'What was planted.' }, ...facts };
}

const word = fc.stringMatching(/^[a-z]{3,8}$/);
const japaneseWord = fc.string({ unit: fc.constantFrom(...'締付けるネジを拭くボルト箱詰め検査ー'), minLength: 1 });
const seedling = fc.record({
  word,
  japaneseWord,
  broader: fc.option(fc.nat(), { nil: null }),
  related: fc.uniqueArray(fc.nat(20), { maxLength: 3 }),
  isDeprecated: fc.boolean(),
});

/** Three to twenty concepts with nothing wrong; the first three are active. */
const cleanContents = fc.array(seedling, { minLength: 3, maxLength: 20 }).map((seeds): VocabularyContents => {
  const contents = new Map<string, ConceptContent>();
  for (const [index, seed] of seeds.entries()) {
    const broaderId = seed.broader === null || index === 0 ? null : `c${seed.broader % index}`;
    const over = broaderId === null ? [] : [broaderId, ...above(contents, broaderId)];
    contents.set(`c${index}`, {
      ...bareContent(`c${index}`, { en: `${seed.word} ${index}`, ja: `締め${seed.japaneseWord}${index}` }),
      altLabels: { en: [`${seed.word} alternative ${index}`] },
      hiddenLabels: { ja: [`しめ ${index}`] },
      definitions: { en: 'What it means.' },
      prompts: { en: [`a person ${seed.word}`], ja: ['締める人'] },
      broaderId,
      relatedIds: seed.related.map((to) => `c${to}`).filter((to) => contents.has(to) && !over.includes(to)),
      ...(seed.isDeprecated && index > 2 ? deprecated(`c${index - 1}`) : {}),
    });
  }
  return contents;
});

/** Changes and adds concepts. */
function sow(contents: VocabularyContents, ...concepts: ConceptContent[]): VocabularyContents {
  return new Map([...contents, ...concepts.map((concept) => [concept.id, concept] as const)]);
}

interface Fault {
  readonly name: string;
  /** `concept` is an active one. */
  readonly plant: (contents: VocabularyContents, concept: ConceptContent) => VocabularyContents;
  readonly expected: (concept: ConceptContent) => Partial<VocabularyCheck>;
}

const faults: readonly Fault[] = [
  {
    name: 'a synonym that is the label',
    plant: (contents, concept) => sow(contents, { ...concept, altLabels: { en: ['other', concept.prefLabels.en] } }),
    expected: ({ id, prefLabels }) => ({ kind: 'labelsNotDisjoint', conceptIds: [id], detail: prefLabels.en }),
  },
  {
    name: 'a sibling of the same name in capitals',
    plant: (contents, { broaderId, prefLabels }) =>
      sow(contents, planted('p', { broaderId, prefLabels: { ja: '追加', en: prefLabels.en.toUpperCase() } })),
    expected: ({ id }) => ({ kind: 'duplicateLabel', severity: 'error', conceptIds: [id, 'p'], language: 'en' }),
  },
  {
    name: 'a narrower concept of the same name',
    plant: (contents, { id, prefLabels }) =>
      sow(contents, planted('p', { broaderId: id, prefLabels: { ...prefLabels, en: 'planted' } })),
    expected: ({ id }) => ({ kind: 'duplicateLabel', severity: 'warning', conceptIds: [id, 'p'], language: 'ja' }),
  },
  {
    name: 'a synonym that is the name of another',
    plant: (contents, { prefLabels }) => sow(contents, planted('p', { altLabels: { ja: [prefLabels.ja] } })),
    expected: ({ id }) => ({ kind: 'duplicateLabel', severity: 'warning', conceptIds: [id, 'p'], field: 'altLabels' }),
  },
  {
    name: 'a relation to the top',
    plant: (contents, { id }) =>
      sow(contents, planted('p', { broaderId: id, relatedIds: [above(contents, id).at(-1) ?? id] })),
    expected: () => ({ kind: 'relatedIsBroader', severity: 'error' }),
  },
  {
    name: 'a circle',
    plant: (contents, { id }) => {
      const top = contents.get(above(contents, id).at(-1) ?? id) ?? planted('p');
      const unrelated = [...contents.values()].map((concept) => ({ ...concept, relatedIds: [] }));
      return sow(contents, ...unrelated, { ...top, relatedIds: [], broaderId: id });
    },
    expected: () => ({ kind: 'broaderCycle', severity: 'error' }),
  },
  {
    name: 'a broader concept that is not there',
    plant: (contents, concept) => sow(contents, { ...concept, broaderId: 'gone' }),
    expected: ({ id }) => ({ kind: 'broaderMissing', severity: 'error', conceptIds: [id], detail: 'gone' }),
  },
  {
    name: 'a relation to itself',
    plant: (contents, concept) => sow(contents, { ...concept, relatedIds: [...concept.relatedIds, concept.id] }),
    expected: ({ id }) => ({ kind: 'redundantRelation', severity: 'warning', conceptIds: [id], detail: id }),
  },
  {
    name: 'a relation listed twice',
    plant: (contents, { id }) => sow(contents, planted('p', { relatedIds: [id, id] })),
    expected: ({ id }) => ({ kind: 'redundantRelation', severity: 'warning', conceptIds: ['p'], detail: id }),
  },
  {
    name: 'a label that is not translated',
    plant: (contents, concept) => sow(contents, { ...concept, prefLabels: { en: concept.prefLabels.en } }),
    expected: ({ id }) => ({ kind: 'missingLanguage', severity: 'warning', conceptIds: [id], language: 'ja' }),
  },
  {
    name: 'Japanese as an English prompt',
    plant: (contents, concept) => sow(contents, { ...concept, prompts: { en: [concept.prefLabels.ja] } }),
    expected: ({ id }) => ({ kind: 'wrongScript', severity: 'warning', conceptIds: [id], field: 'prompts' }),
  },
  {
    name: 'English as a Japanese label',
    plant: (contents, concept) => sow(contents, { ...concept, prefLabels: { ...concept.prefLabels, ja: 'planted' } }),
    expected: ({ id }) => ({ kind: 'wrongScript', severity: 'warning', conceptIds: [id], language: 'ja' }),
  },
  {
    name: 'a label of dots',
    plant: (contents, concept) => sow(contents, { ...concept, altLabels: { ja: [' … '] } }),
    expected: ({ id }) => ({ kind: 'emptyText', severity: 'error', conceptIds: [id], field: 'altLabels' }),
  },
  {
    name: 'a retirement without replacement',
    plant: (contents) => sow(contents, planted('p', deprecated())),
    expected: () => ({ kind: 'replacementMissing', severity: 'hint', conceptIds: ['p'] }),
  },
  {
    name: 'a replacement that is not there',
    plant: (contents, { id }) => sow(contents, planted('p', deprecated(id, 'gone'))),
    expected: () => ({ kind: 'replacementMissing', severity: 'error', conceptIds: ['p'], detail: 'gone' }),
  },
  {
    name: 'replacements in a circle',
    plant: (contents) => sow(contents, planted('p', deprecated('q')), planted('q', deprecated('p'))),
    expected: () => ({ kind: 'replacementDeprecated', severity: 'warning', conceptIds: ['p', 'q'] }),
  },
  {
    name: 'a definition left out',
    plant: (contents, concept) => sow(contents, { ...concept, definitions: {} }),
    expected: ({ id }) => ({ kind: 'missingDefinition', severity: 'hint', conceptIds: [id] }),
  },
];

describe('a generated vocabulary', () => {
  test('that is clean gives nothing', () => {
    fc.assert(
      fc.property(cleanContents, (contents) => {
        expect(checkVocabulary(contents)).toEqual([]);
      }),
    );
  });

  test.each(faults)('with $name gives exactly that', ({ plant, expected }) => {
    fc.assert(
      fc.property(cleanContents, fc.nat(), (contents, at) => {
        const active = [...contents.values()].filter(({ status }) => status === 'active');
        const concept = active[at % active.length];
        expect(checkVocabulary(plant(contents, concept))).toEqual([expect.objectContaining(expected(concept))]);
      }),
    );
  });
});
