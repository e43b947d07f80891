import type { VersionConcept, VocabularyVersion } from '@actionary/database';
import type { EncoderPair } from '@actionary/inference';
import { checkPrompts } from '@actionary/inference/domain';
import type { ConceptContent, PromptTexts, VocabularyCheck, VocabularyContents } from '@actionary/inference/domain';
import type { Context } from '../../context.ts';
import type { VersionedConcept } from '../../shared/concepts/concept-content.ts';
import { installedEncoder } from '../../shared/encoders/installed-encoder.ts';
import type { UsableEncoder } from '../../shared/encoders/installed-encoder.ts';
import { promptTexts } from '../../shared/encoders/prompt-texts.ts';
import { inputKey, refuse } from '../../shared/graphql/result.ts';
import type { EmbeddingTarget } from './version-embeddings.ts';

export interface CheckedVersion {
  readonly version: VocabularyVersion;
  readonly concepts: readonly VersionConcept[];
}

/** A version with its concepts; refuses with NOT_FOUND. @param id global */
export async function checkedVersion({ loaders }: Context, id: string): Promise<CheckedVersion> {
  const key = inputKey('VocabularyVersion', id, 'vocabularyVersionId');
  const version = await loaders.vocabularyVersion.load(key);
  if (!version) return refuse('NOT_FOUND', 'vocabularyVersionId', 'there is no such version');
  return { version, concepts: await loaders.conceptsOfVersion.load(key) };
}

interface EncoderInput {
  readonly encoderId: string;
  readonly promptSetVersionId: string;
}

/** An encoder, and what it is given for concepts. */
export interface Reading {
  readonly encoder: UsableEncoder;
  readonly promptSetVersionId: string;
  readonly texts: PromptTexts;
}

/** Refuses with NOT_FOUND, NOT_INSTALLED. */
export async function readingOf(context: Context, { encoderId, promptSetVersionId }: EncoderInput): Promise<Reading> {
  const encoder = await installedEncoder(encoderId);
  return { encoder, promptSetVersionId, texts: await promptTexts(context, promptSetVersionId) };
}

/** Tells what is wrong with the prompts that an encoder is given for a concept. */
export function promptChecker({ entry, text }: EncoderPair, texts: PromptTexts) {
  const reader = {
    languages: entry.languages,
    countTokens: (prompt: string) => text.countTokens(prompt),
    unseenWords: (prompt: string) => text.unseenWords(prompt),
  };
  return (concept: ConceptContent): VocabularyCheck[] => checkPrompts(concept, texts, reader);
}

export function embeddingTarget({ version, concepts }: CheckedVersion, reading: Reading): EmbeddingTarget {
  return { versionId: version.id, revision: version.revision, concepts, ...reading };
}

export function contentsOf(concepts: readonly VersionConcept[]): VocabularyContents {
  return new Map(concepts.map((concept) => [concept.id, concept]));
}

/** A check as the API tells it. */
export type ToldCheck = Omit<VocabularyCheck, 'conceptIds'> & { readonly concepts: VersionedConcept[] };

/** Concepts are told as the version has them; one that it does not have yet is left out. */
export function tellChecks({ version, concepts }: CheckedVersion, checks: readonly VocabularyCheck[]): ToldCheck[] {
  const byId = new Map(concepts.map((concept) => [concept.id, concept]));
  const versioned = (concept: VersionConcept) => ({ ...concept, versionId: version.id });
  return checks.map(({ conceptIds, ...check }) => {
    const found = conceptIds.map((id) => byId.get(id)).filter((concept) => concept !== undefined);
    return { ...check, concepts: found.map(versioned) };
  });
}
