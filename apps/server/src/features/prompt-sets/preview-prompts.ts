import { conceptPrompts, PromptTemplateError } from '@actionary/inference/domain';
import type { TextEncoder } from '@actionary/inference';
import type { FilledPrompt, PreviewPromptsInput, UserError } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { MAX_FIRST } from '../../shared/graphql/connection.ts';
import type { VersionedConcept } from '../../shared/concepts/concept-content.ts';
import { cleanTemplates, refuseWrongTemplates } from '../../shared/encoders/clean-templates.ts';
import { installedEncoder } from '../../shared/encoders/installed-encoder.ts';
import { done, inputKey, refuse, settle, userError } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';

interface Preview {
  readonly concept: VersionedConcept;
  readonly prompts: FilledPrompt[];
  readonly problem: UserError | null;
}

/** Fills templates for the first concepts of a version and counts the tokens with the encoder's own tokenizer. */
export function previewPrompts(context: Context, input: PreviewPromptsInput): Promise<Result<Preview[]>> {
  return settle(async () => {
    const templates = cleanTemplates(input.templates);
    refuseWrongTemplates(templates);
    const count = input.first ?? 5;
    if (count < 1 || count > MAX_FIRST) refuse('INVALID', 'first', `must be 1 … ${MAX_FIRST}`);
    const versionId = inputKey('VocabularyVersion', input.vocabularyVersionId, 'vocabularyVersionId');
    const wanted = input.conceptExternalId ?? null;
    const all = await context.loaders.conceptsOfVersion.load(versionId);
    const concepts = wanted === null ? all.slice(0, count) : all.filter(({ id }) => id === wanted);
    const withOwn = input.useOwnPrompts ?? true;
    const { entry } = await installedEncoder(input.encoderId);
    const previews = await context.encoders.use(entry.id, async ({ text }) =>
      concepts.map((concept) => preview({ ...concept, versionId }, { ...input, templates, withOwn }, text)),
    );
    return done(previews);
  });
}

interface PreviewOptions {
  readonly templates: readonly string[];
  readonly language: string;
  /** Whether a concept's own prompts take the place of the templates. */
  readonly withOwn: boolean;
}

function preview(
  concept: VersionedConcept,
  { templates, language, withOwn }: PreviewOptions,
  encoder: Pick<TextEncoder, 'countTokens'>,
): Preview {
  try {
    const filled = withOwn ? concept : { ...concept, prompts: {} };
    const prompts = conceptPrompts(filled, templates, language).map((text) => fill(text, encoder));
    return { concept, prompts, problem: null };
  } catch (error) {
    if (!(error instanceof PromptTemplateError)) throw error;
    return { concept, prompts: [], problem: userError('INVALID', null, error.message, error.reason) };
  }
}

function fill(text: string, encoder: Pick<TextEncoder, 'countTokens'>): FilledPrompt {
  const { tokenCount, contextLength } = encoder.countTokens(text);
  return { __typename: 'FilledPrompt', text, tokenCount, contextLength, isTooLong: tokenCount > contextLength };
}
