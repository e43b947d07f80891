import { setTimeout } from 'node:timers/promises';
import { PromptTooLongError } from '@actionary/inference';
import type { TextEncoder } from '@actionary/inference';
import { checkPrompts, checkVocabulary, errorsFirst, multiplyLogits } from '@actionary/inference/domain';
import type { ConceptContent, VocabularyCheck } from '@actionary/inference/domain';
import type { CheckConceptInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { unsavedConcept } from '../../shared/concept-input.ts';
import { rememberedEmbeddings } from '../../shared/prompt-embeddings.ts';
import { promptsOf } from '../../shared/prompt-texts.ts';
import { done, refuse, settle } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { checkedVersion, contentsOf, embeddingTarget, readingOf, tellChecks } from './checked-version.ts';
import type { CheckedVersion, Reading, ToldCheck } from './checked-version.ts';
import { embeddedConcepts } from './version-embeddings.ts';

/** From this cosine to its nearest concept on, a concept is confusable while it is typed. */
const CONFUSABLE_SIMILARITY = 0.95;
/** People type on: what takes longer is told the next time. */
const PATIENCE_MS = 300;

/** What would be wrong with a concept if the draft said this of it. */
export function checkConcept(context: Context, input: CheckConceptInput): Promise<Result<ToldCheck[]>> {
  return settle(async () => {
    const checked = await checkedVersion(context, input.versionId);
    if (checked.version.status !== 'draft') refuse('INVALID', 'versionId', 'it is published: open a draft');
    const concept = await unsavedConcept(context.db, input.concept, 'concept');
    const words = checkWords(checked, concept);
    const { encoderId, promptSetVersionId } = input;
    if (!encoderId || !promptSetVersionId || concept.status !== 'active') return done(tellChecks(checked, words));
    const reading = await readingOf(context, { encoderId, promptSetVersionId });
    const prompts = await checkReading(context, checked, { concept, reading });
    return done(tellChecks(checked, errorsFirst([...words, ...prompts.filter((check) => !isAmong(words, check))])));
  });
}

function checkWords({ concepts }: CheckedVersion, concept: ConceptContent): VocabularyCheck[] {
  const contents = new Map(contentsOf(concepts)).set(concept.id, concept);
  return checkVocabulary(contents).filter(({ conceptIds }) => conceptIds.includes(concept.id));
}

/** The words alone may tell the same already. */
function isAmong(checks: readonly VocabularyCheck[], { kind, field, language }: VocabularyCheck): boolean {
  return checks.some((check) => check.kind === kind && check.field === field && check.language === language);
}

interface Asked {
  readonly concept: ConceptContent;
  readonly reading: Reading;
}

function checkReading(context: Context, checked: CheckedVersion, asked: Asked): Promise<VocabularyCheck[]> {
  const { concept, reading } = asked;
  return context.encoders.use(reading.encoder.entry.id, async ({ entry, text }) => {
    const reader = {
      languages: entry.languages,
      countTokens: (prompt: string) => text.countTokens(prompt),
      unseenWords: (prompt: string) => text.unseenWords(prompt),
    };
    const confusable = await checkConfusable(context, checked, asked, text);
    return [...checkPrompts(concept, reading.texts, reader), ...confusable];
  });
}

/** The nearest of the other concepts, where it is too near; nothing while the others are being encoded. */
async function checkConfusable(
  context: Context,
  checked: CheckedVersion,
  { concept, reading }: Asked,
  text: TextEncoder,
): Promise<VocabularyCheck[]> {
  const prompts = promptsOf(concept, reading.texts);
  const others = await Promise.race([embeddedConcepts(context, embeddingTarget(checked, reading)), patience()]);
  if (!others || prompts.length === 0) return [];
  const own = await rememberedEmbeddings(text, [prompts], context.signal).catch(noneIfTooLong);
  if (!own) return [];
  const cosines = multiplyLogits(own, others.embeddings, others.dims, 1);
  let nearest = { id: '', similarity: -Infinity };
  for (const [index, { id }] of others.concepts.entries())
    if (id !== concept.id && cosines[index]! > nearest.similarity) nearest = { id, similarity: cosines[index]! };
  if (nearest.similarity < CONFUSABLE_SIMILARITY) return [];
  return [
    {
      kind: 'confusable',
      severity: 'warning',
      conceptIds: [concept.id, nearest.id],
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
function noneIfTooLong(error: unknown): null {
  if (error instanceof PromptTooLongError) return null;
  throw error;
}
