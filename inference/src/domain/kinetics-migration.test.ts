import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { applyOperations } from './apply-operation.ts';
import { bareContent } from './concept-content.ts';
import type { ConceptContent, VocabularyContents } from './concept-content.ts';
import { resolveConcepts } from './resolve-concepts.ts';
import type { VocabularyOperation } from './vocabulary-operation.ts';

const FOLDER = path.join(import.meta.dirname, '../../../../shared/data/vocab');
const describeWithData = existsSync(FOLDER) ? describe : describe.skip;
const REVIEW_COUNT = 10_000;

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8'));

function labelsOf(name: string): string[] {
  const { terms } = read(name) as { terms: { label_en: string }[] };
  return terms.map(({ label_en: label }) => label);
}

/** The same thing under another label: case, spelling, wording, or said more exactly. */
const RENAMED: Readonly<Record<string, string>> = {
  'baby waking up': 'waking up',
  'balloon blowing': 'inflating balloons',
  'changing wheel': 'changing wheel (not on bike)',
  'cleaning floor': 'vacuuming floor',
  'cooking sausages': 'cooking sausages (not on barbeque)',
  'drinking beer': 'pouring beer',
  'dying hair': 'dyeing hair',
  'filling eyebrows': 'dyeing eyebrows',
  'garbage collecting': 'person collecting garbage',
  'making bed': 'making the bed',
  'passing American football (not in game)': 'passing american football (not in game)',
  'tossing salad': 'preparing salad',
  'tying tie': 'tying necktie',
};

const SPLIT: Readonly<Record<string, readonly string[]>> = {
  hugging: ['hugging baby', 'hugging (not baby)'],
  'opening bottle': ['opening wine bottle', 'opening bottle (not wine)'],
  'throwing ball': ['throwing snowballs', 'throwing ball (not baseball or American football)'],
};

const idOf = (label: string) => label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
const bare = (label: string): ConceptContent => bareContent(idOf(label), { en: label });

/** What a curator does to come from the one list to the other. */
function operationsFor(before: VocabularyContents, wanted: readonly string[], gone: readonly string[]) {
  const operations: VocabularyOperation[] = [];
  for (const label of gone) {
    const id = idOf(label);
    const into = SPLIT[label];
    if (RENAMED[label])
      operations.push({ kind: 'put', concepts: [{ ...before.get(id)!, prefLabels: { en: RENAMED[label] } }] });
    else if (into) operations.push({ kind: 'split', id, into: into.map(bare) });
    else operations.push({ kind: 'deprecate', id, replacedByIds: [] });
  }
  const made = new Set([...before.values()].map(({ prefLabels }) => prefLabels['en']));
  for (const operation of operations) {
    if (operation.kind === 'put') for (const { prefLabels } of operation.concepts) made.add(prefLabels['en']);
    if (operation.kind === 'split') for (const { prefLabels } of operation.into) made.add(prefLabels['en']);
  }
  const added = wanted.filter((label) => !made.has(label));
  return [...operations, { kind: 'put', concepts: added.map(bare) } as const];
}

describeWithData('Kinetics-400 becomes Kinetics-600', () => {
  const before: VocabularyContents = new Map(labelsOf('kinetics400').map((label) => [idOf(label), bare(label)]));
  const wanted = labelsOf('kinetics600');
  const { cases } = read('fixture_kinetics_400_to_600_migration') as { cases: { old: string }[] };
  const gone = cases.map(({ old }) => old);
  const operations = operationsFor(before, wanted, gone);
  const after = applyOperations(before, operations, { publishedIds: new Set(before.keys()) });

  test('by operations alone', () => {
    const active = [...after.values()].filter(({ status }) => status === 'active');
    expect(active.map(({ prefLabels }) => prefLabels['en']).toSorted()).toEqual(wanted.toSorted());
    const handled = new Set(
      operations.flatMap((each) =>
        'id' in each ? [each.id] : each.kind === 'put' && each.concepts.length === 1 ? [each.concepts[0]?.id] : [],
      ),
    );
    expect(gone.filter((label) => !handled.has(idOf(label)))).toEqual([]);
  });

  test('and of ten thousand reviews none is lost, and none is guessed', () => {
    const ids = [...before.keys()];
    const reviews = Array.from({ length: REVIEW_COUNT }, (_, index) => ids[(index * 7919) % ids.length]!);
    const targets = resolveConcepts([after, before]);
    const labelOf = (id: string) => after.get(id)?.prefLabels['en'];
    const counts = { same: 0, renamed: 0, split: 0, retired: 0 };
    for (const id of reviews) {
      const old = before.get(id)!.prefLabels['en']!;
      const now = targets.get(id)!.map(labelOf);
      // Whatever becomes of it, the version has what it was called.
      expect(after.has(id)).toBe(true);
      if (now.length > 1) expect(now).toEqual(SPLIT[old]);
      else if (now.length === 1) expect(now[0]).toBe(RENAMED[old] ?? old);
      else expect(gone).toContain(old);
      counts[now.length > 1 ? 'split' : now.length === 0 ? 'retired' : now[0] === old ? 'same' : 'renamed']++;
    }
    // 25 reviews of each of the 400: 368 kept, 13 renamed, 3 split, 16 retired.
    expect(counts).toEqual({ same: 9200, renamed: 325, split: 75, retired: 400 });
  });
});
