import type { RecognizedSegment, VideoRecognition } from '../domain/recognition.ts';
import { oneLine } from '../one-line.ts';
import { cutDisplay, displayWidth, padDisplay } from './display-width.ts';
import { formatTime } from './time.ts';

const BAR_WIDTH = 10;
const MAX_LABEL_WIDTH = 40;

/** A timeline for people: per segment its times, a bar of its probability, its label and the best runner-up. */
export function formatTable(videos: readonly VideoRecognition[]): string {
  return videos.map(formatVideo).join('\n');
}

function formatVideo({ path, durationMs, encoder, segments }: VideoRecognition): string {
  const rows = segments.map((segment) => ({
    start: formatTime(segment.startMs),
    end: formatTime(segment.endMs),
    bar: `${bar(segment.probability)} ${perCent(segment.probability)}`,
    label: segment.label === null ? '(unknown)' : cutDisplay(oneLine(segment.label), MAX_LABEL_WIDTH),
    next: nextBest(segment),
  }));
  const timeWidth = Math.max(0, ...rows.map(({ end }) => end.length));
  const labelWidth = Math.max(0, ...rows.map(({ label }) => displayWidth(label)));
  const lines = rows.map(({ start, end, bar: bars, label, next }) =>
    `  ${start.padStart(timeWidth)} – ${end.padStart(timeWidth)}  ${bars}  ${padDisplay(label, labelWidth)}  ${next}`.trimEnd(),
  );
  return [`${oneLine(path)} · ${formatTime(durationMs)} · ${encoder}`, ...lines, ''].join('\n');
}

function nextBest({ label, runnersUp }: RecognizedSegment): string {
  const best = runnersUp[0];
  if (!best) return '';
  const name = cutDisplay(oneLine(best.label), MAX_LABEL_WIDTH);
  return `${label === null ? 'perhaps' : 'or'} ${name} ${perCent(best.probability).trim()}`;
}

function bar(probability: number): string {
  const filled = Math.round(probability * BAR_WIDTH);
  return '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
}

function perCent(probability: number): string {
  return `${Math.round(100 * probability)} %`.padStart(5);
}
