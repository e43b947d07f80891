import type { HostileRequest } from './hostile-requests.ts';

/** How a request was met. */
export interface Meeting {
  readonly request: HostileRequest;
  readonly status: number;
  /** `extensions.code` of what was wrong; none where all was well. */
  readonly codes: readonly string[];
  /** What is wrong with how it was met; none where all is well. */
  readonly problems: readonly string[];
}

/** What tells a stranger how the product is made. */
const LEAKS =
  /node_modules|\.(ts|mjs|js):\d+|\bat [\w.]+ \(|prisma|postgres|syntax error at or near|SELECT .* FROM|invalid input syntax|ECONN/i;

interface Answer {
  readonly data?: object | null;
  readonly errors?: readonly { readonly message?: string; readonly extensions?: { readonly code?: string } }[];
}

/** Sends it, and looks at the answer. @param headers what signs in */
export async function askHostile(
  url: string,
  request: HostileRequest,
  headers: Readonly<Record<string, string>>,
): Promise<Meeting> {
  const { method = 'POST', path = '/graphql', body, isHarmless = false } = request;
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers, ...request.headers },
    ...(body !== undefined && method !== 'GET' && { body }),
  });
  const text = await response.text();
  const answer = parse(text);
  const codes = answer.errors?.map(({ extensions }) => extensions?.code ?? 'NONE') ?? [];
  const problems: string[] = [];
  if (response.status >= 500) problems.push(`is answered with ${response.status}`);
  if (codes.includes('INTERNAL_SERVER_ERROR')) problems.push('breaks something');
  const leak = LEAKS.exec(text);
  if (leak) problems.push(`is told ${leak[0]}`);
  const isRefused = response.status >= 400 || codes.length > 0 || /"errors"/.test(text);
  if (!isHarmless && !isRefused) problems.push('is carried out');
  return { request, status: response.status, codes, problems };
}

function parse(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}
