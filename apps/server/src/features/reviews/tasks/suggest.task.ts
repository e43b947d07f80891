import {
  conceptsOfVersions,
  getEncoders,
  getPromptSetVersions,
  getRecipes,
  listUnsuggestedItems,
  readingsOfContents,
  saveSuggestions,
} from '@actionary/database';
import type {
  ContentReading,
  ItemPlace,
  Recipe,
  Suggestion,
  UnsuggestedItem,
  VersionConcept,
} from '@actionary/database';
import { ModelError } from '@actionary/inference';
import { softmaxRows, SpanCosines } from '@actionary/inference/domain';
import type { DecodeOptions } from '@actionary/inference/domain';
import type { Logger } from 'pino';
import type { Services } from '../../../context.ts';
import { rememberedEmbeddings } from '../../../shared/encoders/prompt-embeddings.ts';
import { isReadable, promptsOf } from '../../../shared/encoders/prompt-texts.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';
import { scanEmbeddings } from '../../../shared/encoders/scan-embeddings.ts';

/** Reviews that are suggested for at a time. */
const BATCH_COUNT = 500;

interface Run {
  readonly versionId: string;
  /** What the version says, by the concepts' database ids. */
  readonly concepts: ReadonlyMap<string, VersionConcept>;
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/**
 * For reviews that a split has left open: how probable each candidate is, by the new words and the cached embeddings of the
 * video, compared as the latest recipe of the vocabulary with such embeddings does. No video is read. Reviews of videos
 * without embeddings are left as they are; so are those with a candidate that the encoder cannot be given a prompt for.
 */
export function suggestTask(services: Services): TaskHandler<'suggest'> {
  const { db } = services;
  return async ({ versionId }, { signal, log }) => {
    const [concepts] = await conceptsOfVersions(db, [versionId]);
    const byId = new Map(concepts.map((concept) => [concept.conceptId, concept]));
    const run = { versionId, concepts: byId, signal, log };
    // Reviews may come meanwhile, for which this task stands already.
    while ((await suggestForAll(services, run)) > 0);
  };
}

/** @returns the suggestions made */
async function suggestForAll(services: Services, run: Run): Promise<number> {
  const { db } = services;
  let count = 0;
  let after: ItemPlace | null = null;
  for (;;) {
    run.signal.throwIfAborted();
    const items: UnsuggestedItem[] = await listUnsuggestedItems(db, run.versionId, { after, first: BATCH_COUNT });
    if (items.length === 0) return count;
    const suggestions = await suggestFor(services, items, run);
    await saveSuggestions(db, suggestions);
    count += suggestions.length;
    after = items.at(-1)!;
  }
}

async function suggestFor(services: Services, items: readonly UnsuggestedItem[], run: Run): Promise<Suggestion[]> {
  const contents = [...new Set(items.map(({ contentSha256 }) => contentSha256))];
  const readings = await readingsOfContents(services.db, run.versionId, contents);
  const suggestions: Suggestion[] = [];
  for (const [recipeId, group] of Map.groupBy(readings, (reading) => reading.recipeId)) {
    const [recipe] = await getRecipes(services.db, [recipeId]);
    suggestions.push(...(await suggestByRecipe(services, { recipe: recipe!, readings: group, items }, run)));
  }
  return suggestions;
}

interface Group {
  readonly recipe: Recipe;
  readonly readings: readonly ContentReading[];
  /** Among them those of the readings' contents. */
  readonly items: readonly UnsuggestedItem[];
}

async function suggestByRecipe(services: Services, group: Group, run: Run): Promise<Suggestion[]> {
  const { recipe, readings } = group;
  const [encoder] = await getEncoders(services.db, [recipe.encoderDigest]);
  const columns = await columnsOf(services, group, encoder!.catalogueId, run);
  const open = openSpans(group, columns);
  const wanted = readings.filter(({ contentSha256 }) => open.has(contentSha256));
  for await (const { videoIndex, chunk } of scanEmbeddings(services.db, wanted, run.signal))
    if (chunk)
      for (const { span } of open.get(wanted[videoIndex]!.contentSha256)!) span.add(chunk.timesMs, chunk.halves);
  // Checked when the recipe was saved.
  const { temperature } = recipe.decode as DecodeOptions;
  return [...open.values()].flat().flatMap(({ id, span }) => {
    const logits = span.means()?.map((cosine) => cosine * encoder!.logitScale);
    return logits
      ? [{ id, probabilities: [...softmaxRows(Float32Array.from(logits), logits.length, temperature)] }]
      : [];
  });
}

interface OpenSpan {
  readonly id: string;
  readonly span: SpanCosines;
}

/** Items with embeddings of all their candidates, by content. */
function openSpans({ items, readings }: Group, columns: ReadonlyMap<string, Float32Array>): Map<string, OpenSpan[]> {
  const contents = new Set(readings.map(({ contentSha256 }) => contentSha256));
  const spans = items.flatMap(({ id, contentSha256, candidateIds, ...span }) => {
    const found = candidateIds.map((candidateId) => columns.get(candidateId)).filter((column) => column !== undefined);
    const isWhole = contents.has(contentSha256) && found.length === candidateIds.length;
    return isWhole ? [{ id, contentSha256, span: new SpanCosines(span, found) }] : [];
  });
  return Map.groupBy(spans, ({ contentSha256 }) => contentSha256);
}

/** Embeddings of the candidates, by their ids; none where the encoder is not here. */
async function columnsOf(
  { db, encoders }: Services,
  { recipe, items }: Group,
  catalogueId: string,
  { concepts, signal, log }: Run,
): Promise<Map<string, Float32Array>> {
  const [texts] = await getPromptSetVersions(db, [recipe.promptSetVersionId]);
  const candidateIds = [...new Set(items.flatMap((item) => item.candidateIds))];
  const prompted = candidateIds.map((id) => ({
    id,
    prompts: concepts.has(id) ? promptsOf(concepts.get(id)!, texts!) : [],
  }));
  try {
    return await encoders.use(catalogueId, async ({ text }) => {
      const { digest, dims } = text.identity;
      if (digest !== recipe.encoderDigest)
        throw new ModelError('INVALID', `${catalogueId} is another encoder than the recipe's`);
      const able = prompted.filter(({ prompts }) => isReadable(text, prompts));
      const rows = await rememberedEmbeddings(
        text,
        able.map(({ prompts }) => prompts),
        signal,
      );
      return new Map(able.map(({ id }, row) => [id, rows.subarray(row * dims, (row + 1) * dims)]));
    });
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    log.warn({ err: error, recipeId: recipe.id }, 'no suggestions by this recipe');
    return new Map();
  }
}
