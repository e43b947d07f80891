/** A part of a video, or all of it. */
export interface VideoSpan {
  readonly videoId: string;
  /** Null: the whole video. */
  readonly range: { readonly startMs: number; readonly endMs: number } | null;
}

/** What figures a comparison shows beside the videos. */
export interface ComparisonOf {
  readonly recipeId: string;
  readonly level?: number | null;
}

const spanText = ({ videoId, range }: VideoSpan) =>
  range ? `${videoId}@${Math.round(range.startMs)}-${Math.round(range.endMs)}` : videoId;

/** Where two spans are beside each other. @param right null: to be chosen there */
export function compareAddress(left: VideoSpan, right: VideoSpan | null, { recipeId, level }: ComparisonOf): string {
  const parameters = [
    `left=${spanText(left)}`,
    ...(right ? [`right=${spanText(right)}`] : []),
    `recipe=${recipeId}`,
    ...(level ? [`level=${level}`] : []),
  ];
  return `/compare?${parameters.join('&')}`;
}

/** A span as addresses have it; null where it is none. A range without a length is no range. */
export function videoSpanIn(text: string | null): VideoSpan | null {
  const [, videoId, start, end] = /^([\w=-]+)(?:@(\d+)-(\d+))?$/.exec(text ?? '') ?? [];
  if (videoId === undefined) return null;
  const [startMs, endMs] = [Number(start), Number(end)];
  return { videoId, range: endMs > startMs ? { startMs, endMs } : null };
}
