import { expect, test } from '@jest/globals';
import {
  describeWithLists,
  idOfLabel,
  readKineticsMigration,
  RENAMED,
  reviewedConcepts,
  SPLIT,
} from '../../../../test/factories/kinetics-migration.ts';
import { applyOperations } from './apply-operation.ts';
import { resolveConcepts } from './resolve-concepts.ts';

describeWithLists('Kinetics-400 becomes Kinetics-600', () => {
  const { before, wanted, gone, operations } = readKineticsMigration();
  const after = applyOperations(before, operations, { publishedIds: new Set(before.keys()) });

  test('by operations alone', () => {
    const active = [...after.values()].filter(({ status }) => status === 'active');
    expect(active.map(({ prefLabels }) => prefLabels['en']).toSorted()).toEqual(wanted.toSorted());
    const handled = new Set(
      operations.flatMap((each) =>
        'id' in each ? [each.id] : each.kind === 'put' && each.concepts.length === 1 ? [each.concepts[0]?.id] : [],
      ),
    );
    expect(gone.filter((label) => !handled.has(idOfLabel(label)))).toEqual([]);
  });

  test('and of ten thousand reviews none is lost, and none is guessed', () => {
    const reviews = reviewedConcepts([...before.keys()], 10_000);
    const targets = resolveConcepts([after, before]);
    const labelOf = (id: string) => after.get(id)?.prefLabels['en'];
    const counts = { same: 0, renamed: 0, split: 0, retired: 0 };
    for (const id of reviews) {
      const old = before.get(id)!.prefLabels['en'];
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
