'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import {
  ConceptToExtendDocument,
  DraftConceptsDocument,
  DraftsForExamplesDocument,
  SaveExampleDocument,
} from '../../../../generated/graphql.ts';
import type { ConceptExampleInput, ConceptNameFragment, ConceptWordsFragment } from '../../../../generated/graphql.ts';
import { allPages } from '../../../lib/all-pages.ts';
import { fromContent, toInput } from '../../../lib/concept-content.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

/** Vocabularies that have a draft: only those can take an example. */
export function useDrafts() {
  return useQuery({
    ...graphqlQuery(DraftsForExamplesDocument, {}),
    select: ({ vocabularies }) =>
      vocabularies.nodes.flatMap(({ id, name, draft }) => (draft ? [{ id, name, versionId: draft.id }] : [])),
  });
}

/** The active concepts of a draft. */
export function useDraftConcepts(versionId: string | null) {
  const language = useLocale();
  return useQuery({
    queryKey: ['DraftConcepts', { versionId, language }],
    enabled: versionId !== null,
    queryFn: async ({ signal }): Promise<(ConceptNameFragment & ConceptWordsFragment)[]> => {
      const concepts = await allPages(async (after) => {
        const variables = { versionId: versionId ?? '', after, language };
        const { node } = await request(DraftConceptsDocument, variables, { signal });
        if (node?.type !== 'VocabularyVersion') throw new Error('there is no such draft');
        return node.contents;
      });
      return concepts.filter(({ status }) => status === 'active');
    },
  });
}

/** Adds an example to what a draft says about a concept now. */
export function useSaveExample() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ contentId, example }: { contentId: string; example: ConceptExampleInput }) => {
      const { node } = await request(ConceptToExtendDocument, { contentId });
      if (node?.type !== 'ConceptContent') throw new Error('there is no such concept any more');
      const { version } = node;
      const concept = toInput(fromContent(node));
      const operations = [{ put: { ...concept, examples: [...(concept.examples ?? []), example] } }];
      const input = { versionId: version.id, expectedRevision: version.revision, operations };
      return accepted((await request(SaveExampleDocument, { input })).changeVocabularyDraft).version;
    },
    onSuccess: () => client.invalidateQueries(),
  });
}
