import { CHANGE_TYPES, cursorOfChange, latestSequence, listChanges, LostChangesError } from '@actionary/database';
import type { ChangeFilter, ChangePage, Database, SequencedChange } from '@actionary/database';
import { GraphQLError } from 'graphql';
import type { Services } from '../../context.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import type { PageArguments } from '../../shared/graphql/connection.ts';
import { parseGlobalId } from '../../shared/graphql/global-id.ts';
import { badUserInput } from '../../shared/graphql/result.ts';
import { closing } from '../../shared/queue/changes.ts';
import type { Watch } from '../../shared/queue/changes.ts';

/** Which changes. */
export interface ChangeArguments extends PageArguments {
  readonly types?: readonly string[] | null | undefined;
  /** Global. */
  readonly subjectId?: string | null | undefined;
}

/** @throws {GraphQLError} BAD_USER_INPUT, CHANGES_LOST */
export async function changePage(db: Database, args: ChangeArguments) {
  const page = await readChanges(db, filterOf(args), pageRequest(args));
  const connection = toConnection(page, args, cursorOf);
  return { ...connection, pageInfo: { ...connection.pageInfo, endCursor: page.endCursor } };
}

export async function changeCursor(db: Database): Promise<string> {
  return cursorOfChange(await latestSequence(db));
}

export interface ChangeEdge {
  readonly cursor: string;
  readonly node: SequencedChange;
}

/** Changes as they are made, after a cursor or from now on; does not end by itself. @throws {GraphQLError} as {@link changePage} */
export async function watchChanges(
  services: Services,
  args: ChangeArguments,
): Promise<AsyncIterableIterator<ChangeEdge>> {
  const filter = filterOf(args);
  // Listens before it reads, so that no change falls in between.
  const watch = services.changes.watch('Change', null);
  try {
    const after = args.after ?? (await changeCursor(services.db));
    const firstPage = await readChanges(services.db, filter, { after, first: PAGE });
    return closing(watch, followChanges(services.db, filter, firstPage, watch));
  } catch (error) {
    watch.close();
    throw error;
  }
}

/** Changes that are read at once. */
const PAGE = 100;

async function* followChanges(
  db: Database,
  filter: ChangeFilter,
  firstPage: ChangePage,
  watch: Watch,
): AsyncGenerator<ChangeEdge, void, undefined> {
  let page = firstPage;
  for (;;) {
    for (const node of page.nodes) yield { cursor: cursorOf(node), node };
    if (!page.hasNextPage && (await watch.next()) === null) return;
    page = await readChanges(db, filter, { after: page.endCursor, first: PAGE });
  }
}

const cursorOf = ({ sequence }: SequencedChange) => cursorOfChange(sequence);

/** @throws {GraphQLError} BAD_USER_INPUT */
function filterOf({ types, subjectId }: ChangeArguments): ChangeFilter {
  const known: readonly string[] = CHANGE_TYPES;
  const unknown = types?.find((type) => !known.includes(type));
  if (unknown !== undefined) throw badUserInput(`types: there are ${known.join(', ')}, and no ${unknown}`);
  if (!subjectId) return { types: types ?? null };
  const key = parseGlobalId(subjectId)?.key;
  if (!key || !UUID.test(key)) throw badUserInput('subjectId: not the id of something that changes are told of');
  return { types: types ?? null, subjectId: key };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws {GraphQLError} CHANGES_LOST */
async function readChanges(db: Database, filter: ChangeFilter, page: PageArguments): Promise<ChangePage> {
  try {
    return await listChanges(db, filter, { first: page.first ?? null, after: page.after ?? null });
  } catch (error) {
    if (!(error instanceof LostChangesError)) throw error;
    throw new GraphQLError(error.message, { extensions: { code: 'CHANGES_LOST' } });
  }
}
