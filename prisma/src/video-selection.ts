import { Prisma } from '../generated/client.ts';
import { passes } from './video-pages.ts';
import type { VideoFilter } from './video-pages.ts';

/** Videos that are chosen one by one, by what they have in common, or both. */
export interface VideoSelection {
  readonly videoIds?: readonly string[];
  /** All of these libraries that are not missing. */
  readonly libraryIds?: readonly string[];
  /** Only what it lets through of `libraryIds`, or of all libraries where none is named. */
  readonly filter?: VideoFilter;
}

/** What a row of "Video" has to fulfil to be chosen; `null` where nothing can be. */
export function isChosen({ videoIds = [], libraryIds = [], filter }: VideoSelection): Prisma.Sql | null {
  const either: Prisma.Sql[] = [];
  if (videoIds.length > 0) either.push(Prisma.sql`"Video"."id" = ANY (${[...videoIds]}::uuid[])`);
  if (libraryIds.length > 0 || filter) {
    const all = [Prisma.sql`"status" <> 'missing'`, passes(filter ?? {})];
    if (libraryIds.length > 0) all.push(Prisma.sql`"libraryId" = ANY (${[...libraryIds]}::uuid[])`);
    either.push(Prisma.sql`(${Prisma.join(all, ' AND ')})`);
  }
  return either.length > 0 ? Prisma.sql`(${Prisma.join(either, ' OR ')})` : null;
}
