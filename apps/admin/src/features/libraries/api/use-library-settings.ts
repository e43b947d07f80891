'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  LibrarySettingsDocument,
  PreviewRecordedAtDocument,
  UpdateLibraryDocument,
} from '../../../../generated/graphql.ts';
import type { PreviewRecordedAtQueryVariables, UpdateVideoLibraryInput } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

const TYPING_MS = 250;

/** How files of a library are dated and watched; empty texts are the defaults. */
export interface LibrarySettings {
  readonly recordedAtPattern: string;
  readonly timeZone: string;
  readonly watchRecipeId: string | null;
}

/** The settings of a library, and the recipes that it can be watched with. */
export function useLibrarySettings(id: string) {
  return useQuery({
    queryKey: ['LibrarySettings', id],
    queryFn: async ({ signal }) => {
      const { library, recipes } = await request(LibrarySettingsDocument, { id }, { signal });
      if (library?.__typename !== 'VideoLibrary') throw new Error(`no library has the id ${id}`);
      const { recordedAtPattern, timeZone, watchRecipe } = library;
      const settings: LibrarySettings = {
        recordedAtPattern: recordedAtPattern ?? '',
        timeZone: timeZone ?? '',
        watchRecipeId: watchRecipe?.id ?? null,
      };
      return { settings, recipes: recipes.nodes };
    },
    // Someone else may have changed them since.
    gcTime: 0,
  });
}

/** What the names of the library's files would tell, a moment after the typing. */
export function useRecordedAtPreview(variables: PreviewRecordedAtQueryVariables) {
  const [{ libraryId, pattern, timeZone }] = useDebouncedValue(variables, TYPING_MS);
  return useQuery({
    queryKey: ['PreviewRecordedAt', libraryId, pattern, timeZone],
    queryFn: async ({ signal }) => {
      const asked = { libraryId, pattern: pattern ?? null, timeZone: timeZone ?? null };
      return accepted((await request(PreviewRecordedAtDocument, asked, { signal })).previewRecordedAt).preview;
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useUpdateLibrary() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: UpdateVideoLibraryInput) =>
      accepted((await request(UpdateLibraryDocument, { input })).updateVideoLibrary),
    onSuccess: () => client.invalidateQueries({ queryKey: ['Videos'] }),
  });
}
