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

/** The product as another program meets it: GraphQL over HTTP. */
export class Api {
  readonly #url: string;

  constructor(url: string) {
    this.#url = `${url}/graphql`;
  }

  /** @throws {Error} for errors, those for users included */
  async ask<T>(query: string, variables: object = {}): Promise<T> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
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

  /** Asks for a node until it has finished. @param fields with `state` */
  async ended<T extends { readonly state: string }>(type: string, id: string, fields: string): Promise<T> {
    for (;;) {
      const query = `query ($id: ID!) { node(id: $id) { ... on ${type} { ${fields} } } }`;
      const { node } = await this.ask<{ node: T }>(query, { id });
      if (!['queued', 'running', 'paused'].includes(node.state)) return node;
      await delay(POLL_MS);
    }
  }
}
