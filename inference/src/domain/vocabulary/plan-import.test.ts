import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { bareContent } from './concept-content.ts';
import type { ConceptContent } from './concept-content.ts';
import { planImport } from './plan-import.ts';
import { checkVocabulary } from './vocabulary-checks.ts';
import { NO_SCHEME } from './vocabulary-document.ts';
import type { ReadDocument, SpokenField } from './vocabulary-document.ts';

type Said = Partial<Omit<ConceptContent, 'position'>> & { readonly position?: number | null };

const ALL: readonly SpokenField[] = [
  { field: 'prefLabels', key: 'en' },
  { field: 'prefLabels', key: 'ja' },
  { field: 'altLabels', key: 'en' },
  { field: 'broaderId', key: null },
  { field: 'relatedIds', key: null },
  { field: 'status', key: null },
  { field: 'replacedByIds', key: null },
];

function file(rows: readonly Said[], spoken = ALL): ReadDocument {
  const toRow = (said: Said, index: number) => ({
    place: `line ${index + 2}`,
    concept: { ...bareContent('', {}), position: null, ...said },
    problems: [],
  });
  return { scheme: NO_SCHEME, version: null, rows: rows.map(toRow), spoken, encoding: null };
}

const draftOf = (...concepts: readonly ConceptContent[]) => new Map(concepts.map((each) => [each.id, each]));
const en = (label: string) => ({ prefLabels: { en: label } });
const told = (rows: readonly Said[], draft = draftOf()) =>
  planImport(file(rows), draft).rows.map(({ place, code, fixed }) => `${place} ${code}${fixed ? ' fixed' : ''}`);

