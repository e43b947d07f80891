import { expect, test } from '@jest/globals';
import { groupChecks } from './group-checks.ts';

test('groupChecks puts the worst first and keeps the order of kinds', () => {
  const checks = [
    { kind: 'missingLanguage', severity: 'warning', id: 1 },
    { kind: 'broaderCycle', severity: 'error', id: 2 },
    { kind: 'missingDefinition', severity: 'hint', id: 3 },
    { kind: 'missingLanguage', severity: 'warning', id: 4 },
    { kind: 'wrongScript', severity: 'warning', id: 5 },
  ] as const;
  expect(groupChecks(checks).map(({ key, checks: group }) => [key, group.map(({ id }) => id)])).toEqual([
    ['error broaderCycle', [2]],
    ['warning missingLanguage', [1, 4]],
    ['warning wrongScript', [5]],
    ['hint missingDefinition', [3]],
  ]);
});
