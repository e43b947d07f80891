import { embedPrompts } from '@actionary/inference';
import { descriptivePrompts, problemOfPrompt } from '@actionary/inference/domain';
import type { Services } from '../../context.ts';
import type { RecipeWords } from './recipe-words.ts';

/**
 * The texts of concepts in more words: those that have a definition, and no prompts of their own. The others, and those with
 * more words than the encoder takes, keep the text that they have.
 *
 * @returns unit rows in the order of the concepts; `null` where no definition can be used
 */
export function describeWords(
  { encoders }: Pick<Services, 'encoders'>,
  { concepts, embedded, promptSet, encoder }: RecipeWords,
): Promise<Float32Array | null> {
  const { catalogueId, dims } = encoder;
  return encoders.use(catalogueId, async ({ text }) => {
    const described = concepts.flatMap((concept, index) => {
      const prompts = descriptivePrompts(concept, promptSet.language);
      const readable = prompts.filter((prompt) => problemOfPrompt(prompt, text) === null);
      return readable.length === 0 ? [] : [{ index, prompts: readable }];
    });
    if (described.length === 0) return null;
    const rows = await embedPrompts(
      described.map(({ prompts }) => prompts),
      text,
    );
    const texts = embedded.embeddings.slice();
    for (const [place, { index }] of described.entries())
      texts.set(rows.subarray(place * dims, (place + 1) * dims), index * dims);
    return texts;
  });
}
