import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './graphql.ts';

/** Tries again what may pass, and nothing that the server has refused. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => count < 2 && error instanceof ApiError && error.code === 'NETWORK',
      },
    },
  });
}
