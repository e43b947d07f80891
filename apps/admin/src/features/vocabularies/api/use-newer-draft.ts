'use client';

import { useEffect } from 'react';
import type { DraftEditor } from './use-draft-editor.ts';

/** Reads the concepts again when someone else has edited the draft meanwhile; what is typed here stays. */
export function useNewerDraft({ query, save }: DraftEditor, revision: number): void {
  const { data, isFetching, refetch } = query;
  const isOld = data !== undefined && revision > data.revision && !isFetching && !save.isPending;
  useEffect(() => {
    if (isOld) void refetch();
  }, [isOld, refetch]);
}
