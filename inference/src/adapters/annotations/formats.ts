import { readActivityNet, writeActivityNet } from './activity-net.ts';
import type { AnnotatedVideo, ReadAnnotations } from './annotated-video.ts';
import { readCreateMl, writeCreateMl } from './create-ml.ts';
import { readElan, writeElan } from './elan.ts';
import { readWebVtt, writeWebVtt } from './web-vtt.ts';

/** How other programs keep what videos show, by the ending of the file. */
export const ANNOTATION_FORMATS = ['eaf', 'json', 'csv', 'vtt'] as const;
export type AnnotationFormat = (typeof ANNOTATION_FORMATS)[number];

/** Only ELAN's holds more than one track. */
export function holdsTracks(format: AnnotationFormat): boolean {
  return format === 'eaf';
}

/** @param date when it was written @throws {RangeError} for more than one track where the format has one */
export function writeAnnotations(video: AnnotatedVideo, format: AnnotationFormat, date = new Date()): string {
  if (format === 'eaf') return writeElan(video, date);
  if (format === 'json') return writeActivityNet([video]);
  return format === 'csv' ? writeCreateMl([video]) : writeWebVtt(video);
}

/** @throws {AnnotationError} */
export function readAnnotations(text: string, format: AnnotationFormat): ReadAnnotations {
  if (format === 'eaf') return readElan(text);
  if (format === 'json') return readActivityNet(text);
  return format === 'csv' ? readCreateMl(text) : readWebVtt(text);
}
