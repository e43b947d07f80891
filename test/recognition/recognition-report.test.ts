import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Estimate } from '../../inference/src/domain/index.ts';
import { writeEmbeddings } from '../../inference/src/index.ts';
import { makeReport } from './make-report.ts';
import type { RecognitionReport } from './make-report.ts';
import { reportPage } from './report-page.ts';
import { verdictOf } from './section.ts';
import type { Table } from './section.ts';
import { spansOf } from './source.ts';
import { openUcf101 } from './ucf101-source.ts';

const estimate = (low: number, high: number, videoCount = 9): Estimate => ({
  mean: low,
  low,
  high,
  count: 9,
  videoCount,
});
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'actionary-features-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a verdict needs an interval on one side of 0, of five groups at least', () => {
  expect(verdictOf(estimate(0.01, 0.2))).toBe('better');
  expect(verdictOf(estimate(-0.2, -0.01))).toBe('worse');
  expect(verdictOf(estimate(-0.2, -0.01), true)).toBe('better');
  expect(verdictOf(estimate(0, 0))).toBe('not distinguishable');
  expect(verdictOf(estimate(0.01, 0.2, 4))).toBe('not distinguishable');
});

describe('a quick report', () => {
  let report: RecognitionReport;
  beforeAll(async () => {
    report = await makeReport({ seed: 1, isQuick: true, features: path.join(folder, 'nowhere') });
  });
  const tablesOf = (title: string) => report.sections.find((section) => section.title === title)!.tables;
  const figure = ({ rows }: Table, name: string, column: string) =>
    rows.find((row) => row.name === name)!.figures[column] as Estimate;

  test('says what is not here, and answers every question about the small world', () => {
    expect(report.leftOut).toEqual([expect.stringContaining('UCF101')]);
    const titles = ['Frozen', 'Adapters', 'Calibration', 'Unknown', 'Order-sensitive pairs', 'Cross-library'];
    expect(report.sections.map(({ title }) => title)).toEqual([...titles, 'Robustness', 'The workbench encoder']);
    expect(report.isReproduced).toBe(true);
    const page = reportPage(report);
    for (const title of titles) expect(page).toContain(`## ${title}`);
    expect(page).not.toMatch(/NaN|undefined/);
  });

  test('figures are the same wherever they are told, and lie in their intervals', () => {
    const frozen = tablesOf('Frozen')[0]!;
    for (const [index, distance] of ['near', 'far'].entries()) {
      const all = figure(frozen, `workbench world, ${distance} camera`, 'all');
      const adapters = tablesOf('Adapters').filter(({ title }) => title.includes(distance));
      expect(adapters).toHaveLength(2);
      for (const table of adapters) expect(figure(table, 'frozen', 'all')).toEqual(all);
      expect(figure(tablesOf('Cross-library')[3 * index]!, 'frozen', 'all')).toEqual(all);
      expect([all.count, all.videoCount]).toEqual([66, 6]);
    }
    const estimates = report.sections.flatMap(({ tables }) =>
      tables.flatMap(({ rows }) => rows.flatMap(({ figures }) => Object.values(figures))),
    );
    const wrong = estimates.filter(
      (each) => each !== null && typeof each !== 'number' && !(each.low <= each.mean && each.mean <= each.high),
    );
    expect(wrong).toEqual([]);
  });

  test('shows that a temporal adapter tells which way round, and that noise costs', () => {
    const [order] = tablesOf('Order-sensitive pairs');
    expect(order!.rows[1]!.verdicts['order']).toBe('better');
    const [robustness] = tablesOf('Robustness');
    expect(figure(robustness!, 'noise 32', 'frozen').mean).toBeLessThan(
      figure(robustness!, 'unchanged', 'frozen').mean,
    );
  });
});

test('embeddings of UCF101: clips of a recording are one group, and no concept has its own text among the others', async () => {
  const write = async (name: string, rows: readonly (readonly number[])[], names: readonly unknown[]) => {
    await writeEmbeddings(path.join(folder, `${name}.npy`), {
      rowCount: rows.length,
      dims: 2,
      data: Float32Array.from(rows.flat()),
    });
    await writeFile(path.join(folder, `${name}.json`), JSON.stringify(names));
  };
  const video = (clip: string, label: string) => ({ video: `v_${clip}.avi`, label });
  await write(
    'videos_test_groups01-04',
    [
      [1, 0],
      [0.9, 0.1],
      [0, 1],
    ],
    [video('Run_g01_c01', 'Run'), video('Run_g01_c02', 'Run'), video('Sit_g02_c01', 'Sit')],
  );
  await write('text_ucf62', [[2, 0]], [{ label: 'Run' }]);
  await write(
    'text_vggsound309',
    [
      [1, 0],
      [0, 3],
    ],
    ['running', 'rain'],
  );
  const source = await openUcf101(folder);
  expect(source!.groups).toEqual(['v_Run_g01', 'v_Run_g01', 'v_Sit_g02']);
  expect([...source!.negatives]).toEqual([0, 1]);
  expect(spansOf(source!).labels).toEqual(['Run', 'Run', 'Sit']);
});
