'use client';

import type { VocabularyContents } from '@actionary/inference/domain';
import { useMemo } from 'react';
import { compareVersions } from '../model/compare-versions.ts';
import { useContents } from './use-contents.ts';

/** How many concepts differ from another version, which is read for it. */
export function useVersionDifference(contents: VocabularyContents, otherId: string | undefined) {
  const { query } = useContents(otherId);
  const difference = useMemo(
    () => (query.data ? compareVersions(query.data.saved, contents) : null),
    [query.data, contents],
  );
  return { difference, isCounting: query.isFetching };
}
