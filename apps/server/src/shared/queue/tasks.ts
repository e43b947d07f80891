/** The queue's tasks. Each may be repeated at any time: it goes on from what is in the database. */
import { z } from 'zod';

/** A kind of task, for payloads `P`. */
export interface TaskDefinition<P> {
  readonly payload: z.ZodType<P>;
  /** Names the thing that a task is about: of tasks about the same thing, only one waits or runs. */
  readonly keyOf: (payload: P) => string;
  /** Tasks of this kind that one worker runs at a time. */
  readonly concurrency: number;
  /** Of those that wait, tasks with a greater one are taken first: −1, 0 or 1. */
  readonly priorityOf: (payload: P) => number;
}

interface TaskOptions<P> {
  readonly concurrency?: number;
  readonly priorityOf?: (payload: P) => number;
}

function define<P>(
  payload: z.ZodType<P>,
  keyOf: (payload: P) => string,
  { concurrency = 1, priorityOf = () => 0 }: TaskOptions<P> = {},
): TaskDefinition<P> {
  return { payload, keyOf, concurrency, priorityOf };
}

const id = z.uuid();
/** What tasks are told of their recognition. A task of an earlier round finds nothing to do. */
const ofRecognition = {
  // Tasks that an earlier version of this program has queued say neither.
  round: z.int().default(0),
  priority: z.enum(['low', 'normal', 'high']).default('normal'),
};
const ofVideo = z.object({ recognitionVideoId: id, ...ofRecognition });
type OfRecognition = Pick<z.infer<typeof ofVideo>, 'priority'>;

const PRIORITIES = { low: -1, normal: 0, high: 1 } as const;
const priorityOf = ({ priority }: OfRecognition) => PRIORITIES[priority];
const keyOfVideo = ({ recognitionVideoId, round }: z.infer<typeof ofVideo>) => `${recognitionVideoId}/${round}`;

export const TASKS = {
  /** Looks for files in a library's folder; then probes those that are new or have changed. */
  scan: define(z.object({ jobId: id, libraryId: id }), ({ jobId }) => jobId),
  /** Finds out what a video is that nobody has looked at yet. */
  probe: define(z.object({ videoId: id }), ({ videoId }) => videoId),
  /** Makes the frame embeddings of a recognition's video, unless they are there; then hands on to `recognize`. */
  embed: define(ofVideo, keyOfVideo, { priorityOf }),
  /** Makes a part of a long video's; `recognitionVideoId` is one that needs them. The last one hands on to `recognize`. */
  span: define(
    ofVideo.extend({ embeddingId: id, spanIndex: z.int(), spanCount: z.int() }),
    // Whoever needs it more queues it once more.
    ({ embeddingId, spanIndex, spanCount, priority }) => `${embeddingId} ${spanIndex}/${spanCount} ${priority}`,
    { priorityOf },
  ),
  /** Compares a video's embeddings with the words and stores segments. */
  recognize: define(ofVideo, keyOfVideo, { concurrency: 2, priorityOf }),
  /** The same for those of a recognition's videos `fromId` … `toId` that have embeddings already. */
  rescore: define(
    z.object({ recognitionId: id, fromId: id, toId: id, ...ofRecognition }),
    ({ fromId, round }) => `${fromId}/${round}`,
    { priorityOf },
  ),
  /** Tells, for the reviews that a version has queued, how probable each candidate is. */
  suggest: define(z.object({ versionId: id }), ({ versionId }) => versionId),
  /** Removes what a library does not keep any longer. */
  expire: define(z.object({ libraryId: id }), ({ libraryId }) => libraryId),
  /** Learns an adapter from reviews, and measures it. */
  train: define(z.object({ jobId: id }), ({ jobId }) => jobId),
  /** Measures what learning from reviews is worth. */
  evaluate: define(z.object({ jobId: id }), ({ jobId }) => jobId),
  /** Learns from reviews what a recipe's probabilities are worth. */
  calibrate: define(z.object({ jobId: id }), ({ jobId }) => jobId),
  /** Fetches an encoder. */
  pull: define(z.object({ jobId: id, catalogueId: z.string() }), ({ catalogueId }) => catalogueId),
} as const;

export type TaskName = keyof typeof TASKS;
export type TaskPayload<N extends TaskName> = z.infer<(typeof TASKS)[N]['payload']>;

/** The definition of a task, for code that works with all of them. */
export function taskOf<N extends TaskName>(name: N): TaskDefinition<TaskPayload<N>> {
  // TypeScript does not see that the name decides about both.
  return TASKS[name] as unknown as TaskDefinition<TaskPayload<N>>;
}
