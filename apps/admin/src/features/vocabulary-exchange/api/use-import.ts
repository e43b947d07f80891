'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ImportTargetsDocument, ImportVocabularyDocument } from '../../../../generated/graphql.ts';
import type { ImportMode, ImportVocabularyInput, ImportVocabularyMutation } from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';
import type { ImportFile } from '../model/import-file.ts';

export type ImportReport = ImportVocabularyMutation['importVocabulary'];
export type ImportRow = ImportReport['rows'][number];

/** Where a file goes. */
export interface ImportTarget {
  /** Null: into a new vocabulary. */
  readonly draft: { readonly id: string; readonly revision: number } | null;
  /** Of a new vocabulary; empty: what the file says. */
  readonly name: string;
  readonly removeMissing: boolean;
}

/** Vocabularies with a draft that a file can go into. */
export function useImportTargets() {
  return useQuery({
    ...graphqlQuery(ImportTargetsDocument, {}),
    select: ({ vocabularies }) =>
      vocabularies.nodes.flatMap(({ id, name, draft }) => (draft ? [{ vocabularyId: id, name, draft }] : [])),
  });
}

function inputOf(
  file: ImportFile,
  { draft, name, removeMissing }: ImportTarget,
  mode: ImportMode,
): ImportVocabularyInput {
  const place = draft
    ? { versionId: draft.id, expectedRevision: draft.revision, removeMissing }
    : name.trim() === ''
      ? {}
      : { name: name.trim() };
  return { ...place, fileName: file.name, content: file.content, mode };
}

/** What importing a file would do; changes nothing, and is asked anew when the target changes. */
export function useImportReport(file: ImportFile, target: ImportTarget) {
  const { draft, removeMissing } = target;
  return useQuery({
    queryKey: ['ImportReport', file.key, draft?.id, draft?.revision, draft !== null && removeMissing],
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const input = inputOf(file, target, 'report');
      return accepted((await request(ImportVocabularyDocument, { input }, { signal })).importVocabulary);
    },
  });
}

export function useImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, target, mode }: { file: ImportFile; target: ImportTarget; mode: ImportMode }) =>
      accepted((await request(ImportVocabularyDocument, { input: inputOf(file, target, mode) })).importVocabulary),
    onSettled: () => client.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== 'ImportReport' }),
  });
}
