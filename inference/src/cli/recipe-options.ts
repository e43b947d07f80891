import { readPromptTemplates } from '../adapters/prompts.ts';
import { readVocabulary } from '../adapters/vocabulary/read-vocabulary.ts';
import { WINDOW_DEFAULTS } from '../domain/index.ts';
import type { Concept, DecodeOptions } from '../domain/index.ts';
import { embedConcepts } from '../embed-concepts.ts';
import type { ConceptEmbeddings } from '../embed-concepts.ts';
import type { EncoderPair } from '../models/open-encoder.ts';
import type { RecognizeOptions } from '../recognize.ts';
import type { CommandIo } from './command-io.ts';
import { numberOption, UsageError } from './usage-error.ts';

/** The options that say which words are looked for, and how their scores become segments. */
export const RECIPE_OPTIONS = {
  prompts: { type: 'string' },
  window: { type: 'string' },
  decode: { type: 'string' },
  'switch-penalty': { type: 'string' },
  'min-probability': { type: 'string' },
  'min-margin': { type: 'string' },
  'min-duration': { type: 'string' },
  temperature: { type: 'string' },
} as const;

export const WORDS_HELP = `  --vocabulary FILE       .csv (prefLabel@en, prefLabel@ja, altLabel@en, prompt@en, …), .xlsx, .ttl, .jsonld, .json,
                          or one label a line
  --prompts NAME|FILE     prompt templates, e.g. "a video of a person {label}."; presets: label, clip-kinetics-28,
                          clip-ucf-48. Default: label for workbench, clip-kinetics-28 for the others
  --language TAG          language of the labels in the output; default: the encoder's
`;

export const DECODING_HELP = `
Decoding
  --window N              frames averaged; default 4
  --decode METHOD         hysteresis (default) or viterbi
  --switch-penalty X      viterbi: what a change costs; default 2
  --min-probability X     below it is unknown; default 0.35
  --min-margin X          the best must lead the second by this much; default 0.05
  --min-duration MS       shorter segments are given to a neighbour; default 500
  --temperature X         divides the logits; default 1; larger is less sure
`;

type Values = { readonly [Name in keyof typeof RECIPE_OPTIONS | 'language']?: string | undefined };

/** @throws {UsageError} naming the option */
export function toRecognizeOptions(values: Values): Required<Pick<RecognizeOptions, 'window' | 'decode'>> {
  const frameCount = numberOption('window', values.window, { min: 1, isInteger: true });
  return {
    window: { frameCount: frameCount ?? WINDOW_DEFAULTS.frameCount },
    decode: decodeOptions(values),
  };
}

function decodeOptions(values: Values): DecodeOptions {
  const { decode: method = 'hysteresis' } = values;
  const common = {
    minProbability: numberOption('min-probability', values['min-probability'], { min: 0, max: 1 }) ?? 0.35,
    minMargin: numberOption('min-margin', values['min-margin'], { min: 0, max: 1 }) ?? 0.05,
    minDurationMs: numberOption('min-duration', values['min-duration'], { min: 0 }) ?? 500,
    temperature: numberOption('temperature', values.temperature, { min: 0.001 }) ?? 1,
  };
  const switchPenalty = numberOption('switch-penalty', values['switch-penalty'], { min: 0 });
  if (method === 'viterbi') return { method, ...common, switchPenalty };
  if (method !== 'hysteresis') throw new UsageError(`--decode is hysteresis or viterbi, not "${method}"`);
  if (switchPenalty !== undefined) throw new UsageError('--switch-penalty goes with --decode viterbi');
  return { method, ...common };
}

/** A vocabulary's concepts, and what the encoder makes of them. */
export interface EmbeddedWords {
  readonly concepts: readonly Concept[];
  readonly words: ConceptEmbeddings;
  /** Preset or file of the prompt templates. */
  readonly prompts: string;
  /** That the encoder is prompted in. */
  readonly language: string;
}

/** @throws {VocabularyError | PromptTemplateError | PromptError} */
export async function embedWords(
  vocabularyPath: string,
  values: Values,
  { entry, text }: EncoderPair,
  { signal }: CommandIo,
): Promise<EmbeddedWords> {
  const language = entry.languages[0];
  const { concepts } = await readVocabulary(vocabularyPath, { language });
  const prompts = values.prompts ?? (entry.bundled === undefined ? 'clip-kinetics-28' : 'label');
  const templates = await readPromptTemplates(prompts);
  const words = await embedConcepts(concepts, text, { templates, language, labelLanguage: values.language, signal });
  return { concepts, words, prompts, language };
}
