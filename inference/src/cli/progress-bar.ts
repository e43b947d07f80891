import type { TextSink } from './command-io.ts';

const BAR_WIDTH = 24;
const REDRAW_MS = 100;

/** One line that is drawn over itself on a terminal; elsewhere nothing is written. */
export class ProgressBar {
  readonly #sink: TextSink;
  #title = '';
  #drawnAt = -Infinity;

  constructor(sink: TextSink) {
    this.#sink = sink;
  }

  /** @param share 0 … 1 @param detail stands behind the bar */
  show(title: string, share: number, detail = ''): void {
    if (!this.#sink.isTTY) return;
    const now = performance.now();
    if (title === this.#title && share < 1 && now - this.#drawnAt < REDRAW_MS) return;
    this.#title = title;
    this.#drawnAt = now;
    const filled = Math.round(Math.min(1, share) * BAR_WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
    this.#sink.write(`\r\u001b[2K${title} ${bar} ${(share * 100).toFixed(0).padStart(3)} % ${detail}`);
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.#title !== '') this.#sink.write('\r\u001b[2K');
    this.#title = '';
  }
}
