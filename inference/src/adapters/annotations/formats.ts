import { decodeText } from '../vocabulary/decode-text.ts';
import { VocabularyError } from '../../vocabulary-error.ts';
import { readActivityNet, writeActivityNet } from './activity-net.ts';
import { ANNOTATION_LIMITS, AnnotationError } from './annotated-video.ts';
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

export interface AnnotationFile extends ReadAnnotations {
  readonly format: AnnotationFormat;
}

/**
 * Reads a file as other programs have written it: UTF-8, UTF-16 or Shift_JIS. The ending of its name tells the format; where
 * it tells none, how the text begins.
 *
 * @throws {AnnotationError}
 */
export function readAnnotationFile(bytes: Uint8Array, fileName: string): AnnotationFile {
  if (bytes.length > ANNOTATION_LIMITS.bytes)
    throw new AnnotationError(`larger than ${ANNOTATION_LIMITS.bytes / 1e6} MB; export fewer videos or tiers`, {
      reason: { reason: 'fileTooLarge', most: ANNOTATION_LIMITS.bytes / 1e6 },
    });
  const text = textOf(bytes, fileName);
  const ending = fileName.toLowerCase().split('.').at(-1);
  const format = ANNOTATION_FORMATS.find((each) => each === ending) ?? formatOf(text);
  return { format, ...readAnnotations(text, format) };
}

function textOf(bytes: Uint8Array, fileName: string): string {
  try {
    return decodeText(bytes, fileName).text;
  } catch (cause) {
    if (!(cause instanceof VocabularyError)) throw cause;
    throw new AnnotationError('no text; save it as UTF-8', { cause, reason: { reason: 'notText' } });
  }
}

function formatOf(text: string): AnnotationFormat {
  const [first = ''] = text.trimStart();
  if (first === '<') return 'eaf';
  if (first === '{') return 'json';
  return /^\uFEFF?WEBVTT/.test(text) ? 'vtt' : 'csv';
}
