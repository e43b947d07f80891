import { windowMeans } from './logits.ts';
import { windows } from './window.ts';
import type { WindowOptions } from './window.ts';

/** How well the windows of a video fit a text. */
export interface ScoredVideo {
  /** Mean cosine of each window's frames: what recognition scores, without the encoder's scale. */
  readonly similarities: Float32Array;
  /** Where windows begin, and where the last one ends: `similarities.length + 1` times, ascending. */
  readonly boundariesMs: Int32Array;
}

/** Windows of a video that touch and all fit a text. */
export interface Moment {
  /** Of the video, in the list that was searched. */
  readonly videoIndex: number;
  readonly startMs: number;
  readonly endMs: number;
  /** Of the best window. */
  readonly similarity: number;
  /** The middle of the best window. */
  readonly bestMs: number;
}

/**
 * Averages the cosines of frames over windows, as recognition averages their logits.
 *
 * @param cosines of the frames to the text
 * @param timesMs presentation times of the frames, ascending
 */
export function scoreWindows(
  cosines: Float32Array,
  timesMs: readonly number[],
  durationMs: number,
  options: WindowOptions = {},
): ScoredVideo {
  const spans = windows(timesMs, durationMs, options);
  const boundariesMs = new Int32Array(spans.length + 1);
  for (const [index, { startMs, endMs }] of spans.entries()) {
    boundariesMs[index] = startMs;
    boundariesMs[index + 1] = endMs;
  }
  return { similarities: windowMeans(cosines, 1, spans), boundariesMs };
}

/**
 * The moments that fit best, best first: windows are taken one by one, best first; those that touch are one moment, and
 * the first that would begin one too many is the end. So every moment reaches as far as its windows are better than all
 * that has been left out. Windows that are less than a standard deviation better than the average are never taken: they
 * fit no better than anything else.
 *
 * @param count of moments at most, ≥ 1; in small libraries there may be fewer
 */
export function findMoments(videos: readonly ScoredVideo[], count: number): Moment[] {
  const runs = new Runs(count);
  for (const place of bestPlaces(videos)) if (!runs.take(place)) break;
  return runs.all().map(({ videoIndex, first, last, best, similarity }) => {
    const { boundariesMs } = videos[videoIndex];
    const bestMs = Math.floor((boundariesMs[best] + boundariesMs[best + 1]) / 2);
    return { videoIndex, startMs: boundariesMs[first], endMs: boundariesMs[last + 1], similarity, bestMs };
  });
}

interface Place {
  readonly videoIndex: number;
  readonly windowIndex: number;
  readonly similarity: number;
}

/** Windows above the floor, best first; ties in the order of videos and of time. */
function bestPlaces(videos: readonly ScoredVideo[]): Place[] {
  const floor = floorOf(videos);
  const places: Place[] = [];
  for (const [videoIndex, { similarities }] of videos.entries())
    for (const [windowIndex, similarity] of similarities.entries())
      if (similarity >= floor) places.push({ videoIndex, windowIndex, similarity });
  return places.toSorted((one, other) => other.similarity - one.similarity);
}

/** A standard deviation above the mean; never more than the best, which rounding could exceed. */
function floorOf(videos: readonly ScoredVideo[]): number {
  let [count, sum, squares, best] = [0, 0, 0, -Infinity];
  for (const { similarities } of videos) {
    count += similarities.length;
    for (const value of similarities) {
      sum += value;
      squares += value * value;
      if (value > best) best = value;
    }
  }
  const mean = sum / count;
  return Math.min(best, mean + Math.sqrt(Math.max(0, squares / count - mean * mean)));
}

interface Run {
  readonly videoIndex: number;
  /** Windows `[first, last]`. */
  readonly first: number;
  readonly last: number;
  readonly best: number;
  readonly similarity: number;
}

/** Runs of touching windows, by video and by each of their ends. */
class Runs {
  readonly #limit: number;
  readonly #byEnd = new Map<string, Run>();
  readonly #runs = new Set<Run>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns whether there was room for it */
  take({ videoIndex, windowIndex, similarity }: Place): boolean {
    const before = this.#byEnd.get(`${videoIndex} ${windowIndex - 1}`);
    const after = this.#byEnd.get(`${videoIndex} ${windowIndex + 1}`);
    if (!before && !after && this.#runs.size === this.#limit) return false;
    const own: Run = { videoIndex, first: windowIndex, last: windowIndex, best: windowIndex, similarity };
    const parts = [before, after, own].filter((run) => run !== undefined);
    for (const part of parts) this.#runs.delete(part);
    this.#add(joined(parts));
    return true;
  }

  /** Best first. */
  all(): Run[] {
    return [...this.#runs].toSorted((one, other) => other.similarity - one.similarity);
  }

  #add(run: Run): void {
    this.#runs.add(run);
    this.#byEnd.set(`${run.videoIndex} ${run.first}`, run);
    this.#byEnd.set(`${run.videoIndex} ${run.last}`, run);
  }
}

function joined(runs: readonly Run[]): Run {
  const best = runs.reduce((one, other) => (other.similarity > one.similarity ? other : one));
  return {
    ...best,
    first: Math.min(...runs.map(({ first }) => first)),
    last: Math.max(...runs.map(({ last }) => last)),
  };
}
