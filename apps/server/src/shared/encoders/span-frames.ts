import type { Database, EmbeddedFrames } from '@actionary/database';
import { SpanFrames } from '@actionary/inference/domain';
import type { FrameChoice } from '@actionary/inference/domain';
import { scanEmbeddings } from './scan-embeddings.ts';

interface ContentSpan {
  readonly contentSha256: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Parts of videos, and the embeddings of their contents. */
export interface EmbeddedSpans<Span extends ContentSpan = ContentSpan> {
  readonly spans: readonly Span[];
  /** Of all of the spans' contents. */
  readonly embedded: ReadonlyMap<string, EmbeddedFrames>;
}

/** Unit frame embeddings, span after span. */
export interface ReadFrames {
  readonly frames: Float32Array;
  /** Of each span; at least one. */
  readonly frameCounts: readonly number[];
}

/** The frames of spans, read video by video. @throws the signal's reason; {Error} where embeddings have gone meanwhile */
export async function readSpanFrames(
  db: Database,
  { spans, embedded }: EmbeddedSpans,
  choice: FrameChoice,
  signal: AbortSignal,
): Promise<ReadFrames> {
  const found = spans.map((span) => new SpanFrames(span));
  const ofContent = Map.groupBy(found.keys(), (index) => spans[index].contentSha256);
  const contents = [...embedded];
  for await (const { videoIndex, chunk } of scanEmbeddings(
    db,
    contents.map(([, frames]) => frames),
    signal,
    { isKept: false },
  )) {
    if (!chunk) throw new Error('embeddings have been removed meanwhile; try again');
    for (const index of ofContent.get(contents[videoIndex][0]) ?? []) found[index].add(chunk.timesMs, chunk.halves);
  }
  const rows = found.map((frames) => frames.chosen(choice));
  const dims = found[0].dims;
  const frames = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const row of rows) {
    frames.set(row, offset);
    offset += row.length;
  }
  return { frames, frameCounts: rows.map(({ length }) => length / dims) };
}
