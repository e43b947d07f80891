import { expect, test } from '@jest/globals';
import type { CheckFragment } from '../../../../generated/graphql.ts';
import { mendingPlace, recipeTroubles } from './recipe-checks.ts';

const check = (kind: CheckFragment['kind'], detail: string): CheckFragment => ({
  kind,
  severity: 'warning',
  field: 'prefLabels',
  language: 'en',
  detail,
  concepts: [],
});

test('recipeTroubles puts first what the server refuses, by kind', () => {
  const troubles = recipeTroubles([
    check('unseenWord', 'a'),
    check('missingLanguage', 'b'),
    check('missingLanguage', 'c'),
  ]);
  expect(troubles.map(({ kind, isRefused, checks }) => [kind, isRefused, checks.length])).toEqual([
    ['missingLanguage', true, 2],
    ['unseenWord', false, 1],
  ]);
});

test('mendingPlace is the draft of the vocabulary whose version it is, else the version', () => {
  const published = { id: 'v1', number: 1, status: 'published', conceptCount: 1 } as const;
  const draft = { id: 'v2', number: 2, conceptCount: 1 };
  const vocabulary = (open: typeof draft | null) => ({
    id: 'v',
    name: '',
    draft: open,
    versions: { nodes: [published] },
  });
  expect(mendingPlace([vocabulary(draft)], 'v1')).toEqual({ vocabularyId: 'v', number: 2 });
  expect(mendingPlace([vocabulary(null)], 'v1')).toEqual({ vocabularyId: 'v', number: 1 });
  expect(mendingPlace([vocabulary(null)], 'other')).toBeNull();
});
