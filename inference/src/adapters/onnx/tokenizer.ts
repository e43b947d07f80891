import { readFile } from 'node:fs/promises';
import { Tokenizer } from '@huggingface/tokenizers';
import { ModelError } from '../../model-error.ts';
import type { TextSpec } from '../../models/entry.ts';
import { PromptTooLongError } from '../../prompt-too-long-error.ts';
import { cleanClipText } from './text-cleaning.ts';

/** Turns texts into token ids, special tokens included, without padding. */
export interface PromptTokenizer {
  /** Tokens of a text, however many. */
  count(text: string): number;
  /** Words that it has no token for, each once; `null` where it puts words together from pieces, so that it has for all. */
  unseenWords(text: string): readonly string[] | null;
  /** @throws {PromptTooLongError} where the text has more tokens than the encoder takes */
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
  const { tokenizer, unknownId } = await load(path);
  const clean = CLEANING[spec.cleaning];
  const ids = (text: string): number[] => tokenizer.encode(clean(text)).ids;
  return {
    count: (text) => ids(text).length,
    unseenWords: (text) => (unknownId === null ? null : wordsOf(text).filter((word) => ids(word).includes(unknownId))),
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

/** Words as a tokenizer of whole words finds them. */
function wordsOf(text: string): string[] {
  return [...new Set(text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu))];
}

/** What is read here of a `tokenizer.json`. */
interface TokenizerFile {
  readonly model?: {
    readonly type?: string;
    readonly vocab?: Readonly<Record<string, number>>;
    readonly unk_token?: string | null;
    readonly continuing_subword_prefix?: string | null;
  };
}

async function load(path: string): Promise<{ tokenizer: Tokenizer; unknownId: number | null }> {
  try {
    const file = JSON.parse(await readFile(path, 'utf8')) as TokenizerFile;
    return { tokenizer: new Tokenizer(file, {}), unknownId: unknownIdOf(file) };
  } catch (cause) {
    throw new ModelError('INVALID', `${path}: not a readable tokenizer.json; pull or import the encoder again`, {
      cause,
    });
  }
}

/** The token that stands for every word that is not in the vocabulary; `null` where words are put together from pieces. */
function unknownIdOf({ model }: TokenizerFile): number | null {
  const { type, vocab = {}, unk_token: unknown, continuing_subword_prefix: prefix } = model ?? {};
  const hasPieces = Object.keys(vocab).some((piece) => prefix && piece.startsWith(prefix));
  return type === 'WordPiece' && !hasPieces && unknown ? (vocab[unknown] ?? null) : null;
}
