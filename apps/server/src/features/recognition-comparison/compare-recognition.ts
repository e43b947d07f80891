import type { ComparedPair, ComparedVideo, Recognition, RecognitionComparison } from '@actionary/database';
import type { Context } from '../../context.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import type { PageArguments } from '../../shared/graphql/connection.ts';
import { argumentKey, badUserInput } from '../../shared/graphql/result.ts';
import { recentComparison } from './recent-comparisons.ts';

/** Two recognitions side by side. */
export interface ComparisonRow extends RecognitionComparison {
  readonly recognition: Recognition;
  readonly before: Recognition | null;
  readonly compared: ComparedPair;
}

/** @public codegen.yml names it */
export type ConceptDifferenceRow = RecognitionComparison['concepts'][number];

/** A video of a comparison. @public codegen.yml names it */
export interface ComparedVideoRow extends ComparedVideo {
  readonly compared: ComparedPair;
}

export type ComparedVideosPage = ReturnType<typeof toConnection<ComparedVideoRow>>;

/** @param id global, as `withId` @throws {GraphQLError} BAD_USER_INPUT */
export async function compareRecognition(
  { db, loaders }: Context,
  { id, withId }: { readonly id: string; readonly withId?: string | null | undefined },
): Promise<ComparisonRow> {
  const load = async (globalId: string, argument: string) => {
    const found = await loaders.recognition.load(argumentKey('Recognition', globalId, argument));
    return found ?? noSuch(argument);
  };
  const recognition = await load(id, 'id');
  const before = withId ? await load(withId, 'withId') : null;
  const compared = { afterId: recognition.id, beforeId: before?.id ?? null };
  return { ...(await recentComparison(db, compared)), recognition, before, compared };
}

function noSuch(argument: string): never {
  throw badUserInput(`${argument}: there is no such recognition`);
}

/** Videos of a comparison, page by page. The cursor is a place in their order. */
export function comparedVideos({ videos, compared }: ComparisonRow, args: PageArguments): ComparedVideosPage {
  const { first, after } = pageRequest(args);
  const start = after === null ? 0 : placeOf(after);
  const nodes = videos.slice(start, start + first).map((video) => ({ ...video, compared }));
  return toConnection({ nodes, hasNextPage: videos.length > start + first }, args, (_, index) =>
    Buffer.from(String(start + index + 1)).toString('base64url'),
  );
}

function placeOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw badUserInput(`invalid cursor: ${cursor}`);
}
