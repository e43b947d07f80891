import type { Chart, Figure } from './figure.ts';
import { benchEmbeddingCurve } from './curves-embedding.ts';
import { benchScoringCurves } from './curves-scoring.ts';

/**
 * How the cost of the method grows with windows, concepts and the length of a video, without a database: see `growth` for
 * re-scoring from PostgreSQL to PostgreSQL, and `workers` for several processes.
 */
export async function benchCurves(
  note: (text: string) => void,
  draw: (chart: Chart) => void,
): Promise<readonly Figure[]> {
  return [...(await benchScoringCurves(note, draw)), ...(await benchEmbeddingCurve(note, draw))];
}
