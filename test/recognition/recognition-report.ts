/**
 * `npm run recognition-report [-- --seed N] [-- --quick]`: what recognition is worth, on the small world of the bundled encoder
 * and on embeddings of UCF101 where they are; writes `recognition-report/report.json`, `report.md` and pictures. Ends with an
 * error where a figure that has one right value does not have it.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeReport } from './make-report.ts';
import { reportPage } from './report-page.ts';
import { FEATURES } from './ucf101-source.ts';

const FOLDER = path.join(import.meta.dirname, '../../recognition-report');
const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, quick: { type: 'boolean' } } });
const seed = Number(values.seed);
if (!Number.isSafeInteger(seed)) throw new Error(`invalid seed "${values.seed}"; give a whole number`);

const report = await makeReport({ seed, isQuick: values.quick ?? false, features: FEATURES }, (line) =>
  process.stdout.write(`${line}\n`),
);
const write = (name: string, content: string) => writeFile(path.join(FOLDER, name), `${content}\n`);
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER);
for (const { file, svg } of report.sections.flatMap(({ pictures }) => pictures)) await write(file, svg);
const withoutDrawings = (key: string, value: unknown) => (key === 'svg' ? undefined : value);
await write('report.json', JSON.stringify(report, withoutDrawings, 2));
await write('report.md', reportPage(report));
process.stdout.write('wrote recognition-report/report.md, report.json and pictures\n');
process.exitCode = report.isReproduced ? 0 : 1;
