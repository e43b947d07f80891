import { conceptPrompts, inLanguage, PromptTemplateError } from '@actionary/inference/domain';
import type { Concept } from '@actionary/inference/domain';
import type { WordingInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import type { VersionedConcept } from '../../shared/concepts/concept-content.ts';
import { cleanPrompts, cleanTemplates, refuseWrongTemplates } from '../../shared/encoders/clean-templates.ts';
import { promptTexts } from '../../shared/encoders/prompt-texts.ts';
import { inputKey, refuse } from '../../shared/graphql/result.ts';

/** Concepts as a wording has them: what the encoder is given for each. */
export interface Wording {
  readonly templates: readonly string[];
  /** The prompts of each concept. */
  readonly prompts: readonly (readonly string[])[];
  /** … without one of the templates; null where nothing would be left for some concept. */
  readonly without: (templateIndex: number) => readonly (readonly string[])[] | null;
  /** Concepts that the templates are filled in for. */
  readonly templatedCount: number;
}

/** Reads a wording; refuses what cannot be filled in. @param field of the input */
export async function readWording(
  context: Context,
  input: WordingInput,
  field: string,
  concepts: readonly VersionedConcept[],
): Promise<Wording> {
  const { templates, language } = await textsOf(context, input, field);
  const own = ownPrompts(input, field, concepts);
  const worded: Concept[] = concepts.map((concept) => {
    const given = own.get(concept.conceptId);
    if (given) return { ...concept, prompts: { [language]: given } };
    return input.useOwnPrompts === false ? { ...concept, prompts: {} } : concept;
  });
  const filled = (chosen: readonly string[]) => worded.map((concept) => conceptPrompts(concept, chosen, language));
  return {
    templates,
    prompts: orRefuse(() => filled(templates), `${field}.templates`),
    without: (templateIndex) => orNull(() => filled(templates.toSpliced(templateIndex, 1))),
    templatedCount: worded.filter(({ prompts }) => !inLanguage(prompts, language)?.length).length,
  };
}

async function textsOf(
  context: Context,
  { promptSetVersionId, templates, language }: WordingInput,
  field: string,
): Promise<{ readonly templates: readonly string[]; readonly language: string }> {
  if (Boolean(promptSetVersionId) === Boolean(templates))
    refuse('INVALID', field, 'give one of promptSetVersionId and templates');
  if (promptSetVersionId) return promptTexts(context, promptSetVersionId, `${field}.promptSetVersionId`);
  if (!language) return refuse('INVALID', `${field}.language`, 'templates need a language', 'required');
  const clean = cleanTemplates(templates!, `${field}.templates`);
  refuseWrongTemplates(clean, `${field}.templates`);
  return { templates: clean, language };
}

function ownPrompts({ concepts }: WordingInput, field: string, known: readonly VersionedConcept[]) {
  const ids = new Set(known.map(({ conceptId }) => conceptId));
  return new Map(
    (concepts ?? []).map(({ conceptId, prompts }, index) => {
      const at = `${field}.concepts.${index}`;
      const key = inputKey('Concept', conceptId, `${at}.conceptId`);
      if (!ids.has(key)) refuse('NOT_FOUND', `${at}.conceptId`, 'the recipe does not look for this concept');
      return [key, cleanPrompts(prompts, `${at}.prompts`)] as const;
    }),
  );
}

function orRefuse<T>(fill: () => T, field: string): T {
  try {
    return fill();
  } catch (error) {
    if (error instanceof PromptTemplateError) return refuse('INVALID', field, error.message, error.reason);
    throw error;
  }
}

function orNull<T>(fill: () => T): T | null {
  try {
    return fill();
  } catch (error) {
    if (error instanceof PromptTemplateError) return null;
    throw error;
  }
}
