'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { OwnPromptTokensDocument } from '../../../../generated/graphql.ts';
import type { PromptTokensFragment } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

interface Options {
  readonly versionId: string;
  /** Asked again with every revision. */
  readonly revision: number;
  readonly externalId: string;
  readonly language: string;
  readonly encoderId: string | undefined;
}

/** How many tokens a concept's own prompts take, by prompt, as they are saved. */
export function usePromptTokens({ versionId, revision, externalId, language, encoderId }: Options) {
  const { data } = useQuery({
    queryKey: ['OwnPromptTokens', versionId, revision, externalId, language, encoderId],
    queryFn: async ({ signal }) => {
      const given = { vocabularyVersionId: versionId, conceptExternalId: externalId, encoderId: encoderId ?? '' };
      // Never filled in: the concept's own prompts take its place.
      const input = { ...given, language, templates: ['{label}'] };
      return accepted((await request(OwnPromptTokensDocument, { input }, { signal })).previewPrompts);
    },
    enabled: encoderId !== undefined,
    placeholderData: keepPreviousData,
  });
  const prompts = data?.previews?.flatMap((preview) => preview.prompts) ?? [];
  return new Map<string, PromptTokensFragment>(prompts.map((prompt) => [prompt.text, prompt]));
}
