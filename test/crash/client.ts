/** How what is asked for went: done, refused with a reason, or not known, since no answer came or one of a failure. */
export type Reply<T> =
  | { readonly outcome: 'acknowledged'; readonly value: T }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'unknown'; readonly reason: string };

interface Payload {
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

/** A mistake of the campaign's own. */
class AskedWrongly extends Error {}

const TIMEOUT_MS = 30_000;

/** Sends a mutation whose only field is called `payload`. */
export async function mutate<T extends object>(
  url: string,
  query: string,
  variables: object,
  { person }: { readonly person?: string } = {},
): Promise<Reply<T>> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(person ? { 'x-actionary-person': person } : {}) },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = (await response.json()) as {
      data?: { payload?: (T & Payload) | null } | null;
      errors?: readonly { message: string; extensions?: { code?: string } }[];
    };
    const [error] = answer.errors ?? [];
    if (error?.extensions?.code === 'GRAPHQL_VALIDATION_FAILED' || error?.extensions?.code === 'BAD_USER_INPUT')
      throw new AskedWrongly(error.message);
    const payload = answer.data?.payload;
    if (!payload) return { outcome: 'unknown', reason: error?.message ?? `HTTP ${response.status}` };
    const [refusal] = payload.userErrors;
    if (refusal) return { outcome: 'refused', reason: `${refusal.code}: ${refusal.message}` };
    return { outcome: 'acknowledged', value: payload };
  } catch (error) {
    if (error instanceof AskedWrongly) throw error;
    return { outcome: 'unknown', reason: (error as Error).message };
  }
}
