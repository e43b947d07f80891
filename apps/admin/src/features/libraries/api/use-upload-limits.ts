import { useQuery } from '@tanstack/react-query';
import { UploadLimitsDocument } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';

/** What the server takes; a setting of it, so it stays while the page is open. */
export function useUploadLimits() {
  return useQuery({
    queryKey: ['UploadLimits'],
    queryFn: async ({ signal }) => (await request(UploadLimitsDocument, {}, { signal })).uploadLimits,
    staleTime: Infinity,
  });
}
