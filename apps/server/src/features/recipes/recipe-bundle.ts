import { getPromptSets, getVocabularies, getVocabularyVersions, readAdapterModel } from '@actionary/database';
import type { Recipe } from '@actionary/database';
import type { Bundle } from '@actionary/inference';
import { fpsOf } from '@actionary/inference/domain';
import type { Services } from '../../context.ts';
import { calibrationOfRecipe, unknownOfRecipe } from '../../shared/encoders/recipe-calibration.ts';
import { encodeRecipeWords } from '../../shared/encoders/recipe-words.ts';
import { decodeOf, windowOf } from './recipe-options.ts';

/** A recipe as the command line takes it, without vocabulary, text tower and database. @throws as {@link encodeRecipeWords} */
export async function bundleOf(services: Pick<Services, 'db' | 'encoders'>, recipe: Recipe): Promise<Bundle> {
  const { db } = services;
  const words = await encodeRecipeWords(services, recipe);
  const { concepts, embedded, promptSet, encoder } = words;
  const [version] = await getVocabularyVersions(db, [recipe.vocabularyVersionId]);
  const [vocabulary] = await getVocabularies(db, [version!.vocabularyId]);
  const [prompts] = await getPromptSets(db, [promptSet.promptSetId]);
  const { catalogueId: id, digest, dims, logitScale } = encoder;
  return {
    name: recipe.name,
    vocabulary: { name: vocabulary!.name, version: version!.number },
    promptSet: { name: prompts!.name, version: promptSet.number, language: promptSet.language },
    encoder: { id, digest, dims, logitScale },
    fps: fpsOf(recipe.sampling),
    window: windowOf(recipe.window),
    decode: decodeOf(recipe.decode),
    adapter: recipe.adapterId ? await readAdapterModel(db, recipe.adapterId) : null,
    calibration: await calibrationOfRecipe(db, recipe, words),
    unknown: await unknownOfRecipe(db, recipe, dims),
    language: promptSet.language,
    concepts: concepts.map(({ id: conceptId, prefLabels }) => ({ id: conceptId, prefLabels })),
    embeddings: embedded.embeddings,
  };
}
