import type { PromptTexts } from '@actionary/inference/domain';
import type { Context } from '../context.ts';
import { inputKey, refuse } from './result.ts';

/** Templates and language of a prompt set's version; refuses with NOT_FOUND. @param id global */
export async function promptTexts(
  { loaders }: Pick<Context, 'loaders'>,
  id: string,
  field = 'promptSetVersionId',
): Promise<PromptTexts> {
  const version = await loaders.promptSetVersion.load(inputKey('PromptSetVersion', id, field));
  return version ?? refuse('NOT_FOUND', field, 'there is no such version of a prompt set');
}
