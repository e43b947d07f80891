import { isWanted } from '@actionary/database';
import type { Database, RoundWork } from '@actionary/database';

const CHECK_MS = 1000;

/** Does a part of a recognition, and aborts it soon after that is cancelled, paused or queued anew; that is no failure. */
export async function whileWanted(
  db: Database,
  part: RoundWork,
  stopped: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const unwanted = new AbortController();
  const timer = setInterval(() => void check().catch(() => {}), CHECK_MS);
  try {
    await work(AbortSignal.any([stopped, unwanted.signal]));
  } catch (error) {
    if (!unwanted.signal.aborted) throw error;
  } finally {
    clearInterval(timer);
  }

  // A check that fails is made again in a moment.
  async function check(): Promise<void> {
    if (!(await isWanted(db, part))) unwanted.abort();
  }
}
