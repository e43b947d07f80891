import type { VideoRecognition } from '../domain/recognition.ts';

const HEADER = ['path', 'startMs', 'endMs', 'label', 'probability', 'runnerUp', 'runnerUpProbability', 'encoder'];

/**
 * One row per segment (RFC 4180: commas, CRLF; UTF-8 without a byte order mark); unknown has an empty label. Texts that a spreadsheet would
 * take for a formula get an apostrophe in front.
 */
export function formatCsv(videos: readonly VideoRecognition[]): string {
  const rows = videos.flatMap(({ path, encoder, segments }) =>
    segments.map(({ startMs, endMs, label, probability, runnersUp }) => {
      const next = runnersUp[0];
      const nextCells = next ? [next.label, next.probability.toFixed(4)] : ['', ''];
      return [path, String(startMs), String(endMs), label ?? '', probability.toFixed(4), ...nextCells, encoder];
    }),
  );
  return [HEADER, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** A cell, guarded against formulas and quoted where it has to be. @see https://owasp.org/www-community/attacks/CSV_Injection */
export function csvCell(text: string): string {
  const guarded = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
