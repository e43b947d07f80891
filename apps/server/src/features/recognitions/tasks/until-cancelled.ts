import type { Database } from '@actionary/database';

const CHECK_MS = 1000;

/** Runs work on a recognition's video, and aborts it soon after the recognition is cancelled; that is no failure. */
export async function untilCancelled(
  db: Database,
  recognitionVideoId: string,
  stopped: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const cancelled = new AbortController();
  const timer = setInterval(() => void check().catch(() => {}), CHECK_MS);
  try {
    await work(AbortSignal.any([stopped, cancelled.signal]));
  } catch (error) {
    if (!cancelled.signal.aborted) throw error;
  } finally {
    clearInterval(timer);
  }

  // A check that fails is made again in a moment.
  async function check(): Promise<void> {
    const video = await db.prisma.recognitionVideo.findUnique({
      where: { id: recognitionVideoId },
      select: { state: true },
    });
    if (video?.state !== 'running') cancelled.abort();
  }
}
