import { expect, test } from '@jest/globals';
import { probableDecisions } from './probable-decisions.ts';

const candidate = (id: string, probability: number | null) => ({ probability, content: { concept: { id } } });

test('probableDecisions takes the best candidate where it is probable enough', () => {
  const items = [
    { id: '1', candidates: [candidate('a', 0.95), candidate('b', 0.05)] },
    { id: '2', candidates: [candidate('b', 0.9), candidate('a', 0.1)] },
    { id: '3', candidates: [candidate('a', 0.6), candidate('b', 0.4)] },
    { id: '4', candidates: [candidate('a', null), candidate('b', null)] },
    { id: '5', candidates: [] },
  ];
  expect(probableDecisions(items, 0.9)).toEqual([
    { itemId: '1', conceptId: 'a' },
    { itemId: '2', conceptId: 'b' },
  ]);
});
