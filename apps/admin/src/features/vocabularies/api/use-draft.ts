'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { DraftMarkDocument } from '../../../../generated/graphql.ts';
import { graphqlQuery } from '../../../lib/graphql.ts';
import { DraftStore } from '../model/draft-store.ts';
import { seenConcepts } from '../model/typing.ts';
import { draftServer } from './draft-server.ts';
import { useContents } from './use-contents.ts';
import type { Contents } from './use-contents.ts';
import type { Version } from './use-vocabulary.ts';
import { useReloadVocabularies } from './use-vocabulary-mutations.ts';

/** How often it is asked whether others have changed the draft. */
const WATCH_MS = 4000;

/** What is edited goes on being saved while people look at other pages, and is there when they come back. */
const stores = new Map<string, DraftStore>();

/** A version's concepts, once they are all there. */
export function useDraft(versionId: string) {
  const queryClient = useQueryClient();
  const { query, progress } = useContents(versionId);
  const { data } = query;
  const store = useMemo(() => (data ? storeOf(queryClient, versionId, data) : null), [queryClient, versionId, data]);
  useEffect(() => {
    if (store && data) store.refresh(data.revision, data.saved);
  }, [store, data]);
  return { store, query, progress };
}

function storeOf(queryClient: QueryClient, versionId: string, contents: Contents): DraftStore {
  const known = stores.get(versionId);
  if (known) return known;
  const store = new DraftStore(draftServer(queryClient, versionId), contents);
  stores.set(versionId, store);
  return store;
}

/** Forgets what is kept of a draft that has been published or thrown away. */
export function useForgetDraft() {
  const queryClient = useQueryClient();
  return (versionId: string) => {
    stores.delete(versionId);
    // Seen until the page has gone on; read again by whoever asks next.
    void queryClient.invalidateQueries({ queryKey: ['VersionContents', versionId], refetchType: 'none' });
  };
}

/** What is seen of a draft, and what others make of it. */
export function useDraftEditor(store: DraftStore, version: Version) {
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const isDraft = version.status === 'draft';
  const reload = useReloadVocabularies();
  const { data: mark } = useQuery({
    ...graphqlQuery(DraftMarkDocument, { id: version.id }),
    enabled: isDraft,
    refetchInterval: WATCH_MS,
    refetchOnWindowFocus: 'always',
    select: ({ node }) => (node?.type === 'VocabularyVersion' ? node : null),
  });
  const revision = mark?.revision ?? 0;
  const isClosed = isDraft && mark !== undefined && mark?.status !== 'draft';
  useEffect(() => {
    if (isDraft && revision > store.getSnapshot().state.revision) store.refresh(revision);
  }, [store, isDraft, revision]);
  useEffect(() => {
    // Somebody has published it, or thrown it away.
    if (isClosed) void reload();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when it is closed
  }, [isClosed]);
  const { state, typing, saving, failure } = snapshot;
  const concepts = useMemo(() => seenConcepts(state.contents, typing), [state.contents, typing]);
  const isPending = state.waiting.length > 0;
  return {
    store,
    concepts,
    contents: state.contents,
    revision: state.revision,
    conflicts: state.conflicts,
    typing,
    saving,
    failure,
    isUnsaved: store.isUnsaved,
    canUndo: isDraft && (isPending || (mark?.canUndo ?? false)),
    canRedo: isDraft && !isPending && (mark?.canRedo ?? false),
  };
}

export type DraftEditor = ReturnType<typeof useDraftEditor>;
