import type { VideoRecognition } from '../domain/recognition.ts';
import { formatCsv } from './csv.ts';
import { formatJson } from './json.ts';
import { formatTable } from './table.ts';
import { formatVtt } from './vtt.ts';

export const FORMATS = ['table', 'json', 'csv', 'vtt'] as const;
export type FormatName = (typeof FORMATS)[number];

/**
 * Recognitions as text that ends with a line break.
 *
 * @throws {RangeError} for `vtt` and another number of videos than one: a WebVTT file belongs to one video
 */
export function formatRecognitions(videos: readonly VideoRecognition[], format: FormatName): string {
  if (format === 'table') return formatTable(videos);
  if (format === 'json') return formatJson(videos);
  if (format === 'csv') return formatCsv(videos);
  if (videos.length !== 1) throw new RangeError(`vtt holds one video, not ${videos.length}; recognise one at a time`);
  return formatVtt(videos[0]);
}
