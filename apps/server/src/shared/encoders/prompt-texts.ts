import type { TextEncoder } from '@actionary/inference';
import { conceptPrompts, problemOfPrompt, PromptTemplateError } from '@actionary/inference/domain';
import type { Concept, PromptTexts } from '@actionary/inference/domain';
import type { Context } from '../../context.ts';
import { inputKey, refuse } from '../graphql/result.ts';

/** Templates and language of a prompt set's version; refuses with NOT_FOUND. @param id global */
export async function promptTexts(
  { loaders }: Pick<Context, 'loaders'>,
  id: string,
  field = 'promptSetVersionId',
): Promise<PromptTexts> {
  const version = await loaders.promptSetVersion.load(inputKey('PromptSetVersion', id, field));
  return version ?? refuse('NOT_FOUND', field, 'there is no such version of a prompt set');
}

/** The prompts of a concept; none where the templates cannot be filled for it. */
export function promptsOf(concept: Concept, { templates, language }: PromptTexts): readonly string[] {
  try {
    return conceptPrompts(concept, templates, language);
  } catch (error) {
    if (error instanceof PromptTemplateError) return [];
    throw error;
  }
}

/** Whether there are prompts, and none that the encoder cannot read. */
export function isReadable(text: TextEncoder, prompts: readonly string[]): boolean {
  return prompts.length > 0 && prompts.every((prompt) => problemOfPrompt(prompt, text) === null);
}
