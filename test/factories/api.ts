import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 250;

interface Answer<T> {
  readonly data?: T;
  readonly errors?: readonly { readonly message: string }[];
}

interface UserError {
  readonly code: string;
  readonly message: string;
}

/** A page of a connection, as queries select it. */
interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** The product as another program meets it: GraphQL over HTTP. */
export class Api {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  /** @param headers sent with each request, such as a token; default none */
  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.#url = `${url}/graphql`;
    this.#headers = headers;
  }

  /** @throws {Error} for errors, those for users included */
  async ask<T>(query: string, variables: object = {}): Promise<T> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.#headers },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Answer<T>;
    if (!data || errors) throw new Error(errors?.map(({ message }) => message).join('; ') ?? `HTTP ${response.status}`);
    for (const value of Object.values(data)) {
      const { userErrors = [] } = (value ?? {}) as { userErrors?: readonly UserError[] };
      if (userErrors.length > 0)
        throw new Error(userErrors.map(({ code, message }) => `${code}: ${message}`).join('; '));
    }
    return data;
  }

  /** Asks for a node until it has finished. @param fields with `state` @param see is given it each time */
  async ended<T extends { readonly state: string }>(
    type: string,
    id: string,
    fields: string,
    see: (node: T) => void = () => {},
  ): Promise<T> {
    for (;;) {
      const query = `query ($id: ID!) { node(id: $id) { ... on ${type} { ${fields} } } }`;
      const { node } = await this.ask<{ node: T }>(query, { id });
      see(node);
      if (!['queued', 'running', 'paused'].includes(node.state)) return node;
      await delay(POLL_MS);
    }
  }

  /** All nodes of a connection. @param query with a variable `$after`, its connection called `page` */
  async all<T>(query: string, variables: object = {}): Promise<T[]> {
    const found: T[] = [];
    for (let after: string | null = null, hasNextPage = true; hasNextPage;) {
      const answer: { page: Page<T> } = await this.ask(query, { ...variables, after });
      found.push(...answer.page.nodes);
      ({ endCursor: after, hasNextPage } = answer.page.pageInfo);
    }
    return found;
  }
}
