import { loopJump } from './ranges.ts';
import type { Range } from './ranges.ts';
import { frameStep, shuttled } from './shuttle.ts';

/** What the player does, as the page shows it. */
export interface PlayerState {
  readonly isPlaying: boolean;
  /** Negative: backwards. */
  readonly speed: number;
  /** Ranges that are played over and over; null: none. */
  readonly loop: readonly Range[] | null;
}

/**
 * The one clock of a video's page: steers the video element and tells everybody the time, once a frame while it plays.
 * Two kinds of listeners, so that a page does not render sixty times a second: of the time, and of the state.
 */
export class PlayerClock {
  readonly #timeListeners = new Set<() => void>();
  readonly #stateListeners = new Set<() => void>();
  #video: HTMLVideoElement | null = null;
  #state: PlayerState = { isPlaying: false, speed: 1, loop: null };
  #timeMs: number;
  #frame = 0;
  #lastTick = 0;

  constructor(startMs: number) {
    this.#timeMs = startMs;
  }

  get timeMs(): number {
    return this.#timeMs;
  }

  /** Whether the video has been played to its end. */
  get hasEnded(): boolean {
    return this.#video?.ended ?? false;
  }

  readonly state = (): PlayerState => this.#state;

  readonly onTime = (listener: () => void): (() => void) => {
    this.#timeListeners.add(listener);
    return () => this.#timeListeners.delete(listener);
  };

  readonly onState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  /** Takes a video element over; returns what lets it go. */
  readonly attach = (video: HTMLVideoElement | null): (() => void) | undefined => {
    if (!video) return undefined;
    this.#video = video;
    const place = () => {
      if (this.#timeMs > 0) video.currentTime = this.#timeMs / 1000;
    };
    const read = () => this.#state.isPlaying || this.#tell(video.currentTime * 1000);
    const end = () => {
      if (this.#state.loop) return;
      this.#tell(video.currentTime * 1000);
      this.pause();
    };
    if (video.readyState > 0) place();
    video.addEventListener('loadedmetadata', place);
    video.addEventListener('seeked', read);
    video.addEventListener('ended', end);
    return () => {
      this.pause();
      video.removeEventListener('loadedmetadata', place);
      video.removeEventListener('seeked', read);
      video.removeEventListener('ended', end);
      this.#video = null;
    };
  };

  readonly toggle = (): void => (this.#state.isPlaying ? this.pause() : this.play());

  readonly play = (speed = Math.abs(this.#state.speed)): void => {
    const video = this.#video;
    if (!video) return;
    if (speed > 0 && video.ended) this.seek(0);
    this.#set({ isPlaying: true, speed });
    if (speed > 0) {
      video.playbackRate = speed;
      // Refused where the file cannot be played: the element itself shows that.
      video.play().catch(() => this.pause());
    } else video.pause();
    this.#lastTick = performance.now();
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(this.#tick);
  };

  readonly pause = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#video?.pause();
    this.#set({ isPlaying: false, speed: Math.abs(this.#state.speed) });
  };

  readonly setSpeed = (speed: number): void => {
    if (this.#state.isPlaying) this.play(speed);
    else this.#set({ speed });
  };

  /** J and L. */
  readonly shuttle = (direction: 1 | -1): void => {
    this.play(shuttled(this.#state.isPlaying ? this.#state.speed : 0, direction));
  };

  readonly seek = (ms: number): void => {
    const video = this.#video;
    const endMs = video && Number.isFinite(video.duration) ? video.duration * 1000 : Number.POSITIVE_INFINITY;
    const timeMs = Math.min(Math.max(ms, 0), endMs);
    if (video) video.currentTime = timeMs / 1000;
    this.#tell(timeMs);
  };

  readonly step = (frames: number, fps: number): void => {
    this.pause();
    const durationMs = this.#video && Number.isFinite(this.#video.duration) ? this.#video.duration * 1000 : 0;
    this.seek(frameStep(this.#timeMs, fps, frames, durationMs));
  };

  readonly setLoop = (loop: readonly Range[] | null): void => {
    this.#set({ loop: loop && loop.length > 0 ? loop : null });
    this.#obeyLoop();
  };

  readonly #tick = (now: number): void => {
    const video = this.#video;
    if (!video || !this.#state.isPlaying) return;
    if (this.#state.speed < 0) this.#goBack(video, now);
    else if (!video.seeking) this.#tell(video.currentTime * 1000);
    this.#obeyLoop();
    this.#frame = requestAnimationFrame(this.#tick);
  };

  /** Browsers play forwards only: backwards, one picture after the other is asked for, as fast as they come. */
  #goBack(video: HTMLVideoElement, now: number): void {
    if (video.seeking) return;
    const timeMs = this.#timeMs + (now - this.#lastTick) * this.#state.speed;
    this.#lastTick = now;
    this.seek(timeMs);
    if (timeMs <= 0) this.pause();
  }

  #obeyLoop(): void {
    const { loop } = this.#state;
    const jumpMs = loop && !this.#video?.seeking ? loopJump(loop, this.#timeMs) : null;
    if (jumpMs === null) return;
    this.seek(jumpMs);
    if (this.#state.isPlaying && this.#video?.paused && this.#state.speed > 0) this.play(this.#state.speed);
  }

  #tell(timeMs: number): void {
    if (timeMs === this.#timeMs) return;
    this.#timeMs = timeMs;
    for (const listener of this.#timeListeners) listener();
  }

  #set(change: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#stateListeners) listener();
  }
}
