'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { CalibrationPageDocument, CalibrationsDocument } from '../../../../generated/graphql.ts';
import type { CalibrationPageQuery } from '../../../../generated/graphql.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';

/** A calibration with its report. */
export type ReportedCalibration = Extract<NonNullable<CalibrationPageQuery['node']>, { readonly type: 'Calibration' }>;

/** Latest first. */
export function useCalibrations() {
  return useInfiniteQuery({
    queryKey: ['Calibrations'],
    queryFn: ({ pageParam, signal }) => request(CalibrationsDocument, { after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ calibrations: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
}

/** Null where there is no such calibration. */
export function useCalibration(id: string) {
  const language = useLocale();
  return useQuery({
    ...graphqlQuery(CalibrationPageDocument, { id, language }),
    select: ({ node }): ReportedCalibration | null => (node?.type === 'Calibration' ? node : null),
  });
}
