'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { ConceptLookDocument } from '../../../../generated/graphql.ts';
import type { CheckConceptInput } from '../../../../generated/graphql.ts';
import { graphqlQuery } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

const TYPING_MS = 400;
/** What is about the encoder; the others stand at their fields. */
const KINDS = new Set(['confusable', 'promptTooLong', 'unseenWord', 'wrongScript']);

/** What an encoder would make of a concept as it is typed; `null`: nothing is asked. */
export function useConceptLook(input: CheckConceptInput | null) {
  const language = useLocale();
  const [settled] = useDebouncedValue(JSON.stringify(input), TYPING_MS);
  const asked = JSON.parse(settled) as CheckConceptInput | null;
  return useQuery({
    ...graphqlQuery(ConceptLookDocument, {
      input: asked ?? { vocabularyVersionId: '', concept: { externalId: '', prefLabels: [] } },
      language,
    }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    select: ({ checkConcept }) => {
      const { checks, nearest } = accepted(checkConcept);
      return { checks: (checks ?? []).filter(({ kind }) => KINDS.has(kind)), nearest: nearest ?? [] };
    },
  });
}
