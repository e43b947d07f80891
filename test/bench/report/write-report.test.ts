import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readReport } from './report.ts';
import type { Report } from './report.ts';
import { noted } from './occasion.ts';
import { writeReport } from './write-report.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-report-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a report is written with its pictures, read again, and loses pictures that are no more', async () => {
  const { value, occasion } = await noted(async () => 7);
  const axis = { label: 'n' };
  const series = [{ name: 'n', points: [{ x: 1, y: value }] }];
  const report: Report = {
    sections: {
      words: {
        ...occasion,
        state: 'measured',
        figures: [],
        charts: [{ id: 'words', title: 'Words', x: axis, y: axis, series }],
        notes: [],
      },
    },
  };
  expect(await readReport(path.join(folder, 'report.json'))).toEqual({ sections: {} });
  await writeFile(path.join(folder, 'old.svg'), '<svg/>');
  await writeReport(folder, report, ['words']);
  expect((await readdir(folder)).toSorted()).toEqual(['report.json', 'report.md', 'words.svg']);
  expect(await readReport(path.join(folder, 'report.json'))).toEqual(report);
  expect(await readFile(path.join(folder, 'report.md'), 'utf8')).toContain('![Words](words.svg)');
});