describe('a plan of an import', () => {
  test('makes readable ids out of labels, the same every time', () => {
    const rows = [en('Tighten a bolt!'), en('tighten-a-bolt'), { prefLabels: { ja: '締付け（本締め）' } }];
    expect([...planImport(file(rows), draftOf()).contents.keys()]).toEqual([
      'tighten-a-bolt',
      'tighten-a-bolt-2',
      '締付け-本締め',
    ]);
  });

  test('knows a concept of the draft by its label, where the file has no ids', () => {
    const draft = draftOf({ ...bareContent('w7', { en: 'Tighten' }), notation: 'N' });
    const plan = planImport(file([{ prefLabels: { en: 'ｔighten ', ja: '締付け' } }]), draft);
    expect(plan).toMatchObject({ addedCount: 0, changedCount: 1 });
    expect(plan.contents.get('w7')).toMatchObject({ notation: 'N', prefLabels: { en: 'ｔighten', ja: '締付け' } });
  });

  test('gives a concept of the draft to one row only, and a deprecated one to none', () => {
    const draft = draftOf(bareContent('w7', { en: 'Wipe', ja: '拭く' }), {
      ...bareContent('old', { en: 'Weld' }),
      status: 'deprecated',
    });
    const { contents } = planImport(file([en('Wipe'), { prefLabels: { ja: '拭く' } }, en('Weld')]), draft);
    expect([...contents.keys()]).toEqual(['w7', 'old', '拭く', 'weld']);
  });

  test('puts new concepts behind their siblings', () => {
    const draft = draftOf({ ...bareContent('a', { en: 'A' }), position: 4 });
    const { contents } = planImport(file([en('B'), { ...en('C'), broaderId: 'a' }, en('D')]), draft);
    expect([...contents.values()].map(({ id, position }) => [id, position])).toEqual([
      ['a', 4],
      ['b', 5],
      ['c', 0],
      ['d', 6],
    ]);
  });

  test('takes away what nobody sees, and parts of videos that are empty', () => {
    const examples = [{ note: 'once', videoSha256: 'v', startMs: 5, endMs: 5 }];
    const rows = [{ id: 'a', ...en('Wi\u200Bpe\uFEFF '), examples }];
    const { contents } = planImport(file(rows), draftOf());
    expect(contents.get('a')).toMatchObject({
      prefLabels: { en: 'Wipe' },
      examples: [{ note: 'once', videoSha256: null, startMs: null, endMs: null }],
    });
    expect(told(rows)).toEqual(['line 2 example fixed', 'line 2 text fixed']);
  });

  test('takes no name for a reference that two concepts have', () => {
    const rows = [
      { id: '1', ...en('Left'), notation: 'H' },
      { id: '2', ...en('Right'), notation: 'H' },
      { id: '3', ...en('Grip'), broaderId: 'H' },
    ];
    expect(planImport(file(rows), draftOf()).contents.get('3')?.broaderId).toBeNull();
  });

  test('leaves alone what the file is silent about', () => {
    const before = {
      ...bareContent('a', { en: 'A', ja: 'あ' }),
      altLabels: { en: ['x'], ja: ['y'] },
      prompts: { en: ['p'] },
      position: 7,
    };
    const plan = planImport(file([{ id: 'a', ...en('B') }], [{ field: 'prefLabels', key: 'en' }]), draftOf(before));
    expect(plan.put).toEqual([{ ...before, prefLabels: { en: 'B', ja: 'あ' } }]);
  });

  test('empties what the file speaks of and is empty there, but for the last label', () => {
    const before = { ...bareContent('a', { en: 'A' }), altLabels: { en: ['x'] } };
    const [after] = planImport(file([{ id: 'a' }]), draftOf(before)).put;
    expect(after).toEqual(bareContent('a', { en: 'A' }));
  });

  test('tells rows apart that say nothing or say it twice', () => {
    const rows = [{ id: 'a', ...en('A') }, { id: 'a', ...en('B') }, { id: 'x' }, en('C'), en('C'), {}];
    expect(told(rows)).toEqual([
      'line 3 duplicateId',
      'line 4 labelMissing',
      'line 6 duplicateLabel',
      'line 7 labelMissing',
    ]);
  });

  test('keeps equal labels under different concepts', () => {
    const rows = [en('Left'), en('Right'), { ...en('Grip'), broaderId: 'Left' }, { ...en('Grip'), broaderId: 'Right' }];
    const { contents, addedCount } = planImport(file(rows), draftOf());
    expect(addedCount).toBe(4);
    expect(contents.get('grip')?.broaderId).toBe('left');
    expect(contents.get('grip-2')?.broaderId).toBe('right');
  });

  test('finds broader concepts by id, notation and label, and takes away what is not there', () => {
    const rows = [
      { id: '1', ...en('Work'), notation: 'W' },
      { id: '2', ...en('a'), broaderId: '1' },
      { id: '3', ...en('b'), broaderId: 'W' },
      { id: '4', ...en('c'), broaderId: 'ＷＯＲＫ' },
      { id: '5', ...en('d'), broaderId: '9', relatedIds: ['8', '5', 'Work'] },
    ];
    const { contents } = planImport(file(rows), draftOf());
    expect([...contents.values()].map(({ broaderId }) => broaderId)).toEqual([null, '1', '1', '1', null]);
    expect(contents.get('5')?.relatedIds).toEqual(['1']);
    expect(told(rows)).toEqual([
      'line 6 broaderMissing fixed',
      'line 6 relatedMissing fixed',
      'line 6 relatedMissing fixed',
    ]);
  });

  test('cuts circles, drops related that is broader, and synonyms that are the label', () => {
    const rows = [
      { id: 'a', ...en('A'), broaderId: 'b' },
      { id: 'b', ...en('B'), broaderId: 'a', relatedIds: ['a'] },
      { id: 'c', ...en('Screw'), altLabels: { en: ['ｓcrew', 'fix', 'FIX '] } },
    ];
    const { contents } = planImport(file(rows), draftOf());
    expect(contents.get('c')?.altLabels).toEqual({ en: ['fix'] });
    expect(checkVocabulary(contents).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(told(rows)).toEqual([
      'line 2 broaderCycle fixed',
      'line 3 relatedIsBroader fixed',
      'line 4 labelsNotDisjoint fixed',
      'line 4 labelsNotDisjoint fixed',
    ]);
  });

  test('leaves out mappings that lead nowhere or run something', () => {
    const targets = ['https://example.org/w#tighten', 'no IRI', 'javascript:alert(1)', 'DATA:text/html,x'];
    const mappings = targets.map((target) => ({ relation: 'exactMatch' as const, target }));
    const rows = [{ id: 'a', ...en('A'), mappings }];
    expect(planImport(file(rows), draftOf()).contents.get('a')?.mappings).toEqual([mappings[0]]);
    expect(told(rows)).toEqual(Array(3).fill('line 2 mappingTarget fixed'));
  });

  test('retires what the file does not have: published concepts stay deprecated, others go', () => {
    const draft = draftOf(bareContent('old', { en: 'Old' }), bareContent('gone', { en: 'Gone' }), {
      ...bareContent('stays', { en: 'Stays' }),
      broaderId: 'gone',
      relatedIds: ['gone', 'old'],
    });
    const spoken = ALL.slice(0, 1);
    const options = { removeMissing: true, publishedIds: new Set(['old', 'stays']) };
    const plan = planImport(file([{ id: 'stays', ...en('Stays') }], spoken), draft, options);
    expect(plan).toMatchObject({ removedIds: ['gone'], removedCount: 2, changedCount: 1, unchangedCount: 0 });
    expect(plan.contents.get('old')?.status).toBe('deprecated');
    expect(plan.contents.get('stays')).toMatchObject({ broaderId: null, relatedIds: ['old'] });
  });

  test('lets nothing that goes stand in the place of what stays', () => {
    const draft = draftOf(bareContent('gone', { en: 'Gone' }), bareContent('stays', { en: 'Stays' }), {
      ...bareContent('old', { en: 'Old' }),
      status: 'deprecated',
      replacedByIds: ['gone', 'stays'],
    });
    const options = { removeMissing: true, publishedIds: new Set(['old']) };
    const { contents } = planImport(file([{ id: 'stays', ...en('Stays') }]), draft, options);
    expect(contents.get('old')?.replacedByIds).toEqual(['stays']);
  });

  test('is at rest once it is carried out', () => {
    const id = fc.constantFrom('', 'a', 'b', 'c', 'd');
    const label = fc.constantFrom('A', 'a ', 'B', 'Ｂ', 'c', 'd');
    const said = fc.record({
      id,
      prefLabels: fc.dictionary(fc.constantFrom('en', 'ja'), label, { maxKeys: 2 }),
      altLabels: fc.dictionary(fc.constant('en'), fc.array(label, { maxLength: 3 }), { maxKeys: 1 }),
      broaderId: fc.option(fc.oneof(id, label)),
      relatedIds: fc.array(fc.oneof(id, label), { maxLength: 2 }),
      status: fc.constantFrom('active' as const, 'deprecated' as const),
      replacedByIds: fc.array(fc.oneof(id, label), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(said, { maxLength: 6 }), (rows) => {
        const { contents } = planImport(file(rows), draftOf());
        const structural = checkVocabulary(contents).filter(({ kind }) =>
          ['broaderCycle', 'broaderMissing', 'relatedIsBroader', 'labelsNotDisjoint', 'emptyText'].includes(kind),
        );
        expect(structural).toEqual([]);
        const again = planImport(file([...contents.values()]), contents);
        expect(again.put).toEqual([]);
        expect(again.rows.filter(({ fixed }) => fixed)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
