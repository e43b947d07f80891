/** The queue's tasks: names and payloads. Each may be repeated at any time: it goes on from what is in the database. */
import { z } from 'zod';

const id = z.uuid();

export const taskPayloads = {
  /** Looks for files in a library's folder; then probes those that are new or have changed. */
  scan: z.object({ jobId: id, libraryId: id }),
  /** Makes the frame embeddings of a recognition's video, unless they are there; then hands on to `recognize`. */
  embed: z.object({ recognitionVideoId: id }),
  /** Compares a video's embeddings with the words and stores segments. */
  recognize: z.object({ recognitionVideoId: id }),
  /** Tells, for the reviews that a version has queued, how probable each candidate is. */
  suggest: z.object({ versionId: id }),
  /** Fetches an encoder. */
  pull: z.object({ jobId: id, catalogueId: z.string() }),
} as const;

export type TaskName = keyof typeof taskPayloads;
export type TaskPayload<N extends TaskName> = z.infer<(typeof taskPayloads)[N]>;

export interface TaskSettings {
  /** Tasks of this name that one worker runs at a time. */
  readonly concurrency: number;
  /** A worker that has not been heard from for this long is taken for dead; ≥ 10. */
  readonly heartbeatSeconds: number;
  /** Retries after the first attempt, with growing pauses. */
  readonly retryLimit: number;
}

export const TASK_SETTINGS: Readonly<Record<TaskName, TaskSettings>> = {
  scan: { concurrency: 1, heartbeatSeconds: 12, retryLimit: 3 },
  embed: { concurrency: 1, heartbeatSeconds: 12, retryLimit: 3 },
  recognize: { concurrency: 2, heartbeatSeconds: 12, retryLimit: 3 },
  suggest: { concurrency: 1, heartbeatSeconds: 12, retryLimit: 3 },
  pull: { concurrency: 1, heartbeatSeconds: 12, retryLimit: 3 },
};
