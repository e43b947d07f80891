import { catalogueEntry } from '../../models/catalogue.ts';
import { installEncoder } from '../../models/install.ts';
import { formatSize, parseCommand, warnTo } from '../command-io.ts';
import { ProgressBar } from '../progress-bar.ts';
import type { CommandIo } from '../command-io.ts';

/** `models pull ID`: fetches a catalogue encoder. */
export async function pullCommand(argv: string[], io: CommandIo): Promise<number> {
  const { values, argument: id, folder } = parseCommand(argv, { from: { type: 'string' } }, 'encoder id');
  const entry = catalogueEntry(id);
  if (entry.bundled !== undefined) {
    io.stdout.write(`${id} comes with the product; nothing to fetch\n`);
    return 0;
  }
  const warn = warnTo(io);
  entry.warnings.forEach(warn);
  const bar = new ProgressBar(io.stderr);
  const onProgress = (file: string, received: number, total: number | null): void => {
    const size = total === null ? formatSize(received) : `${formatSize(received)} of ${formatSize(total)}`;
    bar.show(file, total ? received / total : 0, size);
  };
  const options = { folder, warn, from: values.from, signal: io.signal, onProgress };
  const home = await installEncoder(entry, options).finally(() => bar.clear());
  io.stdout.write(`${id} is installed in ${home}\n`);
  return 0;
}
