'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { LibraryPrivacyDocument, SetPictureBlurDocument } from '../../../../generated/graphql.ts';
import type { PictureBlur } from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

/** What is blurred in a library's pictures; null where the library has gone. */
export function usePictureBlur(id: string) {
  return useQuery({
    ...graphqlQuery(LibraryPrivacyDocument, { id }),
    select: ({ node }) => (node && 'pictureBlur' in node ? node.pictureBlur : null),
  });
}

export function useSetPictureBlur(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (pictureBlur: PictureBlur) =>
      accepted((await request(SetPictureBlurDocument, { input: { id, pictureBlur } })).updateVideoLibrary),
    // Every picture has another address now, wherever it is shown.
    onSuccess: () => client.invalidateQueries(),
  });
}
