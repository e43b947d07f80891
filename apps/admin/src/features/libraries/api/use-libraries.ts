'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
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
import { useActiveJobs } from '../../../lib/active-jobs.ts';
import { allPages } from '../../../lib/all-pages.ts';
import { request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

const SCANNING_MS = 3000;

/** All libraries of the plant; read again while one of them is scanned. */
export function useLibraries() {
  const scans = useActiveScans();
  return useQuery({
    queryKey: ['Libraries'],
    queryFn: ({ signal }) =>
      allPages(async (after) => (await request(LibrariesDocument, { after }, { signal })).videoLibraries),
    refetchInterval: scans.size > 0 ? SCANNING_MS : false,
  });
}

/** Scans that wait or run, by their library's id. */
export function useActiveScans(): ReadonlyMap<string, JobProgressFragment> {
  const { jobs } = useActiveJobs();
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
      ['ActiveJobs', 'Libraries', 'Videos'].map((name) => client.invalidateQueries({ queryKey: [name] })),
    );
  };
}
