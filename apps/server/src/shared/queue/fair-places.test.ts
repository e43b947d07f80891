import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { fairPlaces } from './fair-places.ts';

describe('fairPlaces', () => {
  test('puts a group behind its own, and a new one where the queue is now', () => {
    const last = new Map([['a', 900]]);
    expect(fairPlaces(['b', 'b', 'a', 'b', 'a'], { first: 5, last })).toEqual([5, 6, 901, 7, 902]);
    expect(last).toEqual(new Map([['a', 900]]));
    expect(fairPlaces(['a', 'b'], { first: 0, last: new Map() })).toEqual([0, 0]);
  });

  test('lets no group be more than one task behind another while both have some waiting', () => {
    const arrivals = fc.array(
      fc.record({ group: fc.constantFrom('a', 'b', 'c'), count: fc.integer({ max: 20, min: 1 }) }),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(
        arrivals,
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 12, maxLength: 12 }),
        (list, pauses) => {
          let waiting: { group: string; place: number }[] = [];
          const served: { group: string; waited: Set<string> }[] = [];
          const serve = () => {
            waiting.sort((one, other) => one.place - other.place);
            const [next] = waiting;
            if (!next) return;
            served.push({ group: next.group, waited: new Set(waiting.map(({ group }) => group)) });
            waiting = waiting.slice(1);
          };
          list.forEach(({ group, count }, index) => {
            const last = new Map<string, number>();
            for (const task of waiting) last.set(task.group, Math.max(task.place, last.get(task.group) ?? -Infinity));
            const first = waiting.length > 0 ? Math.min(...waiting.map(({ place }) => place)) : 0;
            const places = fairPlaces(
              Array.from({ length: count }, () => group),
              { first, last },
            );
            waiting.push(...places.map((place) => ({ group, place })));
            for (let n = 0; n < pauses[index]!; n++) serve();
          });
          while (waiting.length > 0) serve();
          for (const one of ['a', 'b', 'c'])
            for (const other of ['a', 'b', 'c']) {
              let lead = 0;
              for (const { group, waited } of served) {
                // Only while both wait does one have to give way to the other.
                if (!waited.has(one) || !waited.has(other)) lead = 0;
                else if (group === one) lead++;
                else if (group === other) lead = Math.max(0, lead - 1);
                expect(one === other ? 0 : lead).toBeLessThanOrEqual(2);
              }
            }
        },
      ),
    );
  });
});
