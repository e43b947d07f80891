import type { Reason } from '../reason.ts';
import { meanRow, normalizeRows, rowCount } from '../embedding.ts';
import { displayLabel, inLanguage, labelOf } from './vocabulary.ts';
import type { Concept } from './vocabulary.ts';

/** What a prompt template may contain between braces. */
export const PROMPT_SLOTS = ['label', 'definition', 'synonym', 'notation'] as const;
export type PromptSlot = (typeof PROMPT_SLOTS)[number];

/** Why a template, or all of them, cannot be filled. */
export type TemplateReason = 'unknownSlot' | 'noSlot' | 'noPrompt';

/** A template that cannot be filled; the message names the template and the slot. */
export class PromptTemplateError extends Error {
  override readonly name = 'PromptTemplateError';
  /** Null: only the message tells. */
  readonly reason: Reason<TemplateReason> | null;

  constructor(message: string, reason: Reason<TemplateReason> | null = null) {
    super(message);
    this.reason = reason;
  }
}

/**
 * The slots of a template, each once, in order of appearance.
 *
 * @throws {PromptTemplateError} for an unknown slot, or none at all (all concepts would get the same prompt)
 */
export function templateSlots(template: string): PromptSlot[] {
  const names = [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]);
  const known = PROMPT_SLOTS.map((slot) => `{${slot}}`).join(', ');
  for (const name of names) {
    if (!isSlot(name))
      throw new PromptTemplateError(`unknown slot {${name}} in the prompt "${template}"; use ${known}`, {
        reason: 'unknownSlot',
        slot: `{${name}}`,
        slots: known,
      });
  }
  if (names.length === 0)
    throw new PromptTemplateError(`the prompt "${template}" has no slot; use one of ${known}`, {
      reason: 'noSlot',
      slots: known,
    });
  return [...new Set(names.filter(isSlot))];
}

/** The first template that cannot be filled, and why; `null` where all can. */
export function findWrongTemplate(
  templates: readonly string[],
): { index: number; message: string; reason: PromptTemplateError['reason'] } | null {
  for (const [index, template] of templates.entries()) {
    try {
      templateSlots(template);
    } catch (error) {
      if (!(error instanceof PromptTemplateError)) throw error;
      return { index, message: error.message, reason: error.reason };
    }
  }
  return null;
}

/**
 * The prompts of a concept, each once. The concept's own prompts replace the templates. A template with `{synonym}` gives
 * one prompt per synonym; a template with a slot that the concept cannot fill gives none.
 *
 * @param templates at least one; e.g. `['a video of a person {label}.']`
 * @throws {PromptTemplateError} for a wrong template, or where nothing is left for the concept
 */
export function conceptPrompts(concept: Concept, templates: readonly string[], language: string): string[] {
  const own = inLanguage(concept.prompts, language) ?? [];
  if (own.length > 0) return [...new Set(own)];
  const prompts = templates.flatMap((template) => fillTemplate(template, concept, language));
  if (prompts.length === 0) {
    const hasLabel = labelOf(concept, language) !== undefined;
    const remedy = hasLabel ? 'add a template with {label}' : `give it a label in ${language}`;
    const label = displayLabel(concept, language);
    throw new PromptTemplateError(`no prompt can be made for "${label}" in ${language}; ${remedy}`, {
      reason: 'noPrompt',
      concept: label,
      language,
    });
  }
  return [...new Set(prompts)];
}

/**
 * Concept embeddings from prompt embeddings: per concept, normalise, mean, normalise.
 *
 * @param embeddings `[sum of promptCounts, dims]`, concept by concept
 * @param promptCounts prompts of each concept, ≥ 1
 * @returns unit rows `[promptCounts.length, dims]`
 */
export function ensemblePrompts(embeddings: Float32Array, dims: number, promptCounts: readonly number[]): Float32Array {
  const total = promptCounts.reduce((sum, count) => sum + count, 0);
  const given = rowCount(embeddings, dims);
  if (given !== total) throw new RangeError(`${total} prompts but ${given} prompt embeddings`);
  const unit = normalizeRows(embeddings, dims);
  const concepts = new Float32Array(promptCounts.length * dims);
  let start = 0;
  for (const [index, count] of promptCounts.entries()) {
    const end = start + count * dims;
    concepts.set(normalizeRows(meanRow(unit.subarray(start, end), dims), dims), index * dims);
    start = end;
  }
  return concepts;
}

function fillTemplate(template: string, concept: Concept, language: string): string[] {
  const slots = templateSlots(template);
  const values: Record<PromptSlot, readonly string[]> = {
    label: present(labelOf(concept, language)),
    definition: present(inLanguage(concept.definitions, language)),
    synonym: inLanguage(concept.altLabels, language) ?? [],
    notation: present(concept.notation),
  };
  return slots.reduce<string[]>(
    (texts, slot) => texts.flatMap((text) => values[slot].map((value) => text.replaceAll(`{${slot}}`, () => value))),
    [template],
  );
}

function present(text: string | null | undefined): string[] {
  return text ? [text] : [];
}

function isSlot(name: string): name is PromptSlot {
  return (PROMPT_SLOTS as readonly string[]).includes(name);
}
