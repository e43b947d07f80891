'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { RecipeChecksDocument } from '../../../../generated/graphql.ts';
import type { CheckFragment, CheckPromptsInput, RecognitionChoicesQuery } from '../../../../generated/graphql.ts';
import { graphqlQuery } from '../../../lib/graphql.ts';
import { groupChecks } from '../../../lib/group-checks.ts';
import { accepted } from '../../../lib/user-errors.ts';

type Vocabulary = RecognitionChoicesQuery['vocabularies']['nodes'][number];

/** What the server makes no recipe of: every video would fail. */
const REFUSED = ['missingLanguage', 'promptTooLong', 'emptyText'] as const;

/** Checks of one kind, and whether they keep a recognition from starting. */
export interface RecipeTrouble {
  readonly kind: CheckFragment['kind'];
  readonly isRefused: boolean;
  readonly checks: readonly CheckFragment[];
}

/** What a recipe's encoder cannot be given, or would not understand; what keeps it from starting first. */
export function recipeTroubles(checks: readonly CheckFragment[]): RecipeTrouble[] {
  return groupChecks(checks)
    .map(({ kind, checks: ofKind }) => ({ kind, isRefused: REFUSED.some((each) => each === kind), checks: ofKind }))
    .toSorted((a, b) => Number(b.isRefused) - Number(a.isRefused));
}

/** Asks what is wrong with a recipe before it is made. @param pinned null while something has not been chosen */
export function useRecipeTroubles(pinned: CheckPromptsInput | null): readonly RecipeTrouble[] {
  const language = useLocale();
  const { data } = useQuery({
    ...graphqlQuery(RecipeChecksDocument, { input: pinned!, language }),
    enabled: pinned !== null,
    select: ({ checkPrompts }) => recipeTroubles(accepted(checkPrompts).checks ?? []),
  });
  return data ?? [];
}

/** Where words of a version can be mended: in the draft, where there is one. */
export function mendingPlace(
  vocabularies: readonly Vocabulary[],
  versionId: string | undefined,
): { readonly vocabularyId: string; readonly number: number } | null {
  for (const { id, draft, versions } of vocabularies) {
    const version = versions.nodes.find((each) => each.id === versionId);
    if (version) return { vocabularyId: id, number: draft?.number ?? version.number };
  }
  return null;
}
