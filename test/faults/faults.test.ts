import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runHostile } from '../hostile/run-hostile.ts';
import { faultPage } from './fault-report.ts';
import { runJest } from './run-jest.ts';
import { runSuites } from './run-suites.ts';
import type { Suite } from './suite.ts';

const OPTIONS = { seed: 1, isQuick: true };
let project: string;

/** A project of its own, with tests of which one fails. */
beforeAll(async () => {
  project = await mkdtemp(path.join(tmpdir(), 'actionary-faults-test-'));
  await writeFile(path.join(project, 'package.json'), JSON.stringify({ jest: { transform: {} } }));
  const sound = (count: number) => `
    const { appendFileSync } = require('node:fs');
    test('counts', () => appendFileSync(process.env.FAULTS_COUNTS, '{"files":${count},"rows":1}\\n'));
    test.skip('is not tried here', () => {});`;
  await writeFile(path.join(project, 'one.test.js'), sound(2));
  await writeFile(path.join(project, 'two.test.js'), sound(3));
  await writeFile(path.join(project, 'bad.test.js'), `test('breaks', () => { throw new Error('it broke'); });`);
  await writeFile(path.join(project, 'wrong.test.js'), 'this is no program');
  await writeFile(path.join(project, 'notes.js'), `test('is never seen', () => {});`);
});
afterAll(() => rm(project, { recursive: true }));

const jestSuite = (name: string, files: readonly string[]): Suite => ({
  name,
  does: 'Runs tests.',
  run: () => runJest(files, project),
});
const inThisProcess = (suite: Suite) => suite.run(OPTIONS);

describe('runJest', () => {
  test('adds up what tests have looked at, and tells what was left out', async () => {
    expect(await runJest(['one.test.js', 'two.test.js'], project)).toEqual({
      seed: null,
      counts: { tests: 2, files: 5, rows: 2 },
      failures: [],
      leftOut: ['is not tried here', 'is not tried here'],
    });
  });

  test('tells a test that fails, a file that is no program, and one that jest does not take for a test', async () => {
    const { counts, failures } = await runJest(['bad.test.js', 'wrong.test.js', 'notes.js'], project);
    expect(counts).toEqual({ tests: 1 });
    expect(failures).toHaveLength(3);
    expect(failures[0]).toMatch(/^breaks: .*it broke/);
    expect(failures[1]).toMatch(/^wrong\.test\.js: /);
    expect(failures[2]).toBe('notes.js was not run');
  });
});

describe('runSuites', () => {
  test('goes on after a suite that fails or cannot be carried out, and reports both as failed', async () => {
    const unable: Suite = {
      name: 'unable',
      does: 'Nothing.',
      run: () => Promise.reject(new Error('no database\nat x')),
    };
    const suites = [jestSuite('bad', ['bad.test.js']), unable, jestSuite('sound', ['one.test.js'])];
    const told: string[] = [];
    const reports = await runSuites(suites, OPTIONS, { run: inThisProcess, onReport: ({ name }) => told.push(name) });
    expect(told).toEqual(['bad', 'unable', 'sound']);
    expect(reports.map(({ state }) => state)).toEqual(['failed', 'failed', 'passed']);
    expect(reports[1]!.failures).toEqual(['no database | at x']);
    const page = faultPage({ ...OPTIONS, machine: { cpu: 'one', coreCount: 1, node: 'v1' }, suites: reports });
    expect(page).toContain('3 suites, seed 1, quick: smaller than a full run. 2 failed, 0 left out.');
    expect(page).toMatch(/\| sound +\| passed +\| +\| 1 tests, 2 files, 1 rows +\|/);
    expect(page).toContain('- no database | at x');
  });

  test('a process that dies, or does not know its suite, is a suite that fails', async () => {
    const [report] = await runSuites([{ ...jestSuite('nobody', []), does: 'Is not there.' }], OPTIONS);
    expect(report).toMatchObject({ name: 'nobody', state: 'failed', counts: {} });
    expect(report!.failures[0]).toMatch(/its process ended \(1\)/);
  });
});

test('hostile media: each look at a file is counted once, and has an outcome', async () => {
  const { fileCount, passes, problems } = await runHostile({ seed: 3, rounds: 1, every: 60 });
  expect(problems).toEqual([]);
  expect(fileCount).toBeGreaterThan(5);
  expect(passes.map(({ outcomes }) => outcomes.length)).toEqual(passes.map(() => fileCount));
  expect(new Set(passes.map(({ what }) => what))).toEqual(new Set(['probe', 'frames']));
});
