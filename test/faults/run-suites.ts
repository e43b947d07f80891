import { fork } from 'node:child_process';
import path from 'node:path';
import { firstLines } from './suite.ts';
import type { Suite, SuiteFindings, SuiteOptions } from './suite.ts';

type SuiteState = 'passed' | 'failed' | 'left out';

/** What became of a suite. */
export interface SuiteReport extends SuiteFindings {
  readonly name: string;
  readonly does: string;
  /** `left out`: nothing of it could be tried here. */
  readonly state: SuiteState;
  readonly wallSeconds: number;
}

/** What a suite's process says at its end. */
type Outcome = { readonly findings: SuiteFindings } | { readonly problem: string };

interface RunOptions {
  readonly run?: (suite: Suite, options: SuiteOptions) => Promise<SuiteFindings>;
  readonly onStart?: (suite: Suite) => void;
  readonly onReport?: (report: SuiteReport) => void;
}

/**
 * Runs suites one after the other, those after a failure as well.
 *
 * @param run default: in a process of its own, which finds the suite by its name
 * @param onStart told of each when it begins
 * @param onReport told of each as soon as it is over
 */
export async function runSuites(
  suites: readonly Suite[],
  options: SuiteOptions,
  { run = inOwnProcess, onStart = () => {}, onReport = () => {} }: RunOptions = {},
): Promise<SuiteReport[]> {
  const reports: SuiteReport[] = [];
  for (const suite of suites) {
    onStart(suite);
    const startMs = performance.now();
    const findings = await run(suite, options).catch((error: Error) => failedBy(error.message));
    const { name, does } = suite;
    const wallSeconds = (performance.now() - startMs) / 1000;
    reports.push({ name, does, state: stateOf(findings), wallSeconds, ...findings });
    onReport(reports.at(-1)!);
  }
  return reports;
}

function stateOf({ failures, leftOut, counts }: SuiteFindings): SuiteState {
  if (failures.length > 0) return 'failed';
  return leftOut.length > 0 && counts['tests'] === 0 ? 'left out' : 'passed';
}

const failedBy = (problem: string): SuiteFindings => ({
  seed: null,
  counts: {},
  failures: [firstLines(problem)],
  leftOut: [],
});

function inOwnProcess({ name }: Suite, options: SuiteOptions): Promise<SuiteFindings> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, 'run-suite.ts'), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let complaints = '';
    child.stderr!.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    child.once('message', (outcome: Outcome) =>
      'findings' in outcome ? resolve(outcome.findings) : reject(new Error(outcome.problem)),
    );
    child.once('close', (code, signal) =>
      reject(new Error(`its process ended (${code ?? signal}) and said:\n${complaints}`)),
    );
    child.send({ name, options });
  });
}
