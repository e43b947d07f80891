/**
 * `npm run scale [-- --costs FILE --plant FILE]`: what a plant with 10, 1,000 and 100,000 cameras asks of workers, PostgreSQL,
 * storage and network, from unit costs that were measured; prints tables, and writes them and the costs into `bench-report/`.
 * Costs come from the report of `npm run bench`; sections that it lacks are measured first. `--costs`: JSON as it was written
 * there; `--plant`: JSON with what differs from `PLANT`. See docs/scale.md.
 */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeWhole } from '../../inference/src/adapters/write-whole.ts';
import { REPORT_FOLDER, readReport } from '../bench/report/report.ts';
import { runSections } from '../bench/run-sections.ts';
import { simulateDay } from './day.ts';
import { PLANT } from './plant.ts';
import type { Plant } from './plant.ts';
import { costTable, growthTable, partitionTable, queueTable, resourceTable, roomTable } from './tables.ts';
import { costsOf, readCosts, sectionsMissing } from './unit-costs.ts';
import type { UnitCosts } from './unit-costs.ts';

const CAMERA_COUNTS = [10, 1000, 100_000];

const { values } = parseArgs({ options: { costs: { type: 'string' }, plant: { type: 'string' } } });

async function measuredCosts(): Promise<UnitCosts> {
  const missing = sectionsMissing(await readReport());
  if (missing.length > 0) {
    process.stdout.write(`to be measured first: ${missing.join(', ')}\n`);
    await runSections(missing);
  }
  return costsOf(await readReport());
}

async function plantOf(file: string | undefined): Promise<Plant> {
  return file === undefined ? PLANT : { ...PLANT, ...JSON.parse(await readFile(file, 'utf8')) };
}

const costs = values.costs === undefined ? await measuredCosts() : await readCosts(values.costs);
const plant = await plantOf(values.plant);
const days = CAMERA_COUNTS.map((cameraCount) => simulateDay(cameraCount, costs, plant));
const text = [
  '# Past one machine',
  costTable(costs),
  `## The plant\n\n\`\`\`json\n${JSON.stringify(plant, null, 2)}\n\`\`\``,
  queueTable(days),
  roomTable(days[1], costs, plant),
  resourceTable(days, costs, plant),
  growthTable(days, costs, plant),
  partitionTable(days, costs, plant),
].join('\n\n');
process.stdout.write(`${text}\n`);
await mkdir(REPORT_FOLDER, { recursive: true });
await writeWhole(path.join(REPORT_FOLDER, 'scale.md'), `${text}\n`);
await writeWhole(path.join(REPORT_FOLDER, 'costs.json'), `${JSON.stringify(costs, null, 2)}\n`);
