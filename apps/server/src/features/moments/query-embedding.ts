import { PromptError } from '@actionary/inference';
import { conceptPrompts, PromptTemplateError } from '@actionary/inference/domain';
import type { ConceptContent } from '@actionary/inference/domain';
import type { FindMomentsInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { unsavedConcept } from '../../shared/concepts/concept-input.ts';
import type { UsableEncoder } from '../../shared/encoders/installed-encoder.ts';
import { rememberedEmbeddings } from '../../shared/encoders/prompt-embeddings.ts';
import { promptTexts } from '../../shared/encoders/prompt-texts.ts';
import { inputKey, refuse } from '../../shared/graphql/result.ts';

const MAX_TEXT_LENGTH = 1000;

/** What is searched for: the texts that the encoder is given, and their embedding `[dims]`. */
export async function embedQuery(
  context: Context,
  { entry }: UsableEncoder,
  input: FindMomentsInput,
): Promise<{ prompts: string[]; embedding: Float32Array }> {
  const { field, prompts } = await promptsOf(context, input);
  const embedding = await context.encoders.use(entry.id, async ({ text }) => {
    try {
      return await rememberedEmbeddings(text, [prompts], context.signal);
    } catch (error) {
      if (error instanceof PromptError) return refuse('INVALID', field, error.message, error.reason);
      throw error;
    }
  });
  return { prompts, embedding };
}

async function promptsOf(context: Context, input: FindMomentsInput): Promise<{ field: string; prompts: string[] }> {
  const { text, conceptId, concept } = input;
  const given = [text, conceptId, concept].filter((value) => value !== null && value !== undefined);
  if (given.length !== 1) refuse('INVALID', null, 'give one of text, conceptId and concept');
  if (typeof text === 'string') return { field: 'text', prompts: [cleanText(text)] };
  const field = concept ? 'concept' : 'conceptId';
  const content = concept
    ? await unsavedConcept(context.loaders, concept, 'concept')
    : await savedConcept(context, conceptId!, input.vocabularyVersionId);
  if (!input.promptSetVersionId) return refuse('INVALID', 'promptSetVersionId', 'a concept needs templates');
  const { templates, language } = await promptTexts(context, input.promptSetVersionId);
  try {
    return { field, prompts: conceptPrompts(content, templates, language) };
  } catch (error) {
    if (error instanceof PromptTemplateError) return refuse('INVALID', field, error.message, error.reason);
    throw error;
  }
}

function cleanText(text: string): string {
  const clean = text.normalize('NFC').trim();
  if (clean === '' || clean.length > MAX_TEXT_LENGTH)
    refuse(
      'INVALID',
      'text',
      `a text has 1 … ${MAX_TEXT_LENGTH} characters`,
      clean ? { reason: 'tooLong', most: MAX_TEXT_LENGTH } : 'required',
    );
  return clean;
}

async function savedConcept({ loaders }: Context, id: string, versionId: string | null | undefined) {
  const conceptId = inputKey('Concept', id, 'conceptId');
  if (!versionId) return refuse('INVALID', 'vocabularyVersionId', 'a concept is worded by a version');
  const concepts = await loaders.conceptsOfVersion.load(
    inputKey('VocabularyVersion', versionId, 'vocabularyVersionId'),
  );
  const found: ConceptContent | undefined = concepts.find((concept) => concept.conceptId === conceptId);
  return found ?? refuse('NOT_FOUND', 'conceptId', 'the version does not have this concept');
}
