/**
 * `npm run bench [-- SECTION…]`: measures all sections or those that are named, prints their figures, and writes them into
 * `bench-report/`, where figures of other sections stay as they were. Ratios compare ways of doing the same work, taken in turn
 * within one run. Ends with 1 where a section failed; the others are measured all the same.
 */
import { runSections } from './run-sections.ts';
import { SECTIONS } from './sections.ts';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(SECTIONS, name));
if (unknown.length > 0) {
  process.stderr.write(`unknown section ${unknown.join(', ')}; known: ${Object.keys(SECTIONS).join(', ')}\n`);
  process.exit(2);
}

const failed = await runSections(Object.keys(SECTIONS).filter((name) => asked.length === 0 || asked.includes(name)));
process.stdout.write('wrote bench-report/: report.md, report.json and plots\n');
if (failed.length > 0) {
  process.stderr.write(`failed: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}
