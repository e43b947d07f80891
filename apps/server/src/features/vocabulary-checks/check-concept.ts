import { setTimeout } from 'node:timers/promises';
import { PromptError } from '@actionary/inference';
import type { TextEncoder } from '@actionary/inference';
import { checkVocabulary, errorsFirst, multiplyLogits, PROMPT_LANGUAGES } from '@actionary/inference/domain';
import type { ConceptContent, VocabularyCheck } from '@actionary/inference/domain';
import type { VersionConcept } from '@actionary/database';
import type { CheckConceptInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import type { VersionedConcept } from '../../shared/concepts/concept-content.ts';
import { unsavedConcept } from '../../shared/concepts/concept-input.ts';
import { rememberedEmbeddings } from '../../shared/encoders/prompt-embeddings.ts';
import { promptsOf } from '../../shared/encoders/prompt-texts.ts';
import { done, refuse, settle } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import {
  checkedVersion,
  contentsOf,
  embeddingTarget,
  promptChecker,
  readingOf,
  tellChecks,
} from './checked-version.ts';
import type { CheckedVersion, Reading, ToldCheck } from './checked-version.ts';
import { embeddedConcepts } from './version-embeddings.ts';

/** From this cosine to its nearest concept on, a concept is confusable while it is typed. */
const CONFUSABLE_SIMILARITY = 0.95;
const NEAREST_COUNT = 5;
/** People type on: what takes longer is told the next time. */
const PATIENCE_MS = 300;

export interface ConceptLook {
  readonly checks: ToldCheck[];
  /** Nearest first; null while that is not known. */
  readonly nearest: { readonly content: VersionedConcept; readonly similarity: number }[] | null;
}

/** What would be wrong with a concept if the draft said this of it, and which concepts the encoder sees near it. */
export function checkConcept(context: Context, input: CheckConceptInput): Promise<Result<ConceptLook>> {
  return settle(async () => {
    const checked = await checkedVersion(context, input.vocabularyVersionId);
    if (checked.version.status !== 'draft')
      refuse('INVALID', 'vocabularyVersionId', 'it is published: open a draft', 'versionPublished');
    const concept = await unsavedConcept(context.loaders, input.concept, 'concept');
    const words = checkWords(checked, concept);
    const { encoderId, promptSetVersionId } = input;
    if (!encoderId || !promptSetVersionId || concept.status !== 'active')
      return done({ checks: tellChecks(checked, words), nearest: null });
    const reading = await readingOf(context, { encoderId, promptSetVersionId });
    const { checks, nearest } = await checkReading(context, checked, { concept, reading });
    const all = errorsFirst([...words, ...checks.filter((check) => !isAmong(words, check))]);
    return done({ checks: tellChecks(checked, all), nearest: nearest && tellNear(checked, nearest) });
  });
}

function checkWords({ concepts }: CheckedVersion, concept: ConceptContent): VocabularyCheck[] {
  const contents = new Map(contentsOf(concepts)).set(concept.id, concept);
  return checkVocabulary(contents, { promptLanguages: PROMPT_LANGUAGES }).filter(({ conceptIds }) =>
    conceptIds.includes(concept.id),
  );
}

/** The words alone may tell the same already. */
function isAmong(checks: readonly VocabularyCheck[], { kind, field, language }: VocabularyCheck): boolean {
  return checks.some((check) => check.kind === kind && check.field === field && check.language === language);
}

interface Asked {
  readonly concept: ConceptContent;
  readonly reading: Reading;
}

interface Near {
  readonly concept: VersionConcept;
  readonly similarity: number;
}

function tellNear({ version }: CheckedVersion, nearest: readonly Near[]) {
  return nearest.map(({ concept, similarity }) => ({ content: { ...concept, versionId: version.id }, similarity }));
}

function checkReading(context: Context, checked: CheckedVersion, asked: Asked) {
  const { concept, reading } = asked;
  return context.encoders.use(reading.encoder.entry.id, async (encoder) => {
    const nearest = await findNearest(context, checked, asked, encoder.text);
    const prompts = promptChecker(encoder, reading.texts)(concept);
    return { checks: [...prompts, ...confusable(asked, nearest?.[0])], nearest };
  });
}

/** The other concepts, nearest first; null while they are being encoded. */
async function findNearest(
  context: Context,
  checked: CheckedVersion,
  { concept, reading }: Asked,
  text: TextEncoder,
): Promise<Near[] | null> {
  const prompts = promptsOf(concept, reading.texts);
  const others = await Promise.race([embeddedConcepts(context, embeddingTarget(checked, reading)), patience()]);
  if (!others || prompts.length === 0) return null;
  const own = await rememberedEmbeddings(text, [prompts], context.signal).catch(noneIfUnreadable);
  if (!own) return null;
  const cosines = multiplyLogits(own, others.embeddings, others.dims, 1);
  return others.concepts
    .map((other, index) => ({ concept: other, similarity: cosines[index] }))
    .filter((near) => near.concept.id !== concept.id)
    .toSorted((one, other) => other.similarity - one.similarity)
    .slice(0, NEAREST_COUNT);
}

/** Where the nearest concept is too near. */
function confusable({ concept, reading }: Asked, nearest: Near | undefined): VocabularyCheck[] {
  if (!nearest || nearest.similarity < CONFUSABLE_SIMILARITY) return [];
  return [
    {
      kind: 'confusable',
      severity: 'warning',
      conceptIds: [concept.id, nearest.concept.id],
      field: 'prompts',
      language: reading.texts.language,
      detail: nearest.similarity.toFixed(3),
    },
  ];
}

function patience(): Promise<null> {
  return setTimeout(PATIENCE_MS, null, { ref: false });
}

/** That is a check of its own. */
function noneIfUnreadable(error: unknown): null {
  if (error instanceof PromptError) return null;
  throw error;
}
