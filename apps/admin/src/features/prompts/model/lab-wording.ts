import type { WordingInput } from '../../../../generated/graphql.ts';
import { cleanTemplate } from './template-problem.ts';

/** How concepts are put into words: one side of a comparison. */
export interface LabWording {
  readonly language: string;
  readonly templates: readonly string[];
  /** Whether concepts' own prompts take the place of the templates. */
  readonly useOwnPrompts: boolean;
  /** Prompts of single concepts, a line each, by the concept's id. */
  readonly concepts: Readonly<Record<string, string>>;
}

/** As the API takes it. */
export function wordingInput({ language, templates, useOwnPrompts, concepts }: LabWording): WordingInput {
  return {
    language,
    templates: templates.map(cleanTemplate),
    useOwnPrompts,
    concepts: Object.entries(concepts)
      .map(([conceptId, text]) => ({ conceptId, prompts: promptLines(text) }))
      .filter(({ prompts }) => prompts.length > 0),
  };
}

/** The prompts that people have typed, a line each, without empty ones. */
export function promptLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.normalize('NFC').trim())
    .filter(Boolean);
}

/** Whether two wordings give the encoder the same texts, as far as they are written down alike. */
export function isSameWording(one: LabWording, other: LabWording): boolean {
  return JSON.stringify(wordingInput(one)) === JSON.stringify(wordingInput(other));
}
