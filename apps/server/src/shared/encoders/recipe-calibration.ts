import { getCalibrations } from '@actionary/database';
import type { Calibration as StoredCalibration, Database, Recipe, VersionConcept } from '@actionary/database';
import type { Calibration, DecodeOptions } from '@actionary/inference/domain';
import { z } from 'zod';

const thresholdsByConcept = z.record(z.string(), z.number());

/** Least probabilities by concept id. */
export function thresholdsOf({ thresholds }: Pick<StoredCalibration, 'thresholds'>): Readonly<Record<string, number>> {
  return thresholdsByConcept.parse(thresholds);
}

/**
 * What a recipe's calibration says of its concepts; of those that it does not know, which may be of a later version, the
 * recipe's own least probability. `null`: the recipe has none.
 */
export async function calibrationOfRecipe(
  db: Database,
  { calibrationId, decode }: Recipe,
  concepts: readonly Pick<VersionConcept, 'conceptId'>[],
): Promise<Calibration | null> {
  if (calibrationId === null) return null;
  // Recipes keep theirs.
  const [calibration] = await getCalibrations(db, [calibrationId]);
  const thresholds = thresholdsOf(calibration!);
  const { minProbability = 0 } = decode as DecodeOptions;
  return {
    temperature: calibration!.temperature,
    thresholds: concepts.map(({ conceptId }) => thresholds[conceptId] ?? minProbability),
  };
}
