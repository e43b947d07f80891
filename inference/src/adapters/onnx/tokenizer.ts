import { readFile } from 'node:fs/promises';
import { Tokenizer } from '@huggingface/tokenizers';
import { ModelError } from '../../model-error.ts';
import type { TextSpec } from '../../models/entry.ts';
import { PromptTooLongError } from '../../prompt-too-long-error.ts';
import { cleanClipText } from './text-cleaning.ts';

/** Turns texts into token ids, special tokens included, without padding. */
export interface PromptTokenizer {
  readonly contextLength: number;
  /** Tokens of a text, however many. */
  count(text: string): number;
  /** @throws {PromptTooLongError} where the text has more than `contextLength` tokens */
  encode(text: string): readonly number[];
}

/**
 * Reads an encoder's `tokenizer.json`.
 * @throws {ModelError} INVALID where it is no tokenizer
 */
export async function openTokenizer(
  path: string,
  spec: Pick<TextSpec, 'contextLength' | 'cleaning'>,
): Promise<PromptTokenizer> {
  const tokenizer = await load(path);
  const clean = CLEANING[spec.cleaning];
  const ids = (text: string): number[] => tokenizer.encode(clean(text)).ids;
  return {
    contextLength: spec.contextLength,
    count: (text) => ids(text).length,
    encode: (text) => {
      const tokens = ids(text);
      if (tokens.length > spec.contextLength) throw new PromptTooLongError(text, tokens.length, spec.contextLength);
      return tokens;
    },
  };
}

const CLEANING: Readonly<Record<TextSpec['cleaning'], (text: string) => string>> = {
  clip: cleanClipText,
  lower: (text) => text.toLowerCase(),
  none: (text) => text,
};

async function load(path: string): Promise<Tokenizer> {
  try {
    return new Tokenizer(JSON.parse(await readFile(path, 'utf8')) as object, {});
  } catch (cause) {
    throw new ModelError('INVALID', `${path}: not a readable tokenizer.json; pull or import the encoder again`, {
      cause,
    });
  }
}
