import { getVideoLibraries, videosOfContents } from '@actionary/database';
import type { Video } from '@actionary/database';
import { createFrameSource, VideoError } from '@actionary/inference';
import type { ImageEncoder, PicturedSpan } from '@actionary/inference';
import type { Services } from '../../context.ts';
import { useKnown } from '../../shared/videos/known-file.ts';
import { LibraryFileError } from '../../shared/videos/library-file-error.ts';

/** A span whose pictures are wanted. */
export interface WantedSpan {
  /** Of the examples. */
  readonly index: number;
  readonly contentSha256: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Pictures of a span: as many as tell what it shows. */
const PICTURES = 4;

/**
 * Decodes pictures of spans anew, at an encoder's input size. Spans of videos whose file is away, or cannot be decoded, are
 * left out.
 *
 * @throws the signal's reason where it is aborted
 */
export async function readPictures(
  services: Pick<Services, 'db' | 'filesOf'>,
  spans: readonly WantedSpan[],
  { geometry }: Pick<ImageEncoder, 'geometry'>,
  signal: AbortSignal,
): Promise<PicturedSpan[]> {
  const ofContent = Map.groupBy(spans, ({ contentSha256 }) => contentSha256);
  const contents = [...ofContent.keys()];
  const videos = await videosOfContents(services.db, contents);
  const pictured: PicturedSpan[] = [];
  for (const [place, content] of contents.entries()) {
    const video = videos[place];
    if (!video) continue;
    for (const span of ofContent.get(content)!) {
      const pictures = await decodeSpan(services, video, span, { geometry, signal });
      if (pictures.length > 0) pictured.push({ index: span.index, pictures });
    }
  }
  return pictured;
}

async function decodeSpan(
  { db, filesOf }: Pick<Services, 'db' | 'filesOf'>,
  video: Video,
  { startMs, endMs }: WantedSpan,
  { geometry, signal }: Pick<ImageEncoder, 'geometry'> & { readonly signal: AbortSignal },
): Promise<Uint8Array[]> {
  const timesMs = Array.from({ length: PICTURES }, (_, index) =>
    Math.round(startMs + ((index + 0.5) * (endMs - startMs)) / PICTURES),
  );
  const [library] = await getVideoLibraries(db, [video.libraryId]);
  try {
    return await useKnown(filesOf(library!), video, signal, async ({ path }) => {
      const { frames } = await createFrameSource().open(path, { geometry, timesMs }, { signal });
      const pictures: Uint8Array[] = [];
      for await (const { rgb } of frames) pictures.push(rgb);
      return pictures;
    });
  } catch (error) {
    if (error instanceof LibraryFileError || error instanceof VideoError) return [];
    throw error;
  }
}
