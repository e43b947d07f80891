'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import type { DeliveryFilter, DeliveryState } from '../../../../generated/graphql.ts';
import { toInstant } from '../../../lib/local-time.ts';

export const STATES = ['failed', 'waiting', 'sending', 'succeeded'] as const satisfies readonly DeliveryState[];

/** Parts of the address that say which deliveries are shown. */
const PARTS = ['endpoint', 'type', 'state', 'from', 'until'] as const;

export type LogChoice = Readonly<Record<(typeof PARTS)[number], string | null>>;

/** Which deliveries the address chooses, as it says so and as the API is asked. */
export function useLogFilter(): { readonly choice: LogChoice; readonly filter: DeliveryFilter } {
  const parameters = useSearchParams();
  return useMemo(() => {
    const choice = Object.fromEntries(PARTS.map((part) => [part, parameters.get(part)])) as LogChoice;
    const filter = {
      endpointId: choice.endpoint,
      type: choice.type,
      state: STATES.find((state) => state === choice.state) ?? null,
      createdFrom: toInstant(choice.from),
      createdBefore: toInstant(choice.until),
    };
    return { choice, filter };
  }, [parameters]);
}
