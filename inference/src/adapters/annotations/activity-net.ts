import { z } from 'zod';
import { annotation, AnnotationError, onlyTrack } from './annotated-video.ts';
import type { AnnotatedVideo, ReadAnnotations } from './annotated-video.ts';

/** ActivityNet's format; of each video one track. Times are seconds. @see http://activity-net.org/download.html */
export function writeActivityNet(videos: readonly AnnotatedVideo[]): string {
  const database = videos.map((video) => {
    const annotations = onlyTrack(video).spans.map(({ startMs, endMs, label }) => ({
      segment: [startMs / 1000, endMs / 1000],
      label,
    }));
    return [video.name, { duration: video.durationMs / 1000, subset: 'validation', annotations }] as const;
  });
  return `${JSON.stringify({ version: 'VERSION 1.3', database: Object.fromEntries(database) }, null, 2)}\n`;
}

const document = z.object({
  database: z.record(
    z.string(),
    z.object({
      annotations: z.array(z.object({ segment: z.tuple([z.number(), z.number()]), label: z.string() })),
    }),
  ),
});

/** @throws {AnnotationError} */
export function readActivityNet(text: string): ReadAnnotations {
  const parsed = document.safeParse(parseJson(text));
  if (!parsed.success)
    throw new AnnotationError(`the file is not in ActivityNet's format: ${z.prettifyError(parsed.error)}`);
  const videos = Object.entries(parsed.data.database).map(([name, { annotations }]) => ({
    name,
    tracks: [
      {
        name: 'annotations',
        spans: annotations.map(({ segment: [start, end], label }, index) =>
          annotation(1000 * start, 1000 * end, label, `annotation ${index + 1}`, name),
        ),
      },
    ],
  }));
  return { videos };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AnnotationError('the file is no JSON', { cause });
  }
}
