/** Something that plays from a time on: a video, or the time alone where there is no video to be seen. */
export interface Playhead {
  readonly timeMs: number;
  /** There is nothing to play any more. */
  readonly isAtEnd: boolean;
  readonly isSeeking: boolean;
  /** Forwards. */
  readonly go: (speed: number) => void;
  readonly rest: () => void;
  readonly seek: (ms: number) => void;
  /** So much time has gone by since it was told last. */
  readonly pass: (elapsedMs: number) => void;
}

export function timeHead(startMs: number): Playhead {
  let [timeMs, speed] = [startMs, 0];
  return {
    get timeMs() {
      return timeMs;
    },
    isAtEnd: false,
    isSeeking: false,
    go: (next) => {
      speed = next;
    },
    rest: () => {
      speed = 0;
    },
    seek: (ms) => {
      timeMs = ms;
    },
    pass: (elapsedMs) => {
      timeMs += elapsedMs * speed;
    },
  };
}

/** @param onRefused the browser does not let it play */
export function videoHead(video: HTMLVideoElement, onRefused: () => void): Playhead {
  return {
    get timeMs() {
      return video.currentTime * 1000;
    },
    get isAtEnd() {
      return video.ended;
    },
    get isSeeking() {
      return video.seeking || video.readyState === 0;
    },
    go: (speed) => {
      if (video.playbackRate !== speed) video.playbackRate = speed;
      if (!video.paused) return;
      video.play().catch((error: unknown) => {
        // Resting again before it has begun is nothing that went wrong.
        if (!(error instanceof DOMException && error.name === 'AbortError')) onRefused();
      });
    },
    rest: () => {
      if (!video.paused) video.pause();
    },
    seek: (ms) => {
      video.currentTime = ms / 1000;
    },
    pass: () => {},
  };
}
