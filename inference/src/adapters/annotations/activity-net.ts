import { z } from 'zod';
import { shapeOfJson } from '../../format/shape-of-json.ts';
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
  const content = parseJson(text);
  const parsed = document.safeParse(content);
  if (!parsed.success) throw notActivityNet(content, parsed.error);
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

/** What was expected, and what was found in its place. */
function notActivityNet(content: unknown, { issues: [issue] }: z.ZodError): AnnotationError {
  const path = presentPart(content, issue?.path ?? []);
  const found = [path.join('.'), shapeOfJson(valueAt(content, path))].filter((part) => part !== '').join(': ');
  const expected = '{"database": {"<video>": {"annotations": [{"segment": [<start>, <end>], "label": "…"}]}}}';
  return new AnnotationError(`not in ActivityNet's format: expected ${expected}; found ${found}`, {
    reason: { reason: 'notActivityNet', expected, found },
  });
}

/** Without what is not there at all. */
function presentPart(content: unknown, path: readonly PropertyKey[]): readonly PropertyKey[] {
  if (path.length === 0 || valueAt(content, path) !== undefined) return path;
  return presentPart(content, path.slice(0, -1));
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((value, key) => (value as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key], content);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AnnotationError('the file is no JSON', { cause, reason: { reason: 'notJson' } });
  }
}
