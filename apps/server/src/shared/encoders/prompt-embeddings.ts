import { embedPrompts } from '@actionary/inference';
import type { TextEncoder } from '@actionary/inference';
import { RecentBytes } from './recent-bytes.ts';

/** 32,000 concepts of CLIP ViT-B/32 with short prompts. */
const BUDGET_BYTES = 96 * 1024 * 1024;
/** Concepts encoded at a time: what is done is remembered where the rest is cut off. */
const BATCH_COUNT = 32;

/** Embeddings of concepts by the encoder's digest and the prompts: the same ones have the same embedding for ever. */
const remembered = new RecentBytes<Float32Array>(
  BUDGET_BYTES,
  (embedding, key) => embedding.byteLength + 2 * key.length,
);

/**
 * Unit embeddings of lists of prompts, as recognition makes them; those used last are kept in memory.
 *
 * @param prompts one list for each embedding; none of them empty
 * @returns `[prompts.length, dims]`
 * @throws {PromptError}
 */
export async function rememberedEmbeddings(
  encoder: TextEncoder,
  prompts: readonly (readonly string[])[],
  signal: AbortSignal,
): Promise<Float32Array> {
  const { digest, dims } = encoder.identity;
  const embeddings = new Float32Array(prompts.length * dims);
  const missing: number[] = [];
  for (const [index, list] of prompts.entries()) {
    const known = remembered.get(keyOf(digest, list));
    if (known) embeddings.set(known, index * dims);
    else missing.push(index);
  }
  for (let start = 0; start < missing.length; start += BATCH_COUNT) {
    const indices = missing.slice(start, start + BATCH_COUNT);
    const lists = indices.map((index) => prompts[index]);
    const made = await embedPrompts(lists, encoder, { signal });
    for (const [row, index] of indices.entries()) {
      const embedding = made.slice(row * dims, (row + 1) * dims);
      embeddings.set(embedding, index * dims);
      remembered.set(keyOf(digest, lists[row]), embedding);
    }
  }
  return embeddings;
}

/** Whether a list of prompts needs no encoder any more. */
export function isRemembered({ identity }: TextEncoder, prompts: readonly string[]): boolean {
  return remembered.has(keyOf(identity.digest, prompts));
}

function keyOf(digest: string, prompts: readonly string[]): string {
  // A prompt may have several lines.
  return JSON.stringify([digest, prompts]);
}
