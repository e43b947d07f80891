import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './graphql.ts';
import { viewerQuery } from './use-viewer.ts';

/** Tries again what may pass, and nothing that the server has refused. */
export function createQueryClient(): QueryClient {
  /** Whoever is refused may less than was known. */
  const onError = (error: Error) => {
    if (error instanceof ApiError && error.code === 'FORBIDDEN') void client.invalidateQueries(viewerQuery);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => count < 2 && error instanceof ApiError && error.code === 'NETWORK',
      },
    },
  });
  return client;
}
