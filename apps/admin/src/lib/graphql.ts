import { queryOptions } from '@tanstack/react-query';
import type { TypedDocumentString } from '../../generated/graphql.ts';
import { callerHeaders } from './person.ts';
import { noteStatus } from './sign-in-place.ts';

/** A request that the API did not answer with data. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** `extensions.code` of the first error, `HTTP_<status>`, or `NETWORK`. */
  readonly code: string;
  /** Under which the server's log has it; null where no server answered. */
  readonly requestId: string | null;

  constructor(message: string, code: string, requestId: string | null, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.requestId = requestId;
  }
}

interface Answer<TData> {
  readonly data?: TData | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Asks the API once. @throws {ApiError} */
export async function request<TData, TVariables>(
  document: TypedDocumentString<TData, TVariables>,
  variables: TVariables,
  { signal }: { signal?: AbortSignal } = {},
): Promise<TData> {
  const response = noteStatus(await send({ query: document.toString(), variables }, signal));
  const requestId = response.headers.get('x-request-id');
  const answer = (await response.json().catch(() => ({}))) as Answer<TData>;
  const [error] = answer.errors ?? [];
  if (error) throw new ApiError(error.message, error.extensions?.code ?? 'UNKNOWN', requestId);
  if (!answer.data) throw new ApiError(response.statusText, `HTTP_${response.status}`, requestId);
  return answer.data;
}

async function send(body: unknown, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...callerHeaders(),
      },
      body: JSON.stringify(body),
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('the server does not answer', 'NETWORK', null, { cause: error });
  }
}

/** Name of the operation in a document; the first part of its query key. */
function operationName(document: TypedDocumentString<unknown, never>): string {
  return /(?:query|mutation|subscription)\s+(\w+)/.exec(document.toString())?.[1] ?? '';
}

/** A query's options: `useQuery(graphqlQuery(Document, variables))`; its key is `[operation name, variables]`. */
export function graphqlQuery<TData, TVariables>(
  document: TypedDocumentString<TData, TVariables>,
  variables: TVariables,
) {
  return queryOptions({
    queryKey: [operationName(document as TypedDocumentString<unknown, never>), variables] as const,
    queryFn: ({ signal }) => request(document, variables, { signal }),
  });
}
