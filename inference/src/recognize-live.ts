import { Backlog } from './backlog.ts';
import { FixedLagDecoder, labelSegments, Latencies } from './domain/index.ts';
import type { FixedLagStep, LatencySummary, RecognizedSegment, Segment } from './domain/index.ts';
import type { ConceptEmbeddings } from './embed-concepts.ts';
import type { Frame, ImageEncoder, LiveStream, Scorer } from './ports.ts';
import type { RecognizeOptions } from './recognize.ts';
import { compareFrame, unknownByCosines } from './unknown-references.ts';

/** All that recognition needs but the source. */
export interface LiveRecognizer {
  /** Of single frames. */
  readonly image: ImageEncoder;
  readonly words: ConceptEmbeddings;
  readonly scorer: Scorer;
  readonly options: RecognizeOptions;
}

export interface RecognizeLiveOptions {
  /** Frames per second that the stream was asked for. */
  readonly fps: number;
  /** How long after its end a segment is final. */
  readonly lagMs: number;
  /**
   * How long a frame may wait for the encoder, and how much of the source. What is later is skipped: the encoder goes on
   * with the newest frame. So a frame's label is no later than this and the encoding of a frame, or of two where that
   * takes longer.
   */
  readonly maxWaitMs: number;
  /** The clock, in milliseconds; default `performance.now`. */
  readonly now?: () => number;
}

/** A segment that is final. They tile the source. */
export interface LiveSegment extends RecognizedSegment {
  readonly type: 'segment';
  /** From the arrival of its last frame on; the lag is in it. */
  readonly latencyMs: number;
}

/** What is going on, as far as can be told: the label of the newest frame. */
export interface LiveCurrent extends Pick<RecognizedSegment, 'label' | 'probability'> {
  readonly type: 'current';
  readonly timeMs: number;
  /** Since when, as far as can be told. */
  readonly startMs: number;
  /** From the frame's arrival on. */
  readonly latencyMs: number;
}

/** What happened, at the end. */
export interface LiveSummary {
  readonly type: 'summary';
  readonly durationMs: number;
  readonly segmentCount: number;
  /** Frames that were encoded. */
  readonly frameCount: number;
  /** Frames that were skipped, because the encoder was slower than the source. */
  readonly droppedCount: number;
  /** Pictures that could not be decoded; `null` where the source was left before its end. */
  readonly damagedCount: number | null;
  /** From a frame's arrival to `current`. */
  readonly frameLatencyMs: LatencySummary;
  readonly segmentLatencyMs: LatencySummary;
}

export type LiveEvent = LiveSegment | LiveCurrent | LiveSummary;

/**
 * {@link recognize}, of a source that is still going on: tells segments as soon as they are final, and at the end, be it
 * a failure, what was left and a summary. A frame arrives when the decoder hands it out.
 *
 * @throws {VideoError} naming the source; {RangeError} for an adapter that looks at frames to come
 */
export async function* recognizeLive(
  live: LiveStream,
  recognizer: LiveRecognizer,
  { fps, lagMs, maxWaitMs, now = () => performance.now() }: RecognizeLiveOptions,
): AsyncGenerator<LiveEvent> {
  const { image, words, scorer, options } = recognizer;
  const { dims, logitScale } = image.identity;
  if (options.adapter && options.adapter.frameReach > 0)
    throw new RangeError('the adapter looks at frames to come; what is live needs a linear one');
  const backlog = new Backlog<Frame>({ capacity: Math.max(1, Math.ceil((maxWaitMs * fps) / 1000)), maxWaitMs, now });
  const reading = read(live.frames, backlog);
  // Its failure is met at the end; until then it must not count as unhandled.
  reading.catch(() => {});
  const teller = new Teller(words.labels, now);
  const conceptCount = words.labels.length;
  const { unknown } = options;
  const isUnknown = unknown && unknownByCosines(unknown, conceptCount, image.identity);
  const decoder = new FixedLagDecoder(conceptCount, { ...options, lagMs, isUnknown });
  let last: ScoredFrame | null = null;
  for await (const { item: frame, atMs, skippedCount } of backlog.items()) {
    const timeMs = frame.ptsMs;
    const embedding = await image.encode([frame.rgb]);
    const adapted = options.adapter ? await options.adapter.apply(embedding) : embedding;
    const logits = await scorer.logits(adapted, words.embeddings, dims, logitScale);
    const beside = unknown ? await compareFrame(unknown, { embedding, adapted }, scorer, dims) : undefined;
    const scored = { timeMs, logits, beside };
    for (const skipped of between(last, scored, skippedCount)) {
      yield* teller.segments(decoder.push(skipped.timeMs, skipped.logits, skipped.beside).settled);
    }
    yield* teller.step({ timeMs, atMs }, decoder.push(timeMs, logits, beside));
    last = scored;
  }
  const durationMs = live.report()?.endMs ?? (last === null ? 0 : Math.round(last.timeMs + 500 / fps));
  yield* teller.segments(decoder.finish(durationMs));
  const damagedCount = live.report()?.damagedCount ?? null;
  yield { ...teller.summary(), durationMs, droppedCount: backlog.droppedCount, damagedCount };
  await reading;
}

