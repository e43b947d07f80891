import { formatVttTime } from '../../format/time.ts';
import { annotation, AnnotationError, onlyTrack } from './annotated-video.ts';
import type { AnnotatedVideo, ReadAnnotation, ReadAnnotations } from './annotated-video.ts';

/** One track as WebVTT, e.g. chapters of a player. @see https://www.w3.org/TR/webvtt1/ */
export function writeWebVtt(video: AnnotatedVideo): string {
  const cues = onlyTrack(video).spans.map(
    ({ startMs, endMs, label }) => `\n${formatVttTime(startMs)} --> ${formatVttTime(endMs)}\n${escape(label)}\n`,
  );
  return `WEBVTT\n${cues.join('')}`;
}

function escape(label: string): string {
  return label.replaceAll(/\s+/g, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const TIMES = /^(?:(\d{2,}):)?(\d{2}):(\d{2})\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?(\d{2}):(\d{2})\.(\d{3})/;

/** Cues as spans; tags in their text, notes and styles are left out. @throws {AnnotationError} */
export function readWebVtt(text: string): ReadAnnotations {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (!/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? ''))
    throw new AnnotationError('the file does not begin with WEBVTT', { reason: { reason: 'notWebVtt' } });
  const spans: ReadAnnotation[] = [];
  for (const [index, line] of lines.entries()) {
    const times = TIMES.exec(line);
    if (!times) continue;
    const words = textBelow(lines, index).join(' ');
    const [startMs, endMs] = [times.slice(1, 5), times.slice(5, 9)].map(msOf);
    spans.push(annotation(startMs!, endMs!, unescape(words.replaceAll(/<[^>]*>/g, '')), `line ${index + 1}`));
  }
  return { videos: [{ name: null, tracks: [{ name: 'cues', spans }] }] };
}

/** Up to the next empty line, or to the times of the next cue. */
function textBelow(lines: readonly string[], index: number): readonly string[] {
  let end = index + 1;
  while (end < lines.length && lines[end] !== '' && !lines[end].includes('-->')) end++;
  return lines.slice(index + 1, end);
}

function msOf([hours, minutes, seconds, millis]: readonly (string | undefined)[]): number {
  return ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(millis);
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
