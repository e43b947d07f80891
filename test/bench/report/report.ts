import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Chart, Figure } from '../figure.ts';

/** All that was measured, each section when it was asked for last. */
export interface Report {
  readonly sections: Readonly<Record<string, SectionResult>>;
}

/** What came of a section. */
export type SectionResult = Occasion & Outcome;

/** When and where a section was measured. */
export interface Occasion {
  /** ISO 8601, of its beginning. */
  readonly date: string;
  /** Of the sources, `+` where they were changed since; null: not known. */
  readonly commit: string | null;
  readonly machine: Machine;
  readonly seconds: number;
}

export interface Machine {
  readonly cpu: string;
  readonly coreCount: number;
  readonly memoryBytes: number;
  readonly platform: string;
  readonly node: string;
}

export type Outcome = Measured | Failed;

interface Measured {
  readonly state: 'measured';
  readonly figures: readonly Figure[];
  readonly charts: readonly Chart[];
  readonly notes: readonly string[];
}

interface Failed {
  readonly state: 'failed';
  readonly reason: string;
  readonly notes: readonly string[];
}

/** Where `npm run bench` writes. */
export const REPORT_FOLDER = path.join(import.meta.dirname, '../../../bench-report');

export const REPORT_FILE = path.join(REPORT_FOLDER, 'report.json');

/** A report as it was written; an empty one where there is none yet. @throws where the file is no JSON */
export async function readReport(file: string = REPORT_FILE): Promise<Report> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{ "sections": {} }';
    throw error;
  });
  const report: Report = JSON.parse(text);
  return report;
}

/** The report with what came of one section now; all others stay as they are. */
export function withResult({ sections }: Report, name: string, result: SectionResult): Report {
  return { sections: { ...sections, [name]: result } };
}

/** The value of a figure; undefined where it was not measured. */
export function valueIn({ sections }: Report, section: string, figure: string): number | undefined {
  const result = sections[section];
  if (result?.state !== 'measured') return undefined;
  return result.figures.find(({ name }) => name === figure)?.value;
}