interface ScoredFrame {
  readonly timeMs: number;
  /** `[conceptCount]` */
  readonly logits: Float32Array;
  /** Cosines to what tells the unknown, where there is such. */
  readonly beside: Float32Array | undefined;
}

/** What stands for frames that were skipped, so that windows reach over the same time: the nearest of their neighbours. */
function between(before: ScoredFrame | null, after: ScoredFrame, skippedCount: number): ScoredFrame[] {
  if (!before) return [];
  const stepMs = (after.timeMs - before.timeMs) / (skippedCount + 1);
  return Array.from({ length: skippedCount }, (_, index) => ({
    timeMs: Math.round(before.timeMs + (index + 1) * stepMs),
    ...cosinesOf(2 * index + 1 < skippedCount ? before : after),
  }));
}

const cosinesOf = ({ logits, beside }: ScoredFrame) => ({ logits, beside });

/** Takes frames as they come, whatever the encoder is at. */
async function read(frames: AsyncIterable<Frame>, backlog: Backlog<Frame>): Promise<void> {
  try {
    for await (const frame of frames) backlog.put(frame);
  } finally {
    backlog.close();
  }
}

/** When a frame came. */
interface Arrival {
  readonly timeMs: number;
  readonly atMs: number;
}

/** Puts what was found into words, and keeps the time. */
class Teller {
  readonly #labels: readonly string[];
  readonly #now: () => number;
  readonly #frameLatencies = new Latencies();
  readonly #segmentLatencies = new Latencies();
  /** When the frames arrived whose segment has not been told yet. */
  #arrivals: Arrival[] = [];

  constructor(labels: readonly string[], now: () => number) {
    this.#labels = labels;
    this.#now = now;
  }

  *step(arrival: Arrival, { settled, current }: FixedLagStep): Generator<LiveEvent> {
    const { timeMs } = arrival;
    this.#arrivals.push(arrival);
    yield* this.segments(settled);
    const latencyMs = this.#since(arrival);
    this.#frameLatencies.add(latencyMs);
    const { label, probability, startMs } = labelSegments([current], this.#labels)[0];
    yield { type: 'current', timeMs, startMs, label, probability, latencyMs };
  }

  *segments(settled: readonly Segment[]): Generator<LiveSegment> {
    for (const segment of labelSegments(settled, this.#labels)) {
      const last = this.#arrivals.findLast(({ timeMs }) => timeMs < segment.endMs);
      const latencyMs = last ? this.#since(last) : 0;
      this.#segmentLatencies.add(latencyMs);
      this.#arrivals = this.#arrivals.filter(({ timeMs }) => timeMs >= segment.endMs);
      yield { type: 'segment', ...segment, latencyMs };
    }
  }

  summary() {
    const [frameLatencyMs, segmentLatencyMs] = [this.#frameLatencies.summary(), this.#segmentLatencies.summary()];
    const counts = { segmentCount: segmentLatencyMs.count, frameCount: frameLatencyMs.count };
    return { type: 'summary', ...counts, frameLatencyMs, segmentLatencyMs } as const;
  }

  #since({ atMs }: Arrival): number {
    return Math.round(this.#now() - atMs);
  }
}
