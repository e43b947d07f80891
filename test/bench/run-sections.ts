import path from 'node:path';
import { limitOf, meets, shown } from './figure.ts';
import type { Figure } from './figure.ts';
import { noted } from './report/occasion.ts';
import { REPORT_FILE, REPORT_FOLDER, readReport, withResult } from './report/report.ts';
import type { Outcome } from './report/report.ts';
import { writeReport } from './report/write-report.ts';
import { endApart, runApart } from './run-apart.ts';
import { SECTIONS } from './sections.ts';

const SCRIPT = path.join(import.meta.dirname, 'measure-section.ts');

/**
 * Measures sections, one after another, each in a process of its own, and writes the report after each: whatever happens, what
 * was measured is there.
 *
 * @returns names of those that failed
 */
export async function runSections(names: readonly string[]): Promise<string[]> {
  const end = (signal: NodeJS.Signals) => {
    endApart();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  const failed: string[] = [];
  for (const name of names) {
    process.stdout.write(`${name}\n`);
    const { value: outcome, occasion } = await noted(() => outcomeOf(name));
    if (outcome.state === 'failed') failed.push(name);
    process.stdout.write(linesOf(outcome));
    // Read again: somebody else may have measured another one meanwhile.
    const report = withResult(await readReport(REPORT_FILE), name, { ...occasion, ...outcome });
    await writeReport(REPORT_FOLDER, report, Object.keys(SECTIONS));
  }
  process.off('SIGINT', end).off('SIGTERM', end);
  return failed;
}

function outcomeOf(name: string): Promise<Outcome> {
  return runApart<Outcome>(SCRIPT, { args: [name] }).catch((error: Error) => ({
    state: 'failed',
    reason: error.message,
    notes: [],
  }));
}

function linesOf(outcome: Outcome): string {
  return outcome.state === 'failed' ? `  FAILED: ${outcome.reason}\n` : outcome.figures.map(line).join('');
}

function line(figure: Figure): string {
  const { name, value, unit, target } = figure;
  const wanted = target === undefined ? '' : `  ${meets(figure) ? 'meets' : 'MISSES'} ${limitOf(figure)}`;
  return `  ${name.padEnd(64)} ${shown(value).padStart(10)} ${unit}${wanted}\n`;
}
