import { search } from '@actionary/database';
import type { Context } from '../../context.ts';
import { pageRequest } from '../../shared/graphql/connection.ts';
import { loadByKey } from '../../shared/graphql/load-node.ts';
import type { TypedNode } from '../../shared/graphql/load-node.ts';
import { cleanSearchText } from '../../shared/graphql/search-text.ts';

/** What is named like the text, the best first. @throws {GraphQLError} BAD_USER_INPUT */
export async function findByText(
  { db, loaders }: Pick<Context, 'db' | 'loaders'>,
  text: string,
  first: number | null | undefined,
): Promise<TypedNode[]> {
  const wanted = cleanSearchText(text, 'text');
  const size = pageRequest({ first }).first;
  if (wanted === '') return [];
  const hits = await search(db, wanted, size);
  const found = await Promise.all(hits.map(({ kind, key }) => loadByKey(kind, key, loaders)));
  return found.filter((node) => node !== null);
}
