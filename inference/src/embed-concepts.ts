import { conceptPrompts, displayLabel, ensemblePrompts, labelOf } from './domain/index.ts';
import type { Concept } from './domain/index.ts';
import type { Abortable, TextEncoder } from './ports.ts';

/** Words as the encoder sees them. */
export interface ConceptEmbeddings {
  /** What segments are called, by concept index. */
  readonly labels: readonly string[];
  /** Unit rows `[labels.length, dims]`. */
  readonly embeddings: Float32Array;
}

export interface EmbedConceptsOptions extends Abortable {
  /** Prompt templates with slots; default: the label alone. A concept's own prompts replace them. */
  readonly templates?: readonly string[];
  /** Language of the texts that the encoder is given; default `en`. */
  readonly language?: string;
  /** Language of the labels that segments are given; default: `language`. */
  readonly labelLanguage?: string | undefined;
}

/**
 * Vocabulary × prompt templates → prompts → frozen text encoder → one unit embedding per concept.
 *
 * @throws {PromptTemplateError} for a template that cannot be filled
 * @throws {PromptError} naming the prompt
 */
export async function embedConcepts(
  concepts: readonly Concept[],
  encoder: TextEncoder,
  options: EmbedConceptsOptions = {},
): Promise<ConceptEmbeddings> {
  const { templates = ['{label}'], language = 'en', labelLanguage = language, signal } = options;
  const prompts = concepts.map((concept) => conceptPrompts(concept, templates, language));
  return {
    labels: conceptLabels(concepts, language, labelLanguage),
    embeddings: await embedPrompts(prompts, encoder, { signal }),
  };
}

/** What segments are called: the label in `labelLanguage`, else the one in the encoder's, else any. */
export function conceptLabels(
  concepts: readonly Pick<Concept, 'id' | 'prefLabels'>[],
  language: string,
  labelLanguage: string,
): string[] {
  return concepts.map((concept) => labelOf(concept, labelLanguage) ?? displayLabel(concept, language));
}

/**
 * Prompts → frozen text encoder → one unit embedding per list of prompts: the mean of its prompts' embeddings.
 *
 * @param prompts one list for each embedding; none of them empty
 * @returns unit rows `[prompts.length, dims]`
 * @throws {PromptError} naming the prompt
 */
export async function embedPrompts(
  prompts: readonly (readonly string[])[],
  encoder: TextEncoder,
  options: Abortable = {},
): Promise<Float32Array> {
  const unique = [...new Set(prompts.flat())];
  const rowOf = new Map(unique.map((prompt, row) => [prompt, row]));
  const { dims } = encoder.identity;
  const encoded = await encoder.encode(unique, options);
  const rows = prompts.flat().map((prompt) => rowOf.get(prompt)!);
  const embeddings = new Float32Array(rows.length * dims);
  for (const [index, row] of rows.entries())
    embeddings.set(encoded.subarray(row * dims, (row + 1) * dims), index * dims);
  const counts = prompts.map(({ length }) => length);
  return ensemblePrompts(embeddings, dims, counts);
}
