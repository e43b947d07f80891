/** What a template may have between braces. */
export const SLOTS = ['label', 'definition', 'synonym', 'notation'] as const;

const MAX_LENGTH = 1000;

export type TemplateProblem =
  | { readonly kind: 'empty' | 'noSlot' | 'brace' | 'tooLong' }
  | { readonly kind: 'unknownSlot'; readonly slot: string }
  /** `number` of the first template with the same text, from 1. */
  | { readonly kind: 'repeated'; readonly number: number };

/** What is wrong with each template, as far as the text alone tells; null where nothing is. */
export function templateProblems(templates: readonly string[]): (TemplateProblem | null)[] {
  const first = new Map<string, number>();
  return templates.map((template, index) => {
    const text = cleanTemplate(template);
    const problem = problemOf(text);
    if (problem) return problem;
    const number = first.get(text);
    if (number !== undefined) return { kind: 'repeated', number };
    first.set(text, index + 1);
    return null;
  });
}

/** As it is stored. */
export function cleanTemplate(template: string): string {
  return template.normalize('NFC').trim();
}

function problemOf(text: string): TemplateProblem | null {
  if (text === '') return { kind: 'empty' };
  if (text.length > MAX_LENGTH) return { kind: 'tooLong' };
  const names = [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!);
  const unknown = names.find((name) => !SLOTS.some((slot) => slot === name));
  if (unknown !== undefined) return { kind: 'unknownSlot', slot: `{${unknown}}` };
  if (/[{}]/.test(text.replaceAll(/\{[^{}]*\}/g, ''))) return { kind: 'brace' };
  return names.length === 0 ? { kind: 'noSlot' } : null;
}
