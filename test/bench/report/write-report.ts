import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '../../../inference/src/adapters/write-whole.ts';
import { linePlot } from '../../report/line-plot.ts';
import { toMarkdown } from './markdown.ts';
import type { Report } from './report.ts';

/**
 * Writes `report.json`, `report.md` and a picture for each chart; pictures of charts that are no more are removed.
 * @param known names of all sections
 */
export async function writeReport(folder: string, report: Report, known: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const results = known.flatMap((name) => report.sections[name] ?? []);
  const charts = results.flatMap((result) => (result.state === 'measured' ? result.charts : []));
  const names = new Set(charts.map(({ id }) => `${id}.svg`));
  for (const name of await readdir(folder))
    if (name.endsWith('.svg') && !names.has(name)) await rm(path.join(folder, name));
  for (const chart of charts) await writeWhole(path.join(folder, `${chart.id}.svg`), linePlot(chart));
  await writeWhole(path.join(folder, 'report.md'), toMarkdown(report, known));
  await writeWhole(path.join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
}
