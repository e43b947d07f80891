import { parse } from 'csv-parse/sync';
import { csvCell } from '../../format/csv.ts';
import { guardFormulas, unguardFormulas } from '../vocabulary/formula-guard.ts';
import { annotation, AnnotationError, onlyTrack } from './annotated-video.ts';
import type { AnnotatedVideo, ReadAnnotation, ReadAnnotations } from './annotated-video.ts';

const COLUMNS = ['videoPath', 'label', 'startTime', 'endTime'] as const;

/**
 * The table that Create ML learns actions from, with the columns' usual names; of each video one track. Times are seconds.
 *
 * @see https://developer.apple.com/documentation/createml/mlactionclassifier/datasource
 */
export function writeCreateMl(videos: readonly AnnotatedVideo[]): string {
  const rows = videos.flatMap((video) =>
    onlyTrack(video).spans.map(({ startMs, endMs, label }) => [
      cell(video.name),
      cell(label),
      String(startMs / 1000),
      String(endMs / 1000),
    ]),
  );
  return [COLUMNS, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** Guarded already, so that it is not guarded twice. */
function cell(text: string): string {
  return csvCell(guardFormulas(text));
}

/** @throws {AnnotationError} */
export function readCreateMl(text: string): ReadAnnotations {
  const rows = parseRows(text);
  const videos = new Map<string, ReadAnnotation[]>();
  for (const [index, row] of rows.entries()) {
    const [name, label, start, end] = COLUMNS.map((column) => row[column]);
    const place = `row ${index + 2}`;
    if (name === undefined || label === undefined || start === undefined || end === undefined)
      throw new AnnotationError(`${place}: it has fewer cells than there are columns`, {
        reason: { reason: 'tooFewCells', place },
      });
    const spans = videos.get(unguardFormulas(name)) ?? [];
    spans.push(annotation(1000 * secondsOf(start), 1000 * secondsOf(end), unguardFormulas(label), place));
    videos.set(unguardFormulas(name), spans);
  }
  return { videos: Array.from(videos, ([name, spans]) => ({ name, tracks: [{ name: 'annotations', spans }] })) };
}

function parseRows(text: string): Record<string, string | undefined>[] {
  try {
    return parse(text, { bom: true, columns: namedColumns, skip_empty_lines: true });
  } catch (cause) {
    if (cause instanceof AnnotationError) throw cause;
    throw new AnnotationError(`the file is no CSV: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
      reason: { reason: 'notCsv' },
    });
  }
}

function namedColumns(names: string[]): string[] {
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0)
    throw new AnnotationError(`needed are the columns ${COLUMNS.join(', ')}; missing: ${missing.join(', ')}`, {
      reason: { reason: 'missingColumns', columns: COLUMNS.join(', '), missing: missing.join(', ') },
    });
  return names;
}

function secondsOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
