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

/** What a file tells; the length of a video is not in all of them. */
export interface ReadAnnotations {
  /** By name of the video; `null` where the file does not name one. */
  readonly videos: readonly (Omit<AnnotatedVideo, 'name' | 'durationMs'> & { readonly name: string | null })[];
}

/** A file that cannot be read as annotations. */
export class AnnotationError extends Error {}

/** The one track of a video. @throws {RangeError} where there are more */
export function onlyTrack({ tracks }: AnnotatedVideo): AnnotationTrack {
  const [track, ...others] = tracks;
  if (!track || others.length > 0) throw new RangeError(`a file of this kind holds one track, not ${tracks.length}`);
  return track;
}

/** @throws {AnnotationError} where times do not make a span */
export function annotation(start: number, end: number, label: string, place: string): Annotation {
  const [startMs, endMs] = [Math.round(start), Math.round(end)];
  if (!(startMs >= 0 && endMs > startMs && endMs < 2 ** 31))
    throw new AnnotationError(`${place}: ${start} … ${end} ms is no part of a video`);
  const text = label.trim();
  if (text === '') throw new AnnotationError(`${place}: a label is missing`);
  return { startMs, endMs, label: text };
}
