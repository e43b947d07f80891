/** `node measure-section.ts NAME`, with a channel: measures one section in a process of its own and sends what came of it. */
import type { Chart } from './figure.ts';
import type { Outcome } from './report/report.ts';
import { SECTIONS } from './sections.ts';

const [name = ''] = process.argv.slice(2);
const notes: string[] = [];
const charts: Chart[] = [];

async function measured(): Promise<Outcome> {
  try {
    const section = await SECTIONS[name]();
    const note = (text: string) => {
      notes.push(text);
      process.stdout.write(`  ${text}\n`);
    };
    const figures = await section(note, (chart) => charts.push(chart));
    return { state: 'measured', figures, charts, notes };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return { state: 'failed', reason: error instanceof Error ? error.message : String(error), notes };
  }
}

process.send?.(await measured(), () => process.disconnect());
