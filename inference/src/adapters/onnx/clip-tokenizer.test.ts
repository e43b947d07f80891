import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../training/random.ts';
import { openTokenizer } from './tokenizer.ts';

const FILE = path.resolve(import.meta.dirname, '../../../../../shared/data/clip/openai-clip-tokenizer/tokenizer.json');
const describeWithClip = existsSync(FILE) ? describe : describe.skip;
const SPEC = { contextLength: 77, cleaning: 'clip' } as const;

describeWithClip('CLIP tokens', () => {
  test.each([
    ['a photo of a cat', [49406, 320, 1125, 539, 320, 2368, 49407]],
    ['swimming  breast\tstroke &amp; DIVING!', [49406, 7411, 9475, 10403, 261, 9886, 256, 49407]],
    ["it's 2024", [49406, 585, 568, 273, 271, 273, 275, 49407]],
    ['日本 🏹', [49406, 39121, 19277, 361, 1109, 373, 49407]],
  ])('of %j are the published ones', async (text, ids) => {
    expect((await openTokenizer(FILE, SPEC)).encode(text)).toEqual(ids);
  });

  test('equal those of an independent implementation on 1,000 mixed strings', async () => {
    const tokenizer = await openTokenizer(FILE, { ...SPEC, contextLength: 10_000 });
    const reference = referenceTokenizer();
    for (const text of mixedStrings(1000)) expect([text, tokenizer.encode(text)]).toEqual([text, reference(text)]);
  });

  test('of no text are the special ones alone, which say nothing', async () => {
    const tokenizer = await openTokenizer(FILE, SPEC);
    expect(tokenizer.count('')).toBe(2);
    expect(() => tokenizer.encode(' ')).toThrow('the encoder reads no word in ""');
  });

  test('are there for every word, so that none is unseen', async () => {
    expect((await openTokenizer(FILE, SPEC)).unseenWords('qwertzuiop')).toBeNull();
  });

  test('are counted up to and beyond the context', async () => {
    const tokenizer = await openTokenizer(FILE, SPEC);
    expect(tokenizer.encode('cat '.repeat(75))).toHaveLength(77);
    expect(() => tokenizer.encode('cat '.repeat(76))).toThrow('prompt too long: 78 tokens, the encoder takes 77');
  });
});

const WORDS = [
  'a photo of',
  'tightening',
  'the',
  "worker's",
  'SCREW',
  "it's",
  "we'll",
  'M6x20',
  '100%',
  'café',
  'naïve',
];
const OTHERS = [
  '日本語',
  'ネジ',
  'ﾈｼﾞ',
  'Привет',
  'Ελλ',
  '한국어',
  'עברית',
  '🏹',
  '👩‍🔧',
  '½',
  '٣',
  '—',
  '...',
  '!?',
  '#tag',
  '1234567',
];
const SPACES = [' ', '  ', '\t', '\n', '', '-', '_', '/'];

function mixedStrings(count: number): string[] {
  const random = seededRandom(7);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)];
  return Array.from({ length: count }, () =>
    Array.from(
      { length: 1 + Math.floor(random() * 8) },
      () => pick(random() < 0.6 ? WORDS : OTHERS) + pick(SPACES),
    ).join(''),
  );
}

/** Byte-pair encoding as the CLIP paper's code describes it, from nothing but the file's vocabulary and merges. */
function referenceTokenizer(): (text: string) => number[] {
  const { model } = JSON.parse(readFileSync(FILE, 'utf8')) as {
    model: { vocab: Record<string, number>; merges: (string | [string, string])[] };
  };
  const ranks = new Map(model.merges.map((merge, rank) => [typeof merge === 'string' ? merge : merge.join(' '), rank]));
  const alphabet = byteAlphabet();
  const pattern = /'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+/gu;
  return (text) => {
    const clean = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
    const words = (clean.match(pattern) ?? []).map((word) => [...Buffer.from(word)].map((byte) => alphabet[byte]));
    return [49406, ...words.flatMap((word) => merged(word, ranks).map((piece) => model.vocab[piece])), 49407];
  };
}

function merged(word: readonly string[], ranks: ReadonlyMap<string, number>): string[] {
  const pieces = word.with(word.length - 1, `${word.at(-1)!}</w>`);
  for (;;) {
    const rankAt = (index: number): number => ranks.get(`${pieces[index]} ${pieces[index + 1]}`) ?? Infinity;
    let best = 0;
    for (let index = 1; index < pieces.length - 1; index++) if (rankAt(index) < rankAt(best)) best = index;
    if (pieces.length < 2 || rankAt(best) === Infinity) return pieces;
    pieces.splice(best, 2, pieces[best] + pieces[best + 1]);
  }
}

/** Printable bytes stand for themselves, the others for characters from U+0100. */
function byteAlphabet(): string[] {
  const isPrintable = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPrintable(byte) ? byte : next++));
}
