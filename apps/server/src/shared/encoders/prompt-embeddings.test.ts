import { expect, test } from '@jest/globals';
import type { TextEncoder } from '@actionary/inference';
import { isRemembered, rememberedEmbeddings } from './prompt-embeddings.ts';

/** Embeds every text as the same unit vector, and counts the texts. */
function encoderOf(digest: string, embedding: readonly number[]) {
  const encoded: string[] = [];
  const encoder: TextEncoder = {
    identity: { id: 'same', digest, dims: embedding.length, logitScale: 1 },
    countTokens: () => ({ tokenCount: 1, contextLength: 1 }),
    unseenWords: () => null,
    encode: (texts) => {
      encoded.push(...texts);
      return Promise.resolve(Float32Array.from(texts.flatMap(() => embedding)));
    },
    close: () => Promise.resolve(),
  };
  return { encoder, encoded };
}

const never = new AbortController().signal;

test('prompts are encoded once for each encoder', async () => {
  const [one, other] = [encoderOf('one', [1, 0]), encoderOf('other', [0, 1])];
  const prompts = [['wipe', 'wiping'], ['tape']];
  for (const { encoder } of [one, one, other]) await rememberedEmbeddings(encoder, prompts, never);
  expect(one.encoded).toEqual(['wipe', 'wiping', 'tape']);
  expect(await rememberedEmbeddings(one.encoder, prompts, never)).toEqual(Float32Array.of(1, 0, 1, 0));
  expect(await rememberedEmbeddings(other.encoder, prompts, never)).toEqual(Float32Array.of(0, 1, 0, 1));
});

test.each([
  ['words', ['pick up'], ['pick', 'up']],
  ['lines', ['pick\nup'], ['pick', 'up']],
])('a prompt of several %s is another one than several prompts', async (_, one, several) => {
  const { encoder } = encoderOf(`apart ${one[0]}`, [1]);
  await rememberedEmbeddings(encoder, [one], never);
  expect([isRemembered(encoder, one), isRemembered(encoder, several)]).toEqual([true, false]);
});
