import type { AxisStore } from '../timeline/axis-store.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { SPEEDS } from '../timeline/shuttle.ts';
import { firstEndingAfter, segmentIndexAt } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';
import { zoomAtPlayer } from './use-axis.ts';
import type { VideoKeys } from './use-video-keys.ts';

/** Keys that steer the player. */
export function playerKeys(clock: PlayerClock, track: Track, fps: number): VideoKeys {
  return {
    ' ': clock.toggle,
    k: clock.pause,
    j: () => clock.shuttle(-1),
    l: () => clock.shuttle(1),
    ',': () => clock.step(-1, fps),
    '.': () => clock.step(1, fps),
    ';': () => goToSegment(clock, track, 1),
    h: () => goToSegment(clock, track, -1),
    r: () => loopSegment(clock, track),
    '<': () => changeSpeed(clock, -1),
    '>': () => changeSpeed(clock, 1),
  };
}

/** Keys that change what of the video is on show. */
export function axisKeys(axis: AxisStore, clock: PlayerClock): VideoKeys {
  return {
    '+': () => zoomAtPlayer(axis, clock, 1.5),
    '=': () => zoomAtPlayer(axis, clock, 1.5),
    '-': () => zoomAtPlayer(axis, clock, 1 / 1.5),
    '0': axis.showAll,
  };
}

/** Plays the segment at the player's time over and over; ends that where one is. */
export function loopSegment(clock: PlayerClock, track: Track): void {
  const segment = track.segments[segmentIndexAt(track, clock.timeMs)];
  clock.setLoop(segment && !clock.state().loop ? [segment] : null);
  if (clock.state().loop) clock.play();
}

function goToSegment(clock: PlayerClock, { segments }: Track, direction: 1 | -1): void {
  const next = segments[firstEndingAfter(segments, clock.timeMs) + direction];
  if (next) clock.seek(next.startMs);
}

function changeSpeed(clock: PlayerClock, direction: 1 | -1): void {
  const place = SPEEDS.findIndex((speed) => speed >= Math.abs(clock.state().speed));
  clock.setSpeed(SPEEDS[Math.min(Math.max(place + direction, 0), SPEEDS.length - 1)]!);
}
