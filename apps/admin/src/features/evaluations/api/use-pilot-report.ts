'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { PilotReportDocument } from '../../../../generated/graphql.ts';
import type { PilotReportQuery } from '../../../../generated/graphql.ts';
import { graphqlQuery } from '../../../lib/graphql.ts';

export type Pilot = PilotReportQuery['pilotReport'];

/** Asked anew at each visit: what has been reviewed and recognised changes. @param id of the adapter */
export function usePilotReport(id: string) {
  const language = useLocale();
  return useQuery({
    ...graphqlQuery(PilotReportDocument, { id, language }),
    staleTime: 0,
    select: ({ pilotReport }): Pilot => pilotReport,
  });
}
