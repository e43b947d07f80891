'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { ConceptsCalledDocument, FindMomentsDocument, MomentLibrariesDocument } from '../../../../generated/graphql.ts';
import type { FindMomentsInput, FindMomentsQuery } from '../../../../generated/graphql.ts';
import { graphqlQuery } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';
import { calledConcepts } from '../model/called-concepts.ts';

export type Moments = FindMomentsQuery['findMoments'];
export type Moment = NonNullable<Moments['moments']>[number];

/** Until the last key is some time ago. */
const TYPING_MS = 300;

/** The moments that fit best, a moment after the last key; those before stay until then. `null`: nothing is asked. */
export function useMoments(input: FindMomentsInput | null) {
  // By content: an equal input is no change.
  const wanted = JSON.stringify(input);
  const [settled] = useDebouncedValue(wanted, TYPING_MS);
  const asked = JSON.parse(settled) as FindMomentsInput | null;
  const query = useQuery({
    ...graphqlQuery(FindMomentsDocument, { input: asked ?? { encoderId: '' } }),
    enabled: asked !== null && input !== null,
    placeholderData: keepPreviousData,
    select: ({ findMoments }) => accepted(findMoments),
  });
  /** Whether what is shown is older than what is typed. */
  const isBehind = input !== null && (wanted !== settled || query.isFetching);
  return { query, isBehind };
}

/** What a search takes as its text. */
const MAX_CALLED_LENGTH = 200;

/** Concepts that are called something like a phrase, a moment after the last key. */
export function useCalledConcepts(phrase: string) {
  const language = useLocale();
  const [text] = useDebouncedValue(phrase, TYPING_MS);
  const query = useQuery({
    ...graphqlQuery(ConceptsCalledDocument, { text, language }),
    enabled: text !== '' && text.length <= MAX_CALLED_LENGTH,
    select: ({ search }) => calledConcepts(search, text),
  });
  return { concepts: query.data ?? [], isBehind: text !== phrase || query.isLoading };
}

/** Libraries to search in. */
export function useMomentLibraries() {
  return useQuery({
    ...graphqlQuery(MomentLibrariesDocument, {}),
    select: ({ videoLibraries }) =>
      videoLibraries.nodes.map(({ id, name, equipmentNode }) => ({
        id,
        name: [...equipmentNode.path.map((node) => node.name), name].join(' ▸ '),
      })),
  });
}
