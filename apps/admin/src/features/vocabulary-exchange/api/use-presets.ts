'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { UsePresetDocument, VocabularyPresetsDocument } from '../../../../generated/graphql.ts';
import type { VocabularyPresetsQuery } from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

export type Preset = VocabularyPresetsQuery['vocabularyPresets'][number];

export function usePresets() {
  const language = useLocale();
  return useQuery({
    ...graphqlQuery(VocabularyPresetsDocument, { language }),
    select: ({ vocabularyPresets }) => vocabularyPresets,
  });
}

/** Makes a vocabulary of a preset's words. */
export function useTakePreset() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (presetId: string) =>
      accepted((await request(UsePresetDocument, { presetId })).createVocabularyFromPreset).vocabulary,
    onSuccess: () => client.invalidateQueries(),
  });
}
