import type { VideoRecognition } from '../domain/recognition.ts';
import { formatVttTime } from './time.ts';

/**
 * The known segments of one video as WebVTT cues, e.g. subtitles or chapters of a player; unknown parts have no cue.
 *
 * @see https://www.w3.org/TR/webvtt1/
 */
export function formatVtt({ segments }: VideoRecognition): string {
  const cues = segments.flatMap(({ startMs, endMs, label, probability }) => {
    if (label === null) return [];
    const times = `${formatVttTime(startMs)} --> ${formatVttTime(endMs)}`;
    return [`\n${times}\n${escape(label)} (${Math.round(100 * probability)} %)\n`];
  });
  return `WEBVTT\n${cues.join('')}`;
}

function escape(label: string): string {
  return label.replaceAll(/\s+/g, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
