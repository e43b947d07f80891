import { shuttled } from '../timeline/shuttle.ts';
import { pairTimeOf, planByTime, timeAt } from './pair-plan.ts';
import type { Pair, PairPlan, Side } from './pair-plan.ts';
import { timeHead, videoHead } from './playhead.ts';
import type { Playhead } from './playhead.ts';
import { seekPair, steer } from './steer.ts';

/** What the two players do, as the page shows it. */
export interface PairState {
  readonly isPlaying: boolean;
  /** Negative: backwards. */
  readonly speed: number;
  readonly isLooping: boolean;
  /** Has got to the end of something before the other one; null: neither. */
  readonly waiting: Side | null;
}

const NOTHING: PairPlan = planByTime({ left: { startMs: 0, endMs: 1 }, right: { startMs: 0, endMs: 1 } });

/**
 * The one clock of two videos: steers both by a plan, and tells everybody the time. As `PlayerClock` it has two kinds of
 * listeners, so that a page does not render sixty times a second.
 */
export class PairClock {
  readonly #timeListeners = new Set<() => void>();
  readonly #stateListeners = new Set<() => void>();
  readonly #frameMs: Pair<number>;
  #heads: Pair<Playhead> = { left: timeHead(0), right: timeHead(0) };
  #plan = NOTHING;
  #timeMs = 0;
  #state: PairState = { isPlaying: false, speed: 1, isLooping: true, waiting: null };
  #frame = 0;
  #lastTick = 0;
  /** Both have been put somewhere, and may not be there yet. */
  #isPlacing = false;

  /** @param frameMs how long a frame of each is on show */
  constructor(frameMs: Pair<number>) {
    this.#frameMs = frameMs;
  }

  /** Of both, from the beginning of the plan. */
  get timeMs(): number {
    return this.#timeMs;
  }

  get totalMs(): number {
    return this.#plan.totalMs;
  }

  /** Where a video is, by its own time. */
  readonly timeOf = (side: Side): number => timeAt(this.#plan, side, this.#timeMs);

  readonly state = (): PairState => this.#state;

  readonly onTime = (listener: () => void): (() => void) => {
    this.#timeListeners.add(listener);
    return () => this.#timeListeners.delete(listener);
  };

  readonly onState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  /** Takes a video element over; returns what lets it go. Without one a side goes on by time alone. */
  readonly attach = (side: Side, video: HTMLVideoElement | null): (() => void) | undefined => {
    if (!video) return undefined;
    const place = () => this.#heads[side].seek(this.timeOf(side));
    const letGo = () => {
      this.#heads[side].rest();
      this.#heads = { ...this.#heads, [side]: timeHead(this.timeOf(side)) };
    };
    this.#heads = { ...this.#heads, [side]: videoHead(video, this.pause) };
    if (video.readyState > 0) place();
    video.addEventListener('loadedmetadata', place);
    video.addEventListener('error', letGo);
    return () => {
      video.removeEventListener('loadedmetadata', place);
      video.removeEventListener('error', letGo);
      letGo();
    };
  };

  /** Another way of playing both together. @param timeMs of both; absent: the left video stays where it is */
  readonly follow = (plan: PairPlan, timeMs?: number): void => {
    if (plan === this.#plan && timeMs === undefined) return;
    const leftMs = this.#plan === NOTHING ? null : this.timeOf('left');
    this.#plan = plan;
    this.#timeMs = -1;
    this.seek(timeMs ?? (leftMs === null ? 0 : pairTimeOf(plan, 'left', leftMs)));
  };

  readonly toggle = (): void => (this.#state.isPlaying ? this.pause() : this.play());

  readonly play = (speed = Math.abs(this.#state.speed)): void => {
    if (speed > 0 && this.#timeMs >= this.#plan.totalMs) this.seek(0);
    this.#set({ isPlaying: true, speed, waiting: null });
    if (speed < 0) this.#rest();
    this.#lastTick = performance.now();
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(this.#tick);
  };

  readonly pause = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#rest();
    // What stands still is looked at frame by frame: exactly together.
    if (this.#state.isPlaying) seekPair(this.#plan, this.#heads, this.#timeMs);
    this.#set({ isPlaying: false, speed: Math.abs(this.#state.speed), waiting: null });
  };

  readonly setSpeed = (speed: number): void => {
    if (this.#state.isPlaying) this.play(speed);
    else this.#set({ speed });
  };

  /** J and L. */
  readonly shuttle = (direction: 1 | -1): void => {
    this.play(shuttled(this.#state.isPlaying ? this.#state.speed : 0, direction));
  };

  readonly setLooping = (isLooping: boolean): void => this.#set({ isLooping });

  /** @param ms of both */
  readonly seek = (ms: number): void => {
    const timeMs = Math.min(Math.max(ms, 0), this.#plan.totalMs);
    seekPair(this.#plan, this.#heads, timeMs);
    this.#isPlacing = true;
    this.#tell(timeMs);
  };

  /** @param ms of one of the videos */
  readonly seekIn = (side: Side, ms: number): void => this.seek(pairTimeOf(this.#plan, side, ms));

  /** By frames of the video that has more of them. */
  readonly step = (frames: number): void => {
    this.pause();
    this.seek(this.#timeMs + frames * Math.min(this.#frameMs.left, this.#frameMs.right));
  };

  readonly #tick = (now: number): void => {
    const { speed, isLooping, isPlaying } = this.#state;
    if (!isPlaying) return;
    const elapsedMs = now - this.#lastTick;
    this.#lastTick = now;
    this.#isPlacing &&= this.#heads.left.isSeeking || this.#heads.right.isSeeking;
    // Both begin together: neither goes on while the other one is on its way.
    if (this.#isPlacing) this.#rest();
    else if (speed > 0) this.#goOn(elapsedMs);
    else this.seek(this.#timeMs + elapsedMs * speed);
    const isOver = speed > 0 ? this.#timeMs >= this.#plan.totalMs : this.#timeMs <= 0;
    if (isOver && speed > 0 && isLooping) this.seek(0);
    else if (isOver) this.pause();
    if (this.#state.isPlaying) this.#frame = requestAnimationFrame(this.#tick);
  };

  #goOn(elapsedMs: number): void {
    for (const head of Object.values(this.#heads)) head.pass(elapsedMs);
    const { speed } = this.#state;
    const { timeMs, waiting } = steer(this.#plan, this.#heads, { timeMs: this.#timeMs, speed, frameMs: this.#frameMs });
    if (waiting !== this.#state.waiting) this.#set({ waiting });
    this.#tell(timeMs);
  }

  #rest(): void {
    this.#heads.left.rest();
    this.#heads.right.rest();
  }

  #tell(timeMs: number): void {
    if (timeMs === this.#timeMs) return;
    this.#timeMs = timeMs;
    for (const listener of this.#timeListeners) listener();
  }

  #set(change: Partial<PairState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#stateListeners) listener();
  }
}
