/** Kinetics-400 and Kinetics-600, two real lists of actions, and what a curator does to come from the one to the other. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe } from '@jest/globals';
import { bareContent } from '../../inference/src/domain/vocabulary/concept-content.ts';
import type { ConceptContent, VocabularyContents } from '../../inference/src/domain/vocabulary/concept-content.ts';
import type { VocabularyOperation } from '../../inference/src/domain/vocabulary/vocabulary-operation.ts';

const FOLDER = path.join(import.meta.dirname, '../../../shared/data/vocab');
/** Tests that need the lists; skipped where they are not. */
export const describeWithLists = existsSync(FOLDER) ? describe : describe.skip;

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8'));

function labelsOf(name: string): string[] {
  const { terms } = read(name) as { terms: { label_en: string }[] };
  return terms.map(({ label_en: label }) => label);
}

/** The same thing under another label: case, spelling, wording, or said more exactly. */
export const RENAMED: Readonly<Record<string, string>> = {
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

export const SPLIT: Readonly<Record<string, readonly string[]>> = {
  hugging: ['hugging baby', 'hugging (not baby)'],
  'opening bottle': ['opening wine bottle', 'opening bottle (not wine)'],
  'throwing ball': ['throwing snowballs', 'throwing ball (not baseball or American football)'],
};

export const idOfLabel = (label: string) => label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
const bare = (label: string): ConceptContent => bareContent(idOfLabel(label), { en: label });

/** What a curator does to come from the one list to the other. */
function operationsFor(before: VocabularyContents, wanted: readonly string[], gone: readonly string[]) {
  const operations: VocabularyOperation[] = [];
  for (const label of gone) {
    const id = idOfLabel(label);
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

/** Nothing where the lists are not there: what is skipped is collected all the same. */
export function readKineticsMigration() {
  const isThere = existsSync(FOLDER);
  const labels = isThere ? labelsOf('kinetics400') : [];
  const before: VocabularyContents = new Map(labels.map((label) => [idOfLabel(label), bare(label)]));
  const wanted = isThere ? labelsOf('kinetics600') : [];
  const gone = isThere ? readCases() : [];
  return { before, wanted, gone, operations: operationsFor(before, wanted, gone) };
}

function readCases(): string[] {
  const { cases } = read('fixture_kinetics_400_to_600_migration') as { cases: { old: string }[] };
  return cases.map(({ old }) => old);
}

/** Ids of concepts that reviews are about, all of them equally often. */
export function reviewedConcepts(ids: readonly string[], reviewCount: number): string[] {
  return Array.from({ length: reviewCount }, (_, index) => ids[(index * 7919) % ids.length]!);
}
