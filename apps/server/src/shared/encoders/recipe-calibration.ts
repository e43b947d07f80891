import { getAdapters, getCalibrations, getRecipes, readUnknownRows } from '@actionary/database';
import type { Calibration as StoredCalibration, Database, Recipe } from '@actionary/database';
import type { UnknownReferences } from '@actionary/inference';
import { novelScales, widenHalves } from '@actionary/inference/domain';
import type { Calibration, DecodeOptions } from '@actionary/inference/domain';
import { z } from 'zod';
import type { RecipeWords } from './recipe-words.ts';

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
  { calibrationId, adapterId, decode }: Recipe,
  words: Pick<RecipeWords, 'concepts' | 'embedded' | 'encoder'>,
): Promise<Calibration | null> {
  if (calibrationId === null) return null;
  // Recipes keep theirs.
  const [calibration] = await getCalibrations(db, [calibrationId]);
  const thresholds = thresholdsOf(calibration!);
  const { minProbability = 0 } = decode as DecodeOptions;
  const { temperature, softening } = calibration!;
  return {
    temperature,
    thresholds: words.concepts.map(({ conceptId }) => thresholds[conceptId] ?? minProbability),
    ...(await softeningOf(db, adapterId, words, softening)),
  };
}

/**
 * The scales of concepts by their distance to those that an adapter was trained on; nothing where no adapter, or strength, or
 * trained concept is left.
 */
export async function softeningOf(
  db: Database,
  adapterId: string | null,
  { concepts, embedded, encoder }: Pick<RecipeWords, 'concepts' | 'embedded' | 'encoder'>,
  strength: number,
): Promise<Pick<Calibration, 'scales'>> {
  if (adapterId === null || strength === 0) return {};
  const [adapter] = await getAdapters(db, [adapterId]);
  const taught = new Set(adapter!.conceptIds);
  const trained = [...concepts.keys()].filter((index) => taught.has(concepts[index].conceptId));
  if (trained.length === 0) return {};
  return { scales: novelScales({ texts: embedded.embeddings, dims: encoder.dims, trained }, strength) };
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
