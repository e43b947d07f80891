'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  CreateVocabularyDocument,
  DiscardVocabularyDraftDocument,
  OpenVocabularyDraftDocument,
  UpdateVocabularyDocument,
} from '../../../../generated/graphql.ts';
import type { CreateVocabularyInput, UpdateVocabularyInput } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

/** Reads again what shows vocabularies, on whatever page. */
export function useReloadVocabularies() {
  const queryClient = useQueryClient();
  return async () => {
    const names = ['Vocabularies', 'Vocabulary', 'PreviewChoices'];
    await Promise.all(names.map((name) => queryClient.invalidateQueries({ queryKey: [name] })));
  };
}

export function useCreateVocabulary() {
  const onSuccess = useReloadVocabularies();
  return useMutation({
    mutationFn: async (input: CreateVocabularyInput) =>
      accepted((await request(CreateVocabularyDocument, { input })).createVocabulary).vocabulary,
    onSuccess,
  });
}

export function useUpdateVocabulary() {
  const onSuccess = useReloadVocabularies();
  return useMutation({
    mutationFn: async (input: UpdateVocabularyInput) =>
      accepted((await request(UpdateVocabularyDocument, { input })).updateVocabulary).vocabulary,
    onSuccess,
  });
}

export function useOpenDraft() {
  const onSuccess = useReloadVocabularies();
  return useMutation({
    mutationFn: async (vocabularyId: string) =>
      accepted((await request(OpenVocabularyDraftDocument, { vocabularyId })).openVocabularyDraft).version,
    onSuccess,
  });
}

export function useDiscardDraft() {
  const onSuccess = useReloadVocabularies();
  return useMutation({
    mutationFn: async (draft: { readonly versionId: string; readonly expectedRevision: number }) =>
      accepted((await request(DiscardVocabularyDraftDocument, draft)).discardVocabularyDraft).deletedId,
    onSuccess,
  });
}
