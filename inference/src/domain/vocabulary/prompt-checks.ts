import type { ConceptContent } from './concept-content.ts';
import { conceptPrompts, PromptTemplateError } from './prompt.ts';
import { hasJapaneseScript, isEnglishTag, isJapaneseTag } from './script.ts';
import type { VocabularyCheck } from './vocabulary-check.ts';
import { inLanguage } from './vocabulary.ts';

/** What is known of how an encoder reads. */
export interface PromptReader {
  /** Languages it understands; BCP 47, `mul` for many. */
  readonly languages: readonly string[];
  /** Tokens of a text, special ones included, and the most the encoder takes. */
  countTokens(text: string): { readonly tokenCount: number; readonly contextLength: number };
  /** Words that the encoder was never trained on; `null` where that cannot be told. */
  unseenWords(text: string): readonly string[] | null;
}

/** Why an encoder cannot read a prompt; `null`: it can. */
export function problemOfPrompt(text: string, reader: Pick<PromptReader, 'countTokens'>) {
  const { tokenCount, contextLength } = reader.countTokens(text);
  if (tokenCount > contextLength) return 'TOO_LONG';
  return tokenCount > reader.countTokens('').tokenCount ? null : 'NO_WORD';
}

export interface PromptTexts {
  readonly templates: readonly string[];
  /** Of the texts that the encoder is given. */
  readonly language: string;
}

/**
 * What is wrong with what an encoder is given for a concept: nothing at all (`missingLanguage`), too many tokens, no word,
 * words it has never seen, Japanese that it cannot read. One check of a kind at most; words of the templates are nobody's fault.
 *
 * @param texts templates that can be filled; see `findWrongTemplate`
 */
export function checkPrompts(concept: ConceptContent, texts: PromptTexts, reader: PromptReader): VocabularyCheck[] {
  const { templates, language } = texts;
  const prompts = promptsOf(concept, texts);
  if (prompts.length === 0) return [promptCheck('missingLanguage', concept, language, 'prefLabels', '')];
  const isOwn = (inLanguage(concept.prompts, language) ?? []).length > 0;
  const check = (kind: VocabularyCheck['kind'], detail: string) =>
    detail === '' ? [] : [promptCheck(kind, concept, language, isOwn ? 'prompts' : 'prefLabels', detail)];
  return [
    ...check('promptTooLong', longestOverflow(prompts, reader)),
    ...check('emptyText', prompts.find((prompt) => problemOfPrompt(prompt, reader) === 'NO_WORD') ?? ''),
    ...check('unseenWord', unseenWords(prompts, isOwn ? [] : templates, reader).join(', ')),
    ...check('wrongScript', unreadable(prompts, language, reader)),
  ];
}

function promptsOf(concept: ConceptContent, { templates, language }: PromptTexts): string[] {
  try {
    return conceptPrompts(concept, templates, language);
  } catch (error) {
    if (error instanceof PromptTemplateError) return [];
    throw error;
  }
}

/** The longest prompt that is too long, with its tokens: `19/16: a video of …`. */
function longestOverflow(prompts: readonly string[], reader: PromptReader): string {
  const counted = prompts.map((text) => ({ text, ...reader.countTokens(text) }));
  const longest = counted.reduce((one, other) => (other.tokenCount > one.tokenCount ? other : one));
  const { text, tokenCount, contextLength } = longest;
  return tokenCount > contextLength ? `${tokenCount}/${contextLength}: ${text}` : '';
}

function unseenWords(prompts: readonly string[], templates: readonly string[], reader: PromptReader): string[] {
  const unseen = (texts: readonly string[]) => new Set(texts.flatMap((text) => reader.unseenWords(text) ?? []));
  const common = unseen(templates.map(withoutSlots));
  return [...unseen(prompts)].filter((word) => !common.has(word));
}

function withoutSlots(template: string): string {
  return template.replaceAll(/\{[^{}]*\}/g, ' ');
}

/** The first prompt in Japanese script where the prompts are English, or the encoder does not understand Japanese. */
function unreadable(prompts: readonly string[], language: string, { languages }: PromptReader): string {
  const canRead = !isEnglishTag(language) && languages.some((tag) => isJapaneseTag(tag) || tag === 'mul');
  return canRead ? '' : (prompts.find(hasJapaneseScript) ?? '');
}

function promptCheck(
  kind: VocabularyCheck['kind'],
  { id }: ConceptContent,
  language: string,
  field: string,
  detail: string,
): VocabularyCheck {
  return { kind, severity: 'warning', conceptIds: [id], field, language, detail };
}
