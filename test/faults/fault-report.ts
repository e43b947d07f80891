import { markdownTable } from '../report/markdown.ts';
import type { SuiteOptions } from './suite.ts';
import type { SuiteReport } from './run-suites.ts';

/** What `npm run faults` writes down. */
export interface FaultReport extends SuiteOptions {
  readonly machine: { readonly cpu: string; readonly coreCount: number; readonly node: string };
  readonly suites: readonly SuiteReport[];
}

/** The report as a page for people. */
export function faultPage({ seed, isQuick, machine, suites }: FaultReport): string {
  const failed = suites.filter(({ state }) => state === 'failed');
  const untried = suites.filter(({ state }) => state === 'left out');
  return [
    '# What was broken on purpose',
    [
      `${suites.length} suites, seed ${seed}${isQuick ? ', quick: smaller than a full run' : ''}.`,
      `${failed.length} failed, ${untried.length} left out. Suites without a seed are the same each time.`,
      `${machine.cpu}, ${machine.coreCount} cores, Node ${machine.node}.`,
    ].join(' '),
    markdownTable(
      ['suite', 'state', 'seed', 'counts', 'seconds'],
      suites.map((suite) => [
        suite.name,
        suite.state,
        suite.seed === null ? '' : `${suite.seed}`,
        countsOf(suite),
        suite.wallSeconds.toFixed(0),
      ]),
    ),
    ...suites.flatMap(sectionOf),
  ].join('\n\n');
}

/** `3 files, 2 decoders` */
export function countsOf({ counts }: SuiteReport): string {
  return Object.entries(counts)
    .map(([what, count]) => `${count.toLocaleString('en')} ${what}`)
    .join(', ');
}

function sectionOf({ name, does, failures, leftOut }: SuiteReport): string[] {
  return [
    `## ${name}`,
    does,
    ...(failures.length > 0 ? [listOf('Failures', failures)] : []),
    ...(leftOut.length > 0 ? [listOf('Left out', leftOut)] : []),
  ];
}

function listOf(title: string, lines: readonly string[]): string {
  return `${title}:\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}
