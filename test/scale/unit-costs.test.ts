import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import type { Report, SectionResult } from '../bench/report/report.ts';
import { COST_NAMES, costsOf, readCosts, sectionsMissing } from './unit-costs.ts';

const occasion = {
  date: '2026-11-30T00:00:00.000Z',
  commit: null,
  machine: { cpu: '', coreCount: 1, memoryBytes: 1, platform: '', node: '' },
  seconds: 1,
};

/** A report whose n-th cost is n + 1. */
function wholeReport(): Report {
  const sections = Map.groupBy(
    COST_NAMES.map(({ section, figure }, index) => ({ section, name: figure, value: index + 1, unit: '' })),
    ({ section }) => section,
  );
  const results = [...sections].map(([section, figures]): [string, SectionResult] => [
    section,
    { ...occasion, state: 'measured', figures, charts: [], notes: [] },
  ]);
  return { sections: Object.fromEntries(results) };
}

test('costs are the figures of the report', () => {
  const report = wholeReport();
  expect(sectionsMissing(report)).toEqual([]);
  expect(Object.values(costsOf(report))).toEqual(COST_NAMES.map((_, index) => index + 1));
});

test('what the report lacks is named', () => {
  const { mes, ...others } = wholeReport().sections;
  expect(mes).toBeDefined();
  const failed: SectionResult = { ...occasion, state: 'failed', reason: 'no network', notes: [] };
  const report = { sections: { ...others, mes: failed } };
  expect(sectionsMissing(report)).toEqual(['mes']);
  expect(() => costsOf(report)).toThrow('these costs have to be numbers above 0: queriesPerSecond');
});

test('costs are read from a file of them', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-costs-'));
  const file = path.join(folder, 'costs.json');
  const costs = costsOf(wholeReport());
  await writeFile(file, JSON.stringify(costs));
  expect(await readCosts(file)).toEqual(costs);
  await writeFile(file, JSON.stringify({ ...costs, frameBytes: 0 }));
  await expect(readCosts(file)).rejects.toThrow('numbers above 0: frameBytes');
  await rm(folder, { recursive: true });
});
