'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import { ViewerDocument } from '../../generated/graphql.ts';
import type { Permission, ViewerQuery } from '../../generated/graphql.ts';
import { request } from './graphql.ts';
import { noteAccount } from './person.ts';

export type Viewer = ViewerQuery['viewer'];

const STALE_MS = 5 * 60_000;

/** Who asks, and what they may do. */
export const viewerQuery = queryOptions({
  queryKey: ['Viewer'],
  queryFn: async ({ signal }): Promise<Viewer> => {
    const { viewer } = await request(ViewerDocument, {}, { signal });
    noteAccount(viewer.email === null ? null : viewer.name);
    return viewer;
  },
  staleTime: STALE_MS,
});

/** Undefined until it is known. */
export function useViewer(): Viewer | undefined {
  return useQuery(viewerQuery).data;
}

/** Whether who asks may do what needs a permission: not before that is known. */
export function useMay(permission: Permission): boolean {
  return useViewer()?.permissions.includes(permission) ?? false;
}

/** Whether it is known that who asks may not: of what is only shown, whoever may sees it at once. */
export function useMayNot(permission: Permission): boolean {
  return useViewer()?.permissions.includes(permission) === false;
}
