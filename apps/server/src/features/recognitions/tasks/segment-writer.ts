import { finishRecognitionVideos } from '@actionary/database';
import type { Database, RecognizedRun } from '@actionary/database';

/** Segments that are written in one transaction: about 1 MB, and half a second's work. */
const BATCH_SEGMENTS = 4096;
/** Videos without many segments are not kept waiting for others either. */
const BATCH_RUNS = 64;

/** Stores what was recognised, many videos in one transaction, while the next ones are being scored. */
export class SegmentWriter {
  readonly #db: Database;
  #waiting: RecognizedRun[] = [];
  #segmentCount = 0;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(db: Database) {
    this.#db = db;
  }

  /** May wait until what was added before is stored. @throws what went wrong with that */
  async add(run: RecognizedRun): Promise<void> {
    this.#waiting.push(run);
    this.#segmentCount += run.segments.length;
    if (this.#segmentCount >= BATCH_SEGMENTS || this.#waiting.length >= BATCH_RUNS) await this.#write();
  }

  /** Stores what is left. */
  async end(): Promise<void> {
    await this.#write();
    await this.#writing;
  }

  /** Begins, as soon as the batch before is written. */
  async #write(): Promise<void> {
    await this.#writing;
    if (this.#waiting.length === 0) return;
    this.#writing = finishRecognitionVideos(this.#db, this.#waiting);
    // Whoever comes next is told.
    this.#writing.catch(() => {});
    this.#waiting = [];
    this.#segmentCount = 0;
  }
}
