import type { Product } from '../factories/product.ts';

/** Asks the API of a running product. @throws {Error} where there are errors */
export async function ask<T>({ url }: Product, query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`${url()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return data;
}
