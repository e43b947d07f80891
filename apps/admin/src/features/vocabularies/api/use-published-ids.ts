'use client';

import { useQuery } from '@tanstack/react-query';
import { ConceptKeysDocument } from '../../../../generated/graphql.ts';
import { allPages } from '../../../lib/all-pages.ts';
import { request } from '../../../lib/graphql.ts';

const NONE: ReadonlySet<string> = new Set();

/** External ids of a published version's concepts, which can be deprecated, but not removed. Undefined until they are known. */
export function usePublishedIds(versionId: string | undefined): ReadonlySet<string> | undefined {
  const { data } = useQuery({
    queryKey: ['ConceptKeys', versionId],
    queryFn: async ({ signal }) => {
      const nodes = await allPages(async (after) => {
        const { node } = await request(ConceptKeysDocument, { id: versionId ?? '', after }, { signal });
        if (node?.type !== 'VocabularyVersion') throw new Error('there is no such version');
        return node.contents;
      });
      return new Set(nodes.map(({ concept }) => concept.externalId));
    },
    enabled: versionId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return versionId === undefined ? NONE : data;
}
