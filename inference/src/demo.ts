/** `npm start`: the command line's help, then a recognition of the demo's videos with the bundled encoder. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from './cli/command-line.ts';

const folder = path.join(import.meta.dirname, '../demo');
const names = (await readdir(folder)).filter((name) => name.endsWith('.mp4'));
const videos = names.toSorted().map((name) => path.relative(process.cwd(), path.join(folder, name)));
const vocabulary = path.relative(process.cwd(), path.join(folder, 'vocabulary.csv'));
const argv = ['recognize', ...videos, '--vocabulary', vocabulary];

await runCommand(['help'], process);
process.stdout.write(`\n$ npx actionary ${argv.join(' ')}\n\n`);
process.exitCode = await runCommand(argv, process);
