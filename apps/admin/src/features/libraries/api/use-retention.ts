'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  LibraryRetentionDocument,
  PreviewRetentionDocument,
  SetRetentionDocument,
} from '../../../../generated/graphql.ts';
import type { RetentionDaysFragment } from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

const TYPING_MS = 300;

/** A library's rules, when they apply, and what they have removed last. */
export function useRetention(id: string) {
  return useQuery({
    ...graphqlQuery(LibraryRetentionDocument, { id }),
    select: ({ node }) => (node && 'retention' in node ? node : null),
  });
}

/** What rules would remove now, a moment after the last key. */
export function useRetentionPreview(libraryId: string, typed: RetentionDaysFragment) {
  const wanted = JSON.stringify(typed);
  const [settled] = useDebouncedValue(wanted, TYPING_MS);
  const rules = JSON.parse(settled) as RetentionDaysFragment;
  const query = useQuery({
    ...graphqlQuery(PreviewRetentionDocument, { libraryId, rules }),
    placeholderData: keepPreviousData,
    select: ({ previewRetention }) => accepted(previewRetention).preview,
  });
  return { query, isBehind: wanted !== settled || query.isFetching };
}

export function useSetRetention(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (retention: RetentionDaysFragment) =>
      accepted((await request(SetRetentionDocument, { input: { id, retention } })).updateVideoLibrary),
    onSuccess: () => client.invalidateQueries({ queryKey: ['LibraryRetention'] }),
  });
}
