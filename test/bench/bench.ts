/**
 * `npm run bench [-- SECTION…]`: measures and prints a table, and writes `bench-report.json`.
 * Ratios compare ways of doing the same work, taken in turn within one run.
 */
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import { benchAdapters } from './adapters.ts';
import { benchAdmin } from './admin.ts';
import { benchBackup } from './backup.ts';
import { benchCamera } from './camera.ts';
import { benchDecode } from './decode.ts';
import { benchDiff } from './diff.ts';
import { benchEncode } from './encode.ts';
import type { Figure } from './figure.ts';
import { benchExchange } from './exchange.ts';
import { benchGrowth } from './growth.ts';
import { benchLibraries } from './libraries.ts';
import { benchLive } from './live.ts';
import { benchMes } from './mes.ts';
import { benchPages } from './pages.ts';
import { benchPlatform } from './platform.ts';
import { benchPreprocessing } from './preprocessing.ts';
import { benchRescore } from './rescore.ts';
import { benchSpans } from './spans.ts';
import { benchTimeline } from './timeline.ts';
import { benchVocabularies } from './vocabularies.ts';
import { benchWords } from './words.ts';
import { benchWorkers } from './workers.ts';
import { benchDemo, benchTraining } from './workbench.ts';

type Section = (note: (text: string) => void) => Promise<readonly Figure[]>;

const SECTIONS: Readonly<Record<string, Section>> = {
  preprocessing: benchPreprocessing,
  decode: benchDecode,
  encode: benchEncode,
  training: benchTraining,
  adapters: benchAdapters,
  demo: benchDemo,
  platform: benchPlatform,
  mes: benchMes,
  exchange: benchExchange,
  backup: benchBackup,
  admin: benchAdmin,
  timeline: benchTimeline,
  pages: benchPages,
  words: benchWords,
  rescore: benchRescore,
  diff: benchDiff,
  growth: benchGrowth,
  workers: benchWorkers,
  spans: benchSpans,
  vocabularies: benchVocabularies,
  libraries: benchLibraries,
  live: benchLive,
  camera: benchCamera,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(SECTIONS, name));
if (unknown.length > 0) {
  process.stderr.write(`unknown section ${unknown.join(', ')}; known: ${Object.keys(SECTIONS).join(', ')}\n`);
  process.exit(2);
}

const meets = ({ value, target, isCeiling }: Figure) =>
  target === undefined || (isCeiling ? value <= target : value >= target);

function line(figure: Figure): string {
  const { name, value, unit, target, isCeiling } = figure;
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4;
  const wanted =
    target === undefined ? '' : `  ${meets(figure) ? 'meets' : 'MISSES'} ${isCeiling ? '≤' : '≥'} ${target}`;
  return `  ${name.padEnd(64)} ${value.toFixed(digits).padStart(10)} ${unit}${wanted}\n`;
}

const notes: string[] = [];
const sections: Record<string, readonly Figure[]> = {};
for (const [name, section] of Object.entries(SECTIONS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stdout.write(`${name}\n`);
  sections[name] = await section((text) => {
    notes.push(text);
    process.stdout.write(`  ${text}\n`);
  });
  for (const figure of sections[name]) process.stdout.write(line(figure));
}
const machine = { cpu: os.cpus()[0]?.model, coreCount: os.cpus().length, node: process.version };
await writeFile('bench-report.json', `${JSON.stringify({ machine, sections, notes }, null, 2)}\n`);
process.stdout.write('wrote bench-report.json\n');
