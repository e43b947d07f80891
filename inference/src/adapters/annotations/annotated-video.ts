import type { Reason } from '../../domain/reason.ts';
import type { FileReason } from '../../file-reason.ts';

/** What a video shows, as files of other programs have it. */
export interface AnnotatedVideo {
  /** Of the file. */
  readonly name: string;
  readonly durationMs: number;
  readonly tracks: readonly AnnotationTrack[];
}

/** Several may overlap: recognition and review, left and right hand. */
export interface AnnotationTrack {
  readonly name: string;
  readonly spans: readonly Annotation[];
}

/** A label over `[startMs, endMs)`, whole milliseconds. What is unknown has none. */
export interface Annotation {
  readonly startMs: number;
  readonly endMs: number;
  readonly label: string;
}

/** An annotation, and where in the file it stands: `line 3`, `row 3`, `annotation a3`. */
export interface ReadAnnotation extends Annotation {
  readonly place: string;
}

export interface ReadTrack extends AnnotationTrack {
  readonly spans: readonly ReadAnnotation[];
}

/** What a file tells; the length of a video is not in all of them. */
export interface ReadAnnotations {
  /** By name of the video; `null` where the file does not name one. */
  readonly videos: readonly { readonly name: string | null; readonly tracks: readonly ReadTrack[] }[];
}

/** What a file may have at most; the annotations of a whole shift are far below. */
export const ANNOTATION_LIMITS = { bytes: 20_000_000, labelLength: 500 } as const;

/** A file that cannot be read as annotations. */
export class AnnotationError extends Error {
  readonly reason: Reason<FileReason>;

  constructor(message: string, { reason, ...options }: ErrorOptions & { readonly reason: Reason<FileReason> }) {
    super(message, options);
    this.reason = reason;
  }
}

/** The one track of a video. @throws {RangeError} where there are more */
export function onlyTrack({ tracks }: AnnotatedVideo): AnnotationTrack {
  const [track, ...others] = tracks;
  if (!track || others.length > 0) throw new RangeError(`a file of this kind holds one track, not ${tracks.length}`);
  return track;
}

/**
 * @param place in the file; within what is named by `around`, if anything is
 * @throws {AnnotationError} where times do not make a span
 */
export function annotation(start: number, end: number, label: string, place: string, around?: string): ReadAnnotation {
  const [startMs, endMs] = [Math.round(start), Math.round(end)];
  const where = around === undefined ? place : `${around}, ${place}`;
  const refuse = (what: string, reason: Reason<FileReason>): never => {
    throw new AnnotationError(`${where}: ${what}`, { reason: { ...reason, place: where } });
  };
  if (!(startMs >= 0 && endMs > startMs && endMs < 2 ** 31))
    refuse(`${start} … ${end} ms is no part of a video`, { reason: 'noSpan', startMs: start, endMs: end });
  const text = label.trim();
  if (text === '') refuse('a label is missing', { reason: 'labelMissing' });
  const most = ANNOTATION_LIMITS.labelLength;
  if (text.length > most) refuse(`a label of more than ${most} characters`, { reason: 'fileTextTooLong', most });
  return { startMs, endMs, label: text, place };
}
