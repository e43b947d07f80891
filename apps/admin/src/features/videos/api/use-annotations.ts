'use client';

import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { ImportAnnotationsDocument, PreviewAnnotationsDocument } from '../../../../generated/graphql.ts';
import type { AnnotationsInput, PreviewAnnotationsQuery } from '../../../../generated/graphql.ts';
import { toBase64 } from '../../../lib/base64.ts';
import { request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';
import type { Edit } from '../reviewing/edit.ts';
import type { ReviewStore } from '../reviewing/review-store.ts';

export type AnnotationPreview = NonNullable<PreviewAnnotationsQuery['previewAnnotations']['preview']>;

/** A file of another program. */
export interface AnnotationFile {
  readonly name: string;
  /** Base64. */
  readonly content: string;
}

export async function readAnnotationFile(file: File): Promise<AnnotationFile> {
  return { name: file.name, content: toBase64(new Uint8Array(await file.arrayBuffer())) };
}

/** What is to be imported, and how. */
export interface AnnotationChoice {
  /** Null: the likeliest. */
  readonly track: number | null;
  /** Ids of concepts by label; null: left out. */
  readonly meanings: ReadonlyMap<string, string | null>;
  readonly replaces: boolean;
}

/** Whose reviews the annotations become. */
export interface AnnotationTarget {
  readonly videoId: string;
  readonly vocabularyId: string;
}

function inputOf(
  { videoId, vocabularyId }: AnnotationTarget,
  { name: fileName, content }: AnnotationFile,
  { track, meanings, replaces }: AnnotationChoice,
): AnnotationsInput {
  const given = Array.from(meanings, ([label, conceptId]) => ({ label, conceptId }));
  return { videoId, vocabularyId, fileName, content, track, meanings: given, replaces };
}

/** What importing a file would do; changes nothing, and is asked anew when the choice changes. */
export function useAnnotationPreview(target: AnnotationTarget, file: AnnotationFile, choice: AnnotationChoice) {
  const language = useLocale();
  const input = inputOf(target, file, choice);
  const { content: _, ...key } = input;
  return useQuery({
    queryKey: ['PreviewAnnotations', key, language],
    // Reviews may have been made since.
    gcTime: 0,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      accepted((await request(PreviewAnnotationsDocument, { input, language }, { signal })).previewAnnotations)
        .preview!,
  });
}

/** Imports, and takes over what has come of it as an edit that can be undone. */
export function useImportAnnotations(target: AnnotationTarget, store: ReviewStore) {
  return useMutation({
    mutationFn: async ({ file, choice }: { readonly file: AnnotationFile; readonly choice: AnnotationChoice }) => {
      await store.save();
      const input = inputOf(target, file, choice);
      const { imported, reviews, withdrawnIds } = accepted(
        (await request(ImportAnnotationsDocument, { input })).importAnnotations,
      );
      const addedIds = (reviews ?? []).map(({ id }) => id);
      const edit: Edit = await store.adopt(addedIds, withdrawnIds ?? []);
      return { edit, addedCount: imported?.addedCount ?? 0 };
    },
  });
}
