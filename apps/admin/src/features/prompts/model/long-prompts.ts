import type { PreviewPromptsQuery } from '../../../../generated/graphql.ts';
import { cleanTemplate, SLOTS } from './template-problem.ts';

export type Preview = NonNullable<PreviewPromptsQuery['previewPrompts']['previews']>[number];

export interface LongPrompt {
  /** Label of the concept it is too long for. */
  readonly concept: string;
  readonly tokenCount: number;
  readonly contextLength: number;
}

/**
 * For each template, the longest of its prompts that the encoder cannot take; null where all fit. The server tells
 * prompts, not which template they are from: a template is found by what it can give for the concept.
 */
export function longPrompts(templates: readonly string[], previews: readonly Preview[]): (LongPrompt | null)[] {
  const found = previews.flatMap(({ concept, prompts }) =>
    prompts.filter(({ isTooLong }) => isTooLong).map((prompt) => ({ concept, prompt })),
  );
  if (found.length === 0) return templates.map(() => null);
  return templates.map((template) => {
    const own = found.filter(({ concept, prompt }) => canGive(cleanTemplate(template), prompt.text, concept));
    const [longest] = own.toSorted((a, b) => b.prompt.tokenCount - a.prompt.tokenCount);
    if (!longest) return null;
    const { tokenCount, contextLength } = longest.prompt;
    return { concept: longest.concept.label, tokenCount, contextLength };
  });
}

/** Whether a prompt can be a template filled with something of the concept. */
function canGive(template: string, prompt: string, concept: Preview['concept']): boolean {
  const values: Readonly<Record<(typeof SLOTS)[number], readonly string[]>> = {
    label: [concept.label, ...concept.prefLabels.map(({ text }) => text)],
    definition: concept.definitions.map(({ text }) => text),
    synonym: concept.altLabels.flatMap(({ texts }) => texts),
    notation: concept.notation ? [concept.notation] : [],
  };
  const filled = SLOTS.reduce<readonly string[]>(
    (texts, slot) =>
      template.includes(`{${slot}}`)
        ? texts.flatMap((text) => values[slot].map((value) => text.replaceAll(`{${slot}}`, () => value)))
        : texts,
    [template],
  );
  return filled.includes(prompt);
}

/** Whether the concept's own prompts stand in place of the templates. */
export function hasOwnPrompts({ concept, prompts }: Preview): boolean {
  const own = new Set(concept.prompts.flatMap(({ texts }) => texts));
  return prompts.length > 0 && prompts.every(({ text }) => own.has(text));
}
