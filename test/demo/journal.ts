import { ProgressBar } from '../../inference/src/cli/progress-bar.ts';

/** Something that was compared with what it should be. */
export interface Check {
  readonly chapter: string;
  /** What was checked. */
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  readonly isPassed: boolean;
}

export const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
export const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

/** What the evening tells while it goes on, and what it has checked. */
export class Journal {
  readonly #write: (text: string) => void;
  readonly #bar = new ProgressBar(process.stderr);
  readonly #checks: Check[] = [];
  readonly #tookMs: Record<string, number> = {};
  #chapter = '';

  /** @param write takes what is for people */
  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  get checks(): readonly Check[] {
    return this.#checks;
  }

  /** How long each chapter took, in milliseconds. */
  get tookMs(): Readonly<Record<string, number>> {
    return this.#tookMs;
  }

  /** @param sentence what is done in it @throws what the work throws, which is a check that did not pass */
  async chapter<T>(title: string, sentence: string, work: () => Promise<T>): Promise<T> {
    this.#chapter = title;
    const number = Object.keys(this.#tookMs).length + 1;
    this.#write(`\n${number}. ${title}\n   ${sentence}\n`);
    const startedAt = performance.now();
    try {
      return await work();
    } catch (error) {
      this.check('the chapter comes to its end', 'no error', (error as Error).message, false);
      throw error;
    } finally {
      this.#bar.clear();
      this.#tookMs[title] = performance.now() - startedAt;
      this.#write(`   (${(this.#tookMs[title] / 1000).toFixed(1)} s)\n`);
    }
  }

  /** A line with figures. */
  say(text: string): void {
    this.#bar.clear();
    this.#write(`   · ${text}\n`);
  }

  /** @param share 0 … 1 */
  progress(what: string, share: number): void {
    this.#bar.show(`   ${what}`, share);
  }

  check(what: string, expected: string, found: string, isPassed: boolean): void {
    this.#checks.push({ chapter: this.#chapter, what, expected, found, isPassed });
    this.#bar.clear();
    this.#write(`   ${isPassed ? '✓' : '✗'} ${what}: ${found}${isPassed ? '' : ` (expected: ${expected})`}\n`);
  }

  /** Both are told as text, and have to be the same. */
  equal(what: string, expected: number | string, found: number | string): void {
    this.check(what, String(expected), String(found), expected === found);
  }

  atLeast(what: string, least: number, found: number, write: (value: number) => string = String): void {
    this.check(what, `≥ ${write(least)}`, write(found), found >= least);
  }

  moreThan(what: string, bound: number, found: number, write: (value: number) => string = String): void {
    this.check(what, `> ${write(bound)}`, write(found), found > bound);
  }

  atMost(what: string, most: number, found: number, write: (value: number) => string = String): void {
    this.check(what, `≤ ${write(most)}`, write(found), found <= most);
  }
}
