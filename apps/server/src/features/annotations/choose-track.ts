import type { ReviewTrack } from '@actionary/database';
import type { ReadAnnotation, ReadAnnotations } from '@actionary/inference';
import { foldText } from '@actionary/inference/domain';

/** A track of a file, wherever in it. */
export interface FileTrack {
  readonly index: number;
  /** `null` where the file does not name one. */
  readonly videoName: string | null;
  readonly name: string;
  readonly spans: readonly ReadAnnotation[];
}

/** Those that say something. */
export function tracksOf({ videos }: ReadAnnotations): FileTrack[] {
  return videos
    .flatMap(({ name: videoName, tracks }) => tracks.map((track) => ({ ...track, videoName })))
    .filter(({ spans }) => spans.length > 0)
    .map((track, index) => ({ ...track, index }));
}

/**
 * The track that a file most likely has about a video: of its name, and by the name that our own files give to what people
 * have said.
 */
export function likelyTrack(tracks: readonly FileTrack[], videoFile: string, into: ReviewTrack): FileTrack | null {
  const own = tracks.filter((track) => isNamed(track, videoFile));
  const candidates = own.length > 0 ? own : tracks;
  return candidates.find(({ name }) => name === (into === 'work' ? 'review' : into)) ?? candidates[0] ?? null;
}

/** Whether a track is of a video, as far as the file tells: with or without the ending of its name, and in any folder. */
export function isNamed({ videoName }: FileTrack, videoFile: string): boolean {
  return videoName === null || stemOf(videoName) === stemOf(videoFile);
}

function stemOf(path: string): string {
  return foldText(
    path
      .split(/[/\\]/)
      .at(-1)!
      .replace(/\.\w{1,5}$/, ''),
  );
}
