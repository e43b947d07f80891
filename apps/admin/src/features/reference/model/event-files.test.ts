import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { B2MML_PLACES, EVENT_COLUMNS } from './event-files.ts';

const EVENTS = path.join(import.meta.dirname, '../../../../../server/src/features/work-events');
const read = (file: string) => readFileSync(path.join(EVENTS, file), 'utf8');

test('the columns are those of the file', () => {
  const [columns = ''] = /(?<=const COLUMNS\b.*= \{\n)(?:  \w+: .*\n)+/.exec(read('event-table.ts')) ?? [];
  expect([...columns.matchAll(/^  (\w+):/gm)].map(([, name]) => name)).toEqual([...EVENT_COLUMNS]);
});

test('the elements are those of the document', () => {
  const source = read('work-performance.ts');
  const names = Object.values(B2MML_PLACES).flatMap((place) => place.match(/\w+/g) ?? []);
  expect(names.filter((name) => !new RegExp(`['<]${name}['>\\s]`).test(source))).toEqual([]);
});
