import { withServices } from './bench-services.ts';
import type { Figure } from './figure.ts';
import { benchBackupUnits } from './units-backup.ts';
import { benchEmbeddingUnits } from './units-embedding.ts';
import { benchPipelineUnits } from './units-pipeline.ts';
import { benchRowUnits } from './units-rows.ts';

/** What one of everything costs: what the plan for more than one machine counts with (`npm run scale`). */
export async function benchUnits(note: (text: string) => void): Promise<readonly Figure[]> {
  const embedding = await benchEmbeddingUnits(note);
  const database = await withServices(async (services) => [
    ...(await benchRowUnits(services, note)),
    ...(await benchBackupUnits(services)),
    ...(await benchPipelineUnits(services, note)),
  ]);
  return [...embedding, ...database];
}
