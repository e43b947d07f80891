'use client';

import { useMemo } from 'react';
import type { Concept } from '../model/concept.ts';
import { compareVersions } from '../model/concept-difference.ts';
import type { VersionDifference } from '../model/concept-difference.ts';
import { useContents } from './use-contents.ts';

/** How many concepts differ from another version, which is read for it. */
export function useVersionDifference(concepts: readonly Concept[], otherId: string | undefined) {
  const { query } = useContents(otherId);
  const difference = useMemo<VersionDifference | null>(
    () => (query.data ? compareVersions(query.data.concepts, concepts) : null),
    [query.data, concepts],
  );
  return { difference, isCounting: query.isFetching };
}
