/** Pages of steps of change sets, newest first. */
import type { ChangePageRequest, ChangePlace, ChangeRow, PlacedChange } from '@actionary/database';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import type { PageArguments } from '../../shared/graphql/connection.ts';
import type { Loaders } from '../../shared/graphql/loaders.ts';
import { badUserInput } from '../../shared/graphql/result.ts';
import { toFieldChanges } from './field-changes.ts';
import type { FieldChangeRow } from './field-changes.ts';

/** A step; in a concept's history, as far as it is about that one. */
export interface ChangeNode extends ChangeRow {
  /** External id. */
  readonly only?: string;
}

export type ChangeConnection = ReturnType<typeof toConnection<ChangeNode>>;

/** Field changes that one step tells at most. */
const MAX_FIELD_CHANGES = 500;

/** Steps of a version. */
export async function versionChanges(
  versionId: string,
  { includeUndone, ...args }: PageArguments & { readonly includeUndone: boolean },
  loaders: Loaders,
): Promise<ChangeConnection> {
  const page = await loaders.changesOfVersion.load({ key: versionId, args: placedRequest(args, includeUndone) });
  return toConnection(page, args, cursorOfChange);
}

/** Steps that have touched a concept and were not taken back, in all versions. */
export async function conceptHistory(
  { id, externalId }: { readonly id: string; readonly externalId: string },
  args: PageArguments,
  loaders: Loaders,
): Promise<ChangeConnection> {
  const { nodes, hasNextPage } = await loaders.changesOfConcept.load({ key: id, args: placedRequest(args, false) });
  return toConnection(
    { hasNextPage, nodes: nodes.map((node) => ({ ...node, only: externalId })) },
    args,
    cursorOfChange,
  );
}

/** What a step did, field by field. */
export async function fieldChangesOf(change: ChangeNode, loaders: Loaders): Promise<FieldChangeRow[]> {
  const key = change.only === undefined ? change.id : `${change.id}/${change.only}`;
  const { before, after } = await loaders.sidesOfChange.load(key);
  const { vocabularyId } = (await loaders.vocabularyVersion.load(change.versionId))!;
  return toFieldChanges(vocabularyId, before, after).slice(0, MAX_FIELD_CHANGES);
}

function placedRequest(args: PageArguments, includeUndone: boolean): ChangePageRequest {
  const { first, after } = pageRequest(args);
  return { first, after: after === null ? null : parsePlace(after), includeUndone };
}

function cursorOfChange(change: PlacedChange): string {
  return Buffer.from(JSON.stringify([change.versionNumber, change.sequence])).toString('base64url');
}

function parsePlace(cursor: string): ChangePlace {
  try {
    const [number, sequence] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (isCount(number) && isCount(sequence)) return [number, sequence];
  } catch {
    // Told below, as other cursors that are none.
  }
  throw badUserInput(`invalid cursor: ${cursor}`);
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
}
