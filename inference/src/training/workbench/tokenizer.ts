import { TOWERS } from './towers.ts';
import { captionWords } from './world.ts';

const PADDING = '[PAD]';
export const UNKNOWN_ID = 1;

/** The words of the world with their ids; `[PAD]` is 0, `[UNK]` stands for every other word. */
export const VOCABULARY: readonly string[] = [PADDING, '[UNK]', ...captionWords()];
const IDS = new Map(VOCABULARY.map((word, id) => [word, id]));

/** Token ids of a caption written in the world's words. */
export function tokenize(text: string): number[] {
  return text.split(' ').map((word) => IDS.get(word) ?? UNKNOWN_ID);
}

/**
 * Ids padded to the context length, row by row.
 *
 * @throws RangeError where a text is too long
 */
export function padTokens(texts: readonly (readonly number[])[]): BigInt64Array<ArrayBuffer> {
  const padded = new BigInt64Array(texts.length * TOWERS.contextLength);
  for (const [row, ids] of texts.entries()) {
    if (ids.length > TOWERS.contextLength)
      throw new RangeError(`${ids.length} tokens, at most ${TOWERS.contextLength}`);
    for (const [column, id] of ids.entries()) padded[row * TOWERS.contextLength + column] = BigInt(id);
  }
  return padded;
}

/** The same tokenizer in the `tokenizer.json` format of Hugging Face's tokenizers. */
export function tokenizerJson(): object {
  const addedToken = (content: string, id: number) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [addedToken(PADDING, 0), addedToken('[UNK]', UNKNOWN_ID)],
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFKC' },
        { type: 'Lowercase' },
        { type: 'Replace', pattern: { Regex: '[^\\p{L}\\p{N}]+' }, content: ' ' },
        { type: 'Strip', strip_left: true, strip_right: true },
      ],
    },
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: null,
    decoder: null,
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(VOCABULARY.map((word, id) => [word, id])),
    },
  };
}
