import type { CellSpan } from '../../domain/index.ts';
import type { FrameRequest, Rational } from '../../ports.ts';

/** Where a stream lies in time. Ticks count in `timeBase` seconds. */
export interface StreamTiming {
  readonly timeBase: Rational;
  /** Time stamp of the first picture. */
  readonly startPts: number;
  readonly durationMs: number;
}

/** Decides, frame by frame, which decoded frames are handed out. All time stamps are in ticks. */
export interface FrameSampler {
  /** The next time whose frame is wanted; `null` when there are none left, `-Infinity` when every frame is wanted. */
  readonly nextTarget: () => number | null;
  /** How often the frame shown until `endPts` (exclusive) has to be handed out; forgets these targets. */
  readonly countUntil: (endPts: number) => number;
  /** Forgets the targets before `pts`, when no frame is shown yet. */
  readonly skipUntil: (pts: number) => void;
}

/**
 * A frame is shown from its time stamp until the next frame's. With a rate, each frame shown at the centre of a
 * `1/fps` cell is handed out once, even if it is shown at several centres; a video shorter than half a cell gives the
 * frame of its middle. With `timesMs`, each time gives one frame, so that equal frames can follow each other. A `span`
 * begins with the target before its first cell: the frame shown there belongs to the span before, and is not handed out.
 */
export function createFrameSampler(request: FrameRequest, timing: StreamTiming): FrameSampler {
  if (request.timesMs) return sampleTargets(timeTargets(request.timesMs, timing), true);
  const { fps = 2, span = { startCell: 0, endCell: null } } = request;
  if (fps === 'native') return sampleAll();
  const cells = sampleTargets(cellTargets(fps, timing, span), false);
  return span.startCell === 0 ? cells : withoutFirst(cells);
}

/** @throws {RangeError} for rates and times that make no sense */
export function checkFrameRequest({ geometry, fps = 2, timesMs = [], span }: FrameRequest): void {
  const { width, height } = geometry;
  if (![width, height].every((side) => Number.isInteger(side) && side > 0 && side <= 8192)) {
    throw new RangeError(`invalid frame size: ${width} × ${height}`);
  }
  if (fps !== 'native' && !(fps > 0 && fps <= 1000)) throw new RangeError(`invalid fps: ${fps}`);
  if (timesMs.some((timeMs, index) => !(timeMs >= 0) || timeMs < (timesMs[index - 1] ?? 0))) {
    throw new RangeError('invalid timesMs: must be ascending and not negative');
  }
  if (span) checkSpan(span, fps === 'native' || timesMs.length > 0);
}

function checkSpan({ startCell, endCell }: CellSpan, hasNoCells: boolean): void {
  const isRun = Number.isInteger(startCell) && startCell >= 0 && (endCell === null || endCell > startCell);
  if (!isRun || hasNoCells) throw new RangeError(`invalid span: [${startCell}, ${endCell ?? '…'}) of sampling cells`);
}

/** The millisecond of a time stamp, from the start of the file. */
export function toMs(pts: number, { timeBase, startPts }: Pick<StreamTiming, 'timeBase' | 'startPts'>): number {
  return Math.round(((pts - startPts) * 1000 * timeBase.numerator) / timeBase.denominator);
}

export function ticksPerMs({ timeBase }: Pick<StreamTiming, 'timeBase'>): number {
  return timeBase.denominator / (1000 * timeBase.numerator);
}

/** The last tick that is not after this time; a hair of tolerance for times that are ticks but for rounding. */
function toTick(seconds: number, { timeBase, startPts }: StreamTiming): number {
  return startPts + Math.floor((seconds * timeBase.denominator) / timeBase.numerator + 1e-6);
}

/** Centres of the cells, from the one before the span on. */
function* cellTargets(fps: number, timing: StreamTiming, { startCell, endCell }: CellSpan): Generator<number> {
  const durationSeconds = timing.durationMs / 1000;
  if (0.5 / fps >= durationSeconds && startCell === 0) {
    yield toTick(durationSeconds / 2, timing);
    return;
  }
  const isInside = (cell: number) => cell < (endCell ?? Infinity) && (cell + 0.5) / fps < durationSeconds;
  for (let cell = Math.max(0, startCell - 1); isInside(cell); cell++) yield toTick((cell + 0.5) / fps, timing);
}

/** A frame's own rounded `ptsMs` must find it again, hence the half millisecond. */
function* timeTargets(timesMs: readonly number[], timing: StreamTiming): Generator<number> {
  for (const timeMs of timesMs) yield toTick((timeMs + 0.499) / 1000, timing);
}

function sampleTargets(targets: Iterator<number>, repeats: boolean): FrameSampler {
  let next = targets.next();
  const countUntil = (endPts: number) => {
    let count = 0;
    for (; !next.done && next.value < endPts; next = targets.next()) count++;
    return repeats ? count : Math.min(count, 1);
  };
  return { nextTarget: () => (next.done ? null : next.value), countUntil, skipUntil: countUntil };
}

/** The same frames but the one shown at the first target, if there is one. */
function withoutFirst({ nextTarget, countUntil }: FrameSampler): FrameSampler {
  let isFirst = true;
  const skipUntil = (pts: number) => {
    if (countUntil(pts) > 0) isFirst = false;
  };
  return {
    nextTarget,
    countUntil(endPts) {
      const count = countUntil(endPts);
      if (!isFirst || count === 0) return count;
      isFirst = false;
      return 0;
    },
    skipUntil,
  };
}

function sampleAll(): FrameSampler {
  return { nextTarget: () => -Infinity, countUntil: () => 1, skipUntil: () => undefined };
}
