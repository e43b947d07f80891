'use client';

import { createClient } from 'graphql-sse';
import { useEffect, useEffectEvent } from 'react';
import type { TypedDocumentString } from '../../generated/graphql.ts';
import { callerHeaders } from './person.ts';
import { noteStatus } from './sign-in-place.ts';

const client = createClient({
  url: '/graphql/stream',
  headers: callerHeaders,
  fetchFn: async (...asked: Parameters<typeof fetch>) => noteStatus(await fetch(...asked)),
  retryAttempts: Number.POSITIVE_INFINITY,
});

/** Calls `onData` with each event while the component is there; `null` variables: not subscribed. */
export function useSubscription<TData, TVariables extends Record<string, unknown>>(
  document: TypedDocumentString<TData, TVariables>,
  variables: TVariables | null,
  onData: (data: TData) => void,
): void {
  const tell = useEffectEvent(onData);
  const key = JSON.stringify(variables);
  useEffect(() => {
    const given = JSON.parse(key) as TVariables | null;
    if (!given) return;
    return client.subscribe<TData>(
      { query: document.toString(), variables: given },
      { next: ({ data }) => data && tell(data), error: () => {}, complete: () => {} },
    );
  }, [document, key]);
}
