import { growthOf } from './demand.ts';
import type { Plant } from './plant.ts';
import type { UnitCosts } from './unit-costs.ts';

/** A table has 2³² pages of 8 KiB at most. */
const TABLE_BYTES = 2 ** 32 * 8192;
/** Values that are stored beside a table's rows are numbered with 32 bits. */
const VALUE_COUNT = 2 ** 32;
/** As `streamEmbeddings` makes chunks; each is such a value. */
const FRAMES_PER_CHUNK = 256;

/** A size that a table should not pass as it is. */
export interface Bound {
  readonly table: string;
  readonly what: string;
  /** What it comes to in the days that rows are kept, over what it may be. */
  readonly keptOverBound: number;
  /** Days until then, were nothing removed. */
  readonly days: number;
}

/** When the tables that grow with film pass what one table can be, or what is good for it. */
export function boundsOf(cameraCount: number, costs: UnitCosts, plant: Plant): Bound[] {
  const growth = growthOf(cameraCount, costs, plant);
  const halfMemory = (plant.database.memoryGib * 2 ** 30) / 2;
  const bound = (table: string, what: string, perDay: number, keptDays: number, most: number): Bound => {
    return { table, what, keptOverBound: (perDay * keptDays) / most, days: most / perDay };
  };
  const { embeddingDays, segmentDays } = plant;
  const segmentBytes = growth.segmentsPerDay * (costs.segmentRowBytes + costs.segmentIndexBytes);
  return [
    bound('EmbeddingChunk', 'the largest table there can be', growth.embeddingBytesPerDay, embeddingDays, TABLE_BYTES),
    bound(
      'EmbeddingChunk',
      'as many values beside its rows as can be numbered',
      growth.framesPerDay / FRAMES_PER_CHUNK,
      embeddingDays,
      VALUE_COUNT,
    ),
    bound('Segment', 'the largest table there can be', segmentBytes, segmentDays, TABLE_BYTES),
    bound(
      'Segment',
      'indexes of half of the memory',
      growth.segmentsPerDay * costs.segmentIndexBytes,
      segmentDays,
      halfMemory,
    ),
  ];
}
