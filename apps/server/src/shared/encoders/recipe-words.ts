import { conceptsOfVersions, getEncoders, getPromptSetVersions } from '@actionary/database';
import type { Encoder, PromptSetVersion, Recipe, VersionConcept } from '@actionary/database';
import { embedConcepts, ModelError } from '@actionary/inference';
import type { ConceptEmbeddings, TextEncoder } from '@actionary/inference';
import type { Services } from '../../context.ts';
import type { EncoderPool } from './encoder-pool.ts';

/** What a recipe looks for, as its encoder sees it. */
export interface RecipeWords {
  /** Active ones; row i of the embeddings is concept i. */
  readonly concepts: readonly VersionConcept[];
  readonly embedded: ConceptEmbeddings;
  readonly promptSet: PromptSetVersion;
  readonly encoder: Encoder;
}

/**
 * Encodes the words of a recipe.
 *
 * @throws {ModelError} where its encoder is not installed any more, or another one is in its place
 * @throws {PromptError | PromptTemplateError}
 */
export async function encodeRecipeWords(
  { db, encoders }: Pick<Services, 'db' | 'encoders'>,
  recipe: Recipe,
): Promise<RecipeWords> {
  const [all] = await conceptsOfVersions(db, [recipe.vocabularyVersionId]);
  const [promptSet] = await getPromptSetVersions(db, [recipe.promptSetVersionId]);
  const [encoder] = await getEncoders(db, [recipe.encoderDigest]);
  const concepts = all.filter(({ status }) => status === 'active');
  const { templates, language } = promptSet!;
  const embedded = await useTextEncoder(encoders, encoder!, (text) =>
    embedConcepts(concepts, text, { templates, language }),
  );
  return { concepts, embedded, promptSet: promptSet!, encoder: encoder! };
}

/** Runs `use` with the text tower of a recipe's encoder. @throws {ModelError} as {@link encodeRecipeWords} */
export function useTextEncoder<T>(
  encoders: EncoderPool,
  { catalogueId, digest }: Encoder,
  use: (text: TextEncoder) => Promise<T>,
): Promise<T> {
  return encoders.use(catalogueId, ({ text }) => {
    if (text.identity.digest !== digest) {
      throw new ModelError('INVALID', `${catalogueId} is another encoder than the recipe's; make a new recipe`);
    }
    return use(text);
  });
}
