import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RequestHandler } from 'express';
import { GraphQLError, stripIgnoredCharacters } from 'graphql';

/** The operations that may be asked, where others may not: the admin's own, and those of a folder. */
export type TrustedDocuments = ReadonlySet<string>;

/**
 * Reads `*.graphql` of a folder: each file is one document, with all its fragments. White space and comments do not count.
 * @throws {Error} where the folder, or one of its files, cannot be read; the message names it
 */
export async function readTrustedDocuments(folder: string): Promise<TrustedDocuments> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql'));
  const texts = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      return normalize(await readFile(file, 'utf8')) ?? fail(file);
    }),
  );
  const admin: Readonly<Record<string, unknown>> = await import('@actionary/admin/documents');
  const own = Object.values(admin).map((document) => normalize(String(document)));
  return new Set([...texts, ...own].filter((text) => text !== null));
}

function fail(file: string): never {
  throw new Error(`${file} is no GraphQL document`);
}

/** @returns `null` for what is no GraphQL */
function normalize(text: string): string | null {
  try {
    return stripIgnoredCharacters(text);
  } catch {
    return null;
  }
}

/** Why an operation is refused; `null` where it may be asked. */
export function refusalOf(text: string, trusted: TrustedDocuments | null): GraphQLError | null {
  if (!trusted || trusted.has(normalize(text) ?? '')) return null;
  const message = 'only operations that were agreed on are carried out here (see TRUSTED_DOCUMENTS)';
  return new GraphQLError(message, { extensions: { code: 'DOCUMENT_NOT_TRUSTED' } });
}

/** Refuses other operations before they are parsed; behind what reads the body. */
export function trustedOnly(trusted: TrustedDocuments | null): RequestHandler {
  return (request, response, next) => {
    const { query = request.query['query'] } = (request.body ?? {}) as { readonly query?: unknown };
    const refusal = refusalOf(String(query), trusted);
    if (!refusal) return next();
    const { message, extensions } = refusal;
    response.status(400).json({ errors: [{ message, extensions }] });
  };
}
