'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { PreviewChoicesDocument, PreviewPromptsDocument } from '../../../../generated/graphql.ts';
import { graphqlQuery } from '../../../lib/graphql.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { accepted } from '../../../lib/user-errors.ts';
import { cleanTemplate, templateProblems } from '../model/template-problem.ts';

const TYPING_MS = 250;
export const CONCEPT_COUNTS = [5, 20, 100] as const;
const NO_CHOICES = { encoders: [], versions: [] } as const;

/** Encoders and vocabulary versions that templates can be tried with, and which are chosen. */
export function usePreviewChoices() {
  const { data } = useQuery(graphqlQuery(PreviewChoicesDocument, {}));
  const [urlVersion, setVersion] = useUrlState('words');
  const [urlEncoder, setEncoder] = useUrlState('encoder');
  const [urlCount, setCount] = useUrlState('concepts');
  const [urlOwn, setOwn] = useUrlState('own');
  const encoders = data?.encoders.filter(({ status }) => status !== 'available') ?? NO_CHOICES.encoders;
  const versions =
    data?.vocabularies.nodes.flatMap(({ name, versions: all }) =>
      all.nodes.filter(({ conceptCount }) => conceptCount > 0).map((version) => ({ ...version, name })),
    ) ?? NO_CHOICES.versions;
  return {
    isLoaded: data !== undefined,
    encoders,
    versions,
    encoder: encoders.find(({ id }) => id === urlEncoder) ?? encoders[0],
    version: versions.find(({ id }) => id === urlVersion) ?? versions[0],
    count: CONCEPT_COUNTS.find((count) => String(count) === urlCount) ?? CONCEPT_COUNTS[0],
    /** Whether a concept's own prompts are shown in place of the templates; the templates are what is edited here. */
    useOwnPrompts: urlOwn !== null,
    setOwn,
    setVersion,
    setEncoder,
    setCount,
  };
}

export type PreviewChoices = ReturnType<typeof usePreviewChoices>;

/** The filled prompts of what is typed, a moment after the last key. Templates that are wrong by themselves are left out. */
export function usePreview(templates: readonly string[], language: string, choices: PreviewChoices) {
  const usable = usableTemplates(templates);
  // By content: an equal list is no change.
  const wanted = JSON.stringify([usable, language]);
  const [settled] = useDebouncedValue(wanted, TYPING_MS);
  const [given, givenLanguage] = JSON.parse(settled) as [string[], string];
  const { encoder, version, count, useOwnPrompts } = choices;
  const input = {
    templates: given,
    language: givenLanguage,
    vocabularyVersionId: version?.id ?? '',
    encoderId: encoder?.id ?? '',
    first: count,
    useOwnPrompts,
  };
  const isPossible = encoder !== undefined && version !== undefined && usable.length > 0;
  const query = useQuery({
    ...graphqlQuery(PreviewPromptsDocument, { input, language: givenLanguage }),
    enabled: isPossible && given.length > 0,
    placeholderData: keepPreviousData,
    select: ({ previewPrompts }) => accepted(previewPrompts).previews ?? [],
  });
  /** Whether what is shown is older than what is typed. */
  const isBehind = isPossible && (wanted !== settled || query.isFetching);
  return { query, isBehind, isPossible };
}

function usableTemplates(templates: readonly string[]): string[] {
  const problems = templateProblems(templates);
  return templates.filter((_, index) => problems[index] === null).map(cleanTemplate);
}
