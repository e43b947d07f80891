import { catalogueEntry } from '../../models/catalogue.ts';
import { installEncoder } from '../../models/install.ts';
import { formatSize, parseCommand, signalOf, warnTo } from './command-io.ts';
import type { CommandIo, TextSink } from './command-io.ts';

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
  const bar = io.stderr.isTTY ? new ProgressBar(io.stderr) : undefined;
  const from = values.from === undefined ? {} : { from: values.from };
  const onProgress = (file: string, received: number, total: number | null): void => bar?.show(file, received, total);
  const home = await installEncoder(entry, { folder, warn, ...from, ...signalOf(io), onProgress }).finally(() =>
    bar?.end(),
  );
  io.stdout.write(`${id} is installed in ${home}\n`);
  return 0;
}

const BAR_WIDTH = 24;
const REDRAW_MS = 100;

/** One line that is drawn over itself. */
class ProgressBar {
  readonly #sink: TextSink;
  #file = '';
  #drawnAt = 0;

  constructor(sink: TextSink) {
    this.#sink = sink;
  }

  show(file: string, received: number, total: number | null): void {
    const now = performance.now();
    if (file === this.#file && received !== total && now - this.#drawnAt < REDRAW_MS) return;
    if (file !== this.#file) this.end();
    this.#file = file;
    this.#drawnAt = now;
    const share = total ? received / total : 0;
    const filled = Math.round(share * BAR_WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
    const size = total === null ? formatSize(received) : `${formatSize(received)} of ${formatSize(total)}`;
    this.#sink.write(`\r\u001b[2K${file} ${bar} ${(share * 100).toFixed(0).padStart(3)} % ${size}`);
  }

  end(): void {
    if (this.#file !== '') this.#sink.write('\n');
    this.#file = '';
  }
}
