import { pageRequest, toConnection } from './connection.ts';
import type { PageArguments } from './connection.ts';
import { badUserInput } from './result.ts';

/** A page of versions, latest first. @param versions all there are, latest first. The cursor is a version's number. */
export function versionsPage<T extends { readonly number: number }>(versions: readonly T[], args: PageArguments) {
  const { first, after } = pageRequest(args);
  const before = after === null ? Infinity : parseNumber(after);
  const rest = versions.filter(({ number }) => number < before);
  return toConnection({ nodes: rest.slice(0, first), hasNextPage: rest.length > first }, args, ({ number }) =>
    Buffer.from(String(number)).toString('base64url'),
  );
}

function parseNumber(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString();
  return /^\d{1,10}$/.test(text) ? Number(text) : badCursor(cursor);
}

function badCursor(cursor: string): never {
  throw badUserInput(`invalid cursor: ${cursor}`);
}
