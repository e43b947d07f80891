import { expect, test } from '@jest/globals';
import { byWorth } from './value-order.ts';

test('byWorth puts what adds value first, and what has no class last', () => {
  const classes = [null, 'waste', 'rework', 'net', 'allowance', 'incidental'];
  const sorted = byWorth(classes.map((valueClass) => ({ valueClass })));
  expect(sorted.map(({ valueClass }) => valueClass)).toEqual([
    'net',
    'incidental',
    'allowance',
    'waste',
    'rework',
    null,
  ]);
});
