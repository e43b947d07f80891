const CHECK_MS = 1000;

/** Runs work, and aborts it soon after it is not wanted any more (cancelled, paused, queued anew); that is no failure. */
export async function whileWanted(
  isWanted: () => Promise<boolean>,
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
    if (!(await isWanted())) unwanted.abort();
  }
}
