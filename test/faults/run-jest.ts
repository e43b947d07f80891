import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { COUNTS_VARIABLE } from '../factories/note-counts.ts';
import { firstLines } from './suite.ts';
import type { SuiteFindings } from './suite.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const JEST = path.join(ROOT, 'node_modules/jest/bin/jest.js');

/** What jest says of a run as JSON, as far as it is read here. */
interface JestReport {
  readonly testResults: readonly {
    readonly name: string;
    /** Of a file that could not be run; empty otherwise, or what `assertionResults` say. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/**
 * Runs test files by jest, and counts what they say they have looked at (`noteCounts`). Nothing is tried twice.
 *
 * @param files paths from `root` on; one that does not exist is a failure
 * @param root of the project whose jest configuration holds; default: this one
 */
export async function runJest(files: readonly string[], root = ROOT): Promise<SuiteFindings> {
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-faults-'));
  const [outputFile, countsFile] = [path.join(folder, 'jest.json'), path.join(folder, 'counts')];
  const args = ['--json', '--outputFile', outputFile, '--runTestsByPath', ...files];
  const { CI: _, ...env } = process.env;
  try {
    const child = spawn(process.execPath, ['--no-warnings', JEST, ...args], {
      cwd: root,
      env: { ...env, [COUNTS_VARIABLE]: countsFile },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    await once(child, 'close');
    const report = await readFile(outputFile, 'utf8').catch(() => null);
    if (report === null) throw new Error(`jest has told nothing: ${firstLines(complaints)}`);
    return findingsOf(JSON.parse(report) as JestReport, files, await readCounts(countsFile));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function findingsOf(
  { testResults }: JestReport,
  files: readonly string[],
  noted: Readonly<Record<string, number>>,
): SuiteFindings {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed');
  const broken = testResults.filter(({ assertionResults, message }) => assertionResults.length === 0 && message !== '');
  const untold = files.filter((file) => !testResults.some(({ name }) => name.endsWith(path.normalize(file))));
  const passedCount = tests.filter(({ status }) => status === 'passed').length;
  return {
    seed: null,
    counts: { tests: passedCount + failed.length, ...noted },
    failures: [
      ...failed.map(({ fullName, failureMessages }) => `${fullName}: ${firstLines(failureMessages.join('\n'))}`),
      ...broken.map(({ name, message }) => `${path.basename(name)}: ${firstLines(message)}`),
      ...untold.map((file) => `${file} was not run`),
    ],
    leftOut: tests.filter(({ status }) => status === 'pending').map(({ fullName }) => fullName),
  };
}

async function readCounts(file: string): Promise<Record<string, number>> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
  const sums: Record<string, number> = {};
  for (const line of lines)
    for (const [name, count] of Object.entries(JSON.parse(line) as Record<string, number>))
      sums[name] = (sums[name] ?? 0) + count;
  return sums;
}
