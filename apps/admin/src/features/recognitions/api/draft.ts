import { WINDOW_DEFAULTS } from '@actionary/inference/domain';
import type {
  CheckPromptsInput,
  CreateRecipeInput,
  DecodeMethod,
  RecognitionChoicesQuery,
} from '../../../../generated/graphql.ts';

/** What a recipe is going to be, as the form has it. */
export interface RecipeDraft {
  readonly name: string;
  /** What other systems know it by; empty: one is made from the content. */
  readonly externalId: string;
  /** The recipe whose results those of this one replace; null: they stand beside all others. */
  readonly succeedsId: string | null;
  readonly vocabularyVersionId: string | null;
  readonly promptSetVersionId: string | null;
  readonly encoderId: string | null;
  readonly fps: number;
  readonly frameCount: number;
  readonly stepCount: number;
  readonly method: DecodeMethod;
  readonly temperature: number;
  readonly smoothing: number;
  readonly minDurationMs: number;
  readonly minProbability: number;
  readonly minMargin: number;
}

/**
 * Starts with what the latest recipe used, as far as that can be used, in its latest version.
 * @param versionId of a vocabulary that has been asked for
 */
export function draftFrom(
  { vocabularies, promptSets, encoders, recipes }: RecognitionChoicesQuery,
  versionId: string | null = null,
): RecipeDraft {
  const [latest] = recipes.nodes;
  const usable = vocabularies.nodes.filter(({ versions }) => publishedOf(versions.nodes).length > 0);
  const vocabulary = usable.find(({ id }) => id === latest?.vocabularyVersion.vocabulary.id) ?? usable[0];
  const asked = usable.flatMap(({ versions }) => publishedOf(versions.nodes)).find(({ id }) => id === versionId);
  const promptSet =
    promptSets.nodes.find(({ id }) => id === latest?.promptSetVersion.promptSet.id) ?? promptSets.nodes[0];
  const installed = encoders.filter(({ status }) => status !== 'available');
  const encoder = installed.find(({ id }) => id === latest?.encoder.id) ?? installed[0];
  return {
    name: '',
    externalId: '',
    succeedsId: null,
    vocabularyVersionId: (asked ?? publishedOf(vocabulary?.versions.nodes ?? [])[0])?.id ?? null,
    promptSetVersionId: promptSet?.versions.nodes[0]?.id ?? null,
    encoderId: encoder?.id ?? null,
    fps: 2,
    ...WINDOW_DEFAULTS,
    method: 'hysteresis',
    temperature: 1,
    smoothing: 0,
    minDurationMs: 500,
    minProbability: 0.35,
    minMargin: 0.05,
  };
}

export function publishedOf<T extends { readonly status: string }>(versions: readonly T[]): T[] {
  return versions.filter(({ status }) => status === 'published');
}

/** The recipes of the chosen vocabulary, in any version: those that a new one can take the place of. */
export function predecessorsOf(
  { vocabularies, recipes }: Pick<RecognitionChoicesQuery, 'vocabularies' | 'recipes'>,
  { vocabularyVersionId }: Pick<RecipeDraft, 'vocabularyVersionId'>,
): RecognitionChoicesQuery['recipes']['nodes'] {
  const vocabulary = vocabularies.nodes.find(({ versions }) =>
    versions.nodes.some(({ id }) => id === vocabularyVersionId),
  );
  return recipes.nodes.filter(({ vocabularyVersion }) => vocabularyVersion.vocabulary.id === vocabulary?.id);
}

/** Words, prompts and encoder; null while something has not been chosen. */
export function pinnedBy({
  vocabularyVersionId,
  promptSetVersionId,
  encoderId,
}: RecipeDraft): CheckPromptsInput | null {
  if (!vocabularyVersionId || !promptSetVersionId || !encoderId) return null;
  return { vocabularyVersionId, promptSetVersionId, encoderId };
}

/** Null while something has not been chosen. */
export function toRecipeInput(draft: RecipeDraft): CreateRecipeInput | null {
  const pinned = pinnedBy(draft);
  if (!pinned) return null;
  const { name, externalId, succeedsId, fps, frameCount, stepCount, method, temperature, smoothing } = draft;
  const { minDurationMs, minProbability, minMargin } = draft;
  return {
    ...pinned,
    succeedsId,
    fps,
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(externalId.trim() === '' ? {} : { externalId: externalId.trim() }),
    window: { frameCount, stepCount: Math.min(stepCount, frameCount) },
    decode: { method, temperature, smoothing, minDurationMs, minProbability, minMargin },
  };
}
