import { getCalibrations, getRecipes, readUnknownRows } from '@actionary/database';
import type { Calibration as StoredCalibration, Database, Recipe, VersionConcept } from '@actionary/database';
import type { UnknownReferences } from '@actionary/inference';
import { widenHalves } from '@actionary/inference/domain';
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

const numbers = z.array(z.number()).readonly();
const storedUnknown = z.object({
  model: z.object({ means: numbers, deviations: numbers, weights: numbers, bias: z.number() }),
  threshold: z.number(),
  /** Of the rows, which the texts come first of. */
  negativeCount: z.int(),
});
export type StoredUnknown = z.infer<typeof storedUnknown>;

/**
 * What a recipe's calibration has learned about windows that are none of the concepts. Its signals depend on what the concepts
 * are: of a later version of the vocabulary, or with other prompts, they would mean something else. `null`: thresholds only.
 */
export async function unknownOfRecipe(
  db: Database,
  { calibrationId, vocabularyVersionId, promptSetVersionId }: Recipe,
  dims: number,
): Promise<UnknownReferences | null> {
  if (calibrationId === null) return null;
  const [calibration] = await getCalibrations(db, [calibrationId]);
  const { unknown, recipeId } = calibration!;
  if (unknown === null) return null;
  const [learned] = await getRecipes(db, [recipeId]);
  const isSame =
    learned!.vocabularyVersionId === vocabularyVersionId && learned!.promptSetVersionId === promptSetVersionId;
  if (!isSame) return null;
  const { negativeCount, ...detector } = storedUnknown.parse(unknown);
  const bytes = await readUnknownRows(db, calibrationId);
  // A copy begins where numbers of two bytes may.
  const rows = widenHalves(new Uint16Array(Uint8Array.from(bytes).buffer));
  const split = negativeCount * dims;
  return { ...detector, negatives: rows.slice(0, split), examples: rows.slice(split) };
}
