import { setImmediate } from 'node:timers/promises';
import type { Recipe } from '@actionary/database';
import { ModelError, PromptError } from '@actionary/inference';
import type { Scorer, TextEncoder } from '@actionary/inference';
import { bestConcepts, ensemblePrompts, meanRow } from '@actionary/inference/domain';
import type { FrameChoice } from '@actionary/inference/domain';
import type { Context } from '../../context.ts';
import type { VersionedConcept } from '../../shared/concepts/concept-content.ts';
import { rememberedEmbeddings } from '../../shared/encoders/prompt-embeddings.ts';
import { useTextEncoder } from '../../shared/encoders/recipe-words.ts';
import { readSpanFrames } from '../../shared/encoders/span-frames.ts';
import { refuse } from '../../shared/graphql/result.ts';
import type { ReviewedExamples } from '../../shared/reviews/reviewed-examples.ts';
import type { Wording } from './wording.ts';

/** What stands for a span, as in the reports of adapters. */
const FRAMES: FrameChoice = { count: 8, from: 'spread' };

/** What a recipe looks for, and reviewed spans that show it. */
export interface ReviewedWords {
  readonly concepts: readonly VersionedConcept[];
  readonly examples: ReviewedExamples;
  /** Concept index of each span. */
  readonly truth: readonly number[];
}

/** Concept index that each span fits best, by wording. */
export interface Answers {
  readonly one: readonly number[];
  readonly other: readonly number[];
  /** By the templates of the one that can be left out. */
  readonly without: ReadonlyMap<number, readonly number[]>;
}

/** Reads the prompts of two wordings, and asks under which concept's each reviewed span fits best. Refuses what the encoder cannot read. */
export async function askWordings(
  context: Context,
  recipe: Recipe,
  { concepts, examples }: ReviewedWords,
  { one, other }: { readonly one: Wording; readonly other: Wording },
): Promise<Answers> {
  const { db, encoders, loaders, signal } = context;
  const encoder = (await loaders.encoder.load(recipe.encoderDigest))!;
  const scorer = await encoders.scorer();
  try {
    return await useTextEncoder(encoders, encoder, async (text) => {
      const ensembles = await readPrompts(text, [...one.prompts, ...other.prompts].flat(), signal);
      const { frames, frameCounts } = await readSpanFrames(db, examples, FRAMES, signal);
      const rows = meanRows(frames, frameCounts, text.identity.dims);
      const answer = async (prompts: readonly (readonly string[])[]) => {
        // Others get their turn.
        await setImmediate();
        signal.throwIfAborted();
        return bestFits(scorer, rows, ensembles(prompts), concepts.length);
      };
      const without = new Map<number, readonly number[]>();
      for (const index of one.templatedCount > 0 && one.templates.length > 1 ? one.templates.keys() : []) {
        const prompts = one.without(index);
        if (prompts) without.set(index, await answer(prompts));
      }
      return { one: await answer(one.prompts), other: await answer(other.prompts), without };
    });
  } catch (error) {
    if (error instanceof ModelError)
      return refuse(error.code === 'NOT_INSTALLED' ? 'NOT_INSTALLED' : 'INVALID', 'recipeId', error.message);
    if (error instanceof PromptError) return refuse('INVALID', null, error.message, error.reason);
    throw error;
  }
}

/** Reads texts, each once. @returns what makes unit embeddings of concepts out of lists of them `[lists.length, dims]` */
async function readPrompts(encoder: TextEncoder, prompts: readonly string[], signal: AbortSignal) {
  const texts = [...new Set(prompts)];
  const rowOf = new Map(texts.map((text, row) => [text, row]));
  const { dims } = encoder.identity;
  const embeddings = await rememberedEmbeddings(
    encoder,
    texts.map((text) => [text]),
    signal,
  );
  return (lists: readonly (readonly string[])[]): Float32Array => {
    const rows = lists.flat().map((text) => rowOf.get(text)!);
    const gathered = new Float32Array(rows.length * dims);
    for (const [place, row] of rows.entries())
      gathered.set(embeddings.subarray(row * dims, (row + 1) * dims), place * dims);
    return ensemblePrompts(
      gathered,
      dims,
      lists.map(({ length }) => length),
    );
  };
}

/** One row for each span: cosines of the mean are the means of the frames' cosines. */
function meanRows(frames: Float32Array, frameCounts: readonly number[], dims: number): Float32Array {
  const rows = new Float32Array(frameCounts.length * dims);
  let start = 0;
  for (const [index, count] of frameCounts.entries()) {
    const end = start + count * dims;
    rows.set(meanRow(frames.subarray(start, end), dims), index * dims);
    start = end;
  }
  return rows;
}

async function bestFits(scorer: Scorer, rows: Float32Array, texts: Float32Array, conceptCount: number) {
  const logits = await scorer.logits(rows, texts, texts.length / conceptCount, 1);
  return bestConcepts(logits, conceptCount);
}
