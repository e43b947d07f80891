'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  ActiveScansDocument,
  CancelScanDocument,
  CreateLibraryDocument,
  DeleteLibraryDocument,
  LibrariesDocument,
  ScanLibraryDocument,
} from '../../../../generated/graphql.ts';
import type {
  CreateVideoLibraryInput,
  DeleteLibraryMutationVariables,
  JobProgressFragment,
} from '../../../../generated/graphql.ts';
import { allPages } from '../../../lib/all-pages.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

const BUSY_MS = 1000;
const IDLE_MS = 5000;

/** All libraries of the plant. */
export function useLibraries() {
  return useQuery({
    queryKey: ['Libraries'],
    queryFn: ({ signal }) =>
      allPages(async (after) => (await request(LibrariesDocument, { after }, { signal })).videoLibraries),
  });
}

/** Scans that wait or run, by their library's id. What they find is read when one begins or ends. */
export function useActiveScans(): ReadonlyMap<string, JobProgressFragment> {
  const client = useQueryClient();
  const { data } = useQuery({
    ...graphqlQuery(ActiveScansDocument, {}),
    refetchInterval: ({ state }) => (state.data?.jobs.nodes.some(({ kind }) => kind === 'scan') ? BUSY_MS : IDLE_MS),
  });
  const jobs = data?.jobs.nodes ?? [];
  const ids = data && jobs.map(({ id }) => id).join();
  useEffect(() => {
    if (ids === undefined) return;
    for (const name of ['Libraries', 'Videos']) void client.invalidateQueries({ queryKey: [name] });
  }, [client, ids]);
  const scans = jobs.filter(({ kind }) => kind === 'scan');
  return new Map(scans.flatMap((job) => (job.library ? [[job.library.id, job] as const] : [])));
}

export function useCreateLibrary() {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: async (input: CreateVideoLibraryInput) =>
      accepted((await request(CreateLibraryDocument, { input })).createVideoLibrary),
    onSuccess: invalidate,
  });
}

export function useScanLibrary() {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: async (id: string) => accepted((await request(ScanLibraryDocument, { id })).scanVideoLibrary),
    onSuccess: invalidate,
  });
}

export function useDeleteLibrary() {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: async (variables: DeleteLibraryMutationVariables) =>
      accepted((await request(DeleteLibraryDocument, variables)).deleteVideoLibrary),
    onSuccess: invalidate,
  });
}

export function useCancelScan() {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: async (id: string) => accepted((await request(CancelScanDocument, { id })).cancelJob),
    onSettled: invalidate,
  });
}

function useInvalidate() {
  const client = useQueryClient();
  return async () => {
    await Promise.all(
      ['ActiveScans', 'Libraries', 'Videos'].map((name) => client.invalidateQueries({ queryKey: [name] })),
    );
  };
}
