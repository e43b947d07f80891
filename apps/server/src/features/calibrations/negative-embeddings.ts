import { embedPrompts } from '@actionary/inference';
import { farthestNegatives, NEGATIVE_TEXTS, takeRows } from '@actionary/inference/domain';
import type { Services } from '../../context.ts';
import { isReadable } from '../../shared/encoders/prompt-texts.ts';
import type { RecipeWords } from '../../shared/encoders/recipe-words.ts';

/**
 * Texts of what is none of a recipe's concepts, as its encoder sees them: those that it can read, but the ones most like a
 * concept. In the language of the prompts.
 *
 * @returns unit rows `[n, dims]`; none where there are no texts in that language
 */
export function embedNegatives(
  { encoders }: Pick<Services, 'encoders'>,
  { promptSet, encoder, embedded }: RecipeWords,
): Promise<Float32Array> {
  const [language] = promptSet.language.split('-');
  const texts = NEGATIVE_TEXTS[language as keyof typeof NEGATIVE_TEXTS] ?? [];
  const { dims, catalogueId } = encoder;
  return encoders.use(catalogueId, async ({ text }) => {
    const readable = texts.filter((one) => isReadable(text, [one]));
    if (readable.length === 0) return new Float32Array(0);
    const rows = await embedPrompts(
      readable.map((one) => [one]),
      text,
    );
    return takeRows(rows, dims, farthestNegatives(rows, embedded.embeddings, dims));
  });
}
