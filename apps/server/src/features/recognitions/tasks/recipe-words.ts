import { conceptsOfVersions, getEncoders, getPromptSetVersions } from '@actionary/database';
import type { Encoder, Recipe, VersionConcept } from '@actionary/database';
import { embedConcepts } from '@actionary/inference';
import type { ConceptEmbeddings } from '@actionary/inference';
import type { Services } from '../../../context.ts';

/** A recipe's concepts, as its encoder sees them. */
export interface RecipeWords {
  readonly concepts: readonly VersionConcept[];
  readonly embedded: ConceptEmbeddings;
  readonly encoder: Pick<Encoder, 'dims' | 'logitScale'>;
}

/** The words of a recipe never change: they are encoded once for the recipe that was used last. */
export function rememberWords(services: Services): (recipe: Recipe) => Promise<RecipeWords> {
  let last: { readonly id: string; readonly words: Promise<RecipeWords> } | null = null;
  return (recipe) => {
    if (last?.id === recipe.id) return last.words;
    const words = encodeWords(services, recipe);
    last = { id: recipe.id, words };
    // A failure is not remembered.
    words.catch(() => (last = last?.words === words ? null : last));
    return words;
  };
}

async function encodeWords({ db, encoders }: Services, recipe: Recipe): Promise<RecipeWords> {
  const [all] = await conceptsOfVersions(db, [recipe.vocabularyVersionId]);
  const [promptSet] = await getPromptSetVersions(db, [recipe.promptSetVersionId]);
  const [encoder] = await getEncoders(db, [recipe.encoderDigest]);
  const concepts = all.filter(({ status }) => status === 'active');
  const { templates, language } = promptSet!;
  const embedded = await encoders.use(encoder!.catalogueId, ({ text }) =>
    embedConcepts(concepts, text, { templates, language }),
  );
  return { concepts, embedded, encoder: encoder! };
}
