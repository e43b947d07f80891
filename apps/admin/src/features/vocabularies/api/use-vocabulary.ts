'use client';

import { useQuery } from '@tanstack/react-query';
import { VocabularyDocument } from '../../../../generated/graphql.ts';
import type { VersionSummaryFragment, VocabularyQuery } from '../../../../generated/graphql.ts';
import { graphqlQuery } from '../../../lib/graphql.ts';

/** A vocabulary with all its versions, latest first. */
export type VocabularyDetails = Extract<VocabularyQuery['node'], { readonly type: 'Vocabulary' }>;
export type Version = VersionSummaryFragment;

/** Null where the id names no vocabulary. */
export function useVocabulary(id: string) {
  return useQuery({ ...graphqlQuery(VocabularyDocument, { id }), select: vocabularyOf });
}

function vocabularyOf({ node }: VocabularyQuery): VocabularyDetails | null {
  return node?.type === 'Vocabulary' ? node : null;
}
