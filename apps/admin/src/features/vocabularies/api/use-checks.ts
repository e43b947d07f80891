'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { CheckConceptDocument, EditorChecksDocument } from '../../../../generated/graphql.ts';
import type { CheckConceptQuery } from '../../../../generated/graphql.ts';
import type { EncoderChoice } from '../../../components/use-encoder-choice.ts';
import { toInput } from '../../../lib/concept-content.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';
import { checksByConcept } from '../model/checks.ts';
import { cleanConcept } from '../model/concept.ts';
import type { Concept } from '../model/concept.ts';

/** The whole version is checked when saving has come to rest; one concept a moment after the last key. */
const REST_MS = 1200;
const TYPING_MS = 350;

/** All that is wrong with the words of a version, by concept. Asked again when its revision is another one. */
export function useVersionChecks(versionId: string, revision: number) {
  const [settled] = useDebouncedValue(revision, REST_MS);
  const { data } = useQuery({
    queryKey: ['EditorChecks', versionId, settled],
    queryFn: ({ signal }) => request(EditorChecksDocument, { id: versionId }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    const checks = data?.node?.type === 'VocabularyVersion' ? data.node.checks : [];
    const count = (severity: string) => checks.filter((check) => check.severity === severity).length;
    return {
      byConcept: checksByConcept(checks),
      counts: { error: count('error'), warning: count('warning'), hint: count('hint') },
    };
  }, [data]);
}

/** Another concept, as near as the encoder sees it. */
export interface NearConcept {
  readonly externalId: string;
  /** Cosine of their prompts. */
  readonly similarity: number;
}

export type VersionChecks = ReturnType<typeof useVersionChecks>;

/** What is wrong with a concept as it is typed, and what is near it; the latter, and its prompts, only with an encoder and a prompt set. */
export function useConceptCheck(
  versionId: string,
  concept: Concept | undefined,
  { encoder, promptSet }: EncoderChoice,
) {
  const wanted = useMemo(
    () => (concept && Object.values(concept.prefLabels).some(Boolean) ? toInput(cleanConcept(concept)) : null),
    [concept],
  );
  const [settled] = useDebouncedValue(wanted, TYPING_MS);
  const both = encoder && promptSet ? { encoderId: encoder.id, promptSetVersionId: promptSet.latest.id } : {};
  const { data } = useQuery({
    ...graphqlQuery(CheckConceptDocument, { input: { vocabularyVersionId: versionId, concept: settled!, ...both } }),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    select: ({ checkConcept }) => {
      const { checks, nearest } = accepted(checkConcept);
      return { checks: checks ?? [], nearest: (nearest ?? []).map(toNear) };
    },
  });
  const isOther = data !== undefined && settled?.externalId !== concept?.id;
  return isOther ? undefined : data;
}

function toNear({
  similarity,
  content,
}: NonNullable<CheckConceptQuery['checkConcept']['nearest']>[number]): NearConcept {
  return { externalId: content.concept.externalId, similarity };
}
