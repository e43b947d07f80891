/** Segments as they are compared: many runs at a time, in rows of bytes. */
import type { LabelledSpan } from '@actionary/inference/domain';
import type { ComparedWords } from './compared-words.ts';
import type { Database } from './database.ts';

/** startMs, endMs, label: int32; probability: float32; big endian. */
const SEGMENT_BYTES = 16;

/** In order of time, by run; runs without segments are left out. */
export async function readSegments(
  { prisma }: Database,
  runIds: readonly string[],
  { conceptIds, labels }: ComparedWords,
): Promise<ReadonlyMap<string, readonly LabelledSpan<number>[]>> {
  const rows = await prisma.$queryRaw<{ id: string; bytes: Uint8Array }[]>`
    SELECT segment."recognitionVideoId"::text AS "id", string_agg(
      int4send("startMs") || int4send("endMs") || int4send(coalesce(word."label", 0)) || float4send("probability"), ''
      ORDER BY "segmentIndex"
    ) AS "bytes"
    FROM "Segment" AS segment
    LEFT JOIN unnest(${conceptIds}::uuid[], ${labels}::int[]) AS word ("id", "label") ON word."id" = segment."conceptId"
    WHERE segment."recognitionVideoId" = ANY (${[...runIds]}::uuid[]) GROUP BY segment."recognitionVideoId"`;
  return new Map(rows.map(({ id, bytes }) => [id, decodeSegments(bytes)]));
}

function decodeSegments({ buffer, byteOffset, byteLength }: Uint8Array): LabelledSpan<number>[] {
  const view = new DataView(buffer, byteOffset, byteLength);
  return Array.from({ length: byteLength / SEGMENT_BYTES }, (_, index) => {
    const at = index * SEGMENT_BYTES;
    return {
      startMs: view.getInt32(at),
      endMs: view.getInt32(at + 4),
      label: view.getInt32(at + 8) || null,
      probability: view.getFloat32(at + 12),
    };
  });
}
