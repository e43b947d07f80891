'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { openTusTransfer } from './tus-transfer.ts';
import { listUnfinished } from './unfinished-uploads.ts';
import { UploadQueue } from './upload-queue.ts';
import type { UploadItem } from './upload-queue.ts';

/** One for all pages, so that uploads go on while people look at others. */
export const uploads = new UploadQueue(openTusTransfer);

const NONE: readonly UploadItem[] = [];

/** The uploads of this visit. */
export function useUploads(): readonly UploadItem[] {
  const items = useSyncExternalStore(uploads.subscribe, uploads.items, () => NONE);
  useKeepPage(items.some(({ state }) => state === 'running' || state === 'waiting'));
  useReadArrivals(items.filter(({ state }) => state === 'done').length);
  useEffect(() => {
    const goOn = () => uploads.resumeDisconnected();
    window.addEventListener('online', goOn);
    return () => window.removeEventListener('online', goOn);
  }, []);
  return items;
}

/** Uploads of earlier visits that can go on with the same files. */
export function useUnfinishedUploads(items: readonly UploadItem[]) {
  const query = useQuery({ queryKey: ['UnfinishedUploads'], queryFn: listUnfinished, staleTime: 0 });
  const unfinished = (query.data ?? []).filter(
    ({ libraryId, name, sizeBytes }) =>
      !items.some((item) => item.libraryId === libraryId && item.name === name && item.sizeBytes === sizeBytes),
  );
  return { unfinished, reload: query.refetch };
}

/** Asks before the page is left while something is on its way. */
function useKeepPage(isBusy: boolean): void {
  useEffect(() => {
    if (!isBusy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isBusy]);
}

/** The server reads what has arrived. */
function useReadArrivals(doneCount: number): void {
  const client = useQueryClient();
  useEffect(() => {
    if (doneCount === 0) return;
    for (const name of ['ActiveJobs', 'Libraries', 'Videos']) void client.invalidateQueries({ queryKey: [name] });
  }, [client, doneCount]);
}
