'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { VersionContentsDocument } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';
import { fromContent } from '../model/concept.ts';
import type { Concept } from '../model/concept.ts';

export interface Contents {
  /** Revision of the version that was read. */
  readonly revision: number;
  readonly concepts: readonly Concept[];
}

/** How much has been loaded: 0 … 1. */
type OnProgress = (share: number) => void;

/** All concepts of a version; page by page, so that many thousands come along with a visible progress. */
export function useContents(versionId: string | undefined) {
  const [progress, setProgress] = useState(0);
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: ['VersionContents', versionId],
    queryFn: ({ signal }) => loadContents(versionId ?? '', setProgress, signal),
    enabled: versionId !== undefined,
    // A published version never changes; a draft is read again when its revision tells so.
    staleTime: Number.POSITIVE_INFINITY,
  });
  /** What has been saved here needs no second look. */
  const store = useCallback(
    (contents: Contents) => queryClient.setQueryData(['VersionContents', versionId], contents),
    [queryClient, versionId],
  );
  return { query, progress, store };
}

async function loadContents(id: string, onProgress: OnProgress, signal: AbortSignal): Promise<Contents> {
  const concepts: Concept[] = [];
  let page = await loadPage(id, null, signal);
  // Edits made meanwhile raise the revision, and are seen by that afterwards.
  const { revision } = page;
  for (;;) {
    concepts.push(...page.contents.nodes.map(fromContent));
    onProgress(page.conceptCount === 0 ? 1 : concepts.length / page.conceptCount);
    const { hasNextPage, endCursor } = page.contents.pageInfo;
    if (!hasNextPage) return { revision, concepts };
    page = await loadPage(id, endCursor, signal);
  }
}

async function loadPage(id: string, after: string | null, signal: AbortSignal) {
  const { node } = await request(VersionContentsDocument, { id, after }, { signal });
  if (node?.type !== 'VocabularyVersion') throw new Error('there is no such version');
  return node;
}
