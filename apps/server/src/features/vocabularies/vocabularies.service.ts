import { archiveVocabulary, updateVocabulary } from '@actionary/database';
import type { Database, VersionConcept, Vocabulary } from '@actionary/database';
import type { UpdateVocabularyInput } from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import type { PageArguments } from '../../shared/graphql/connection.ts';
import { badUserInput, cleanName, inputKey, settle, unwrap } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';

/** Renames, describes, puts away or brings back. */
export function changeVocabulary(db: Database, input: UpdateVocabularyInput): Promise<Result<Vocabulary>> {
  return settle(async () => {
    const id = inputKey('Vocabulary', input.id, 'id');
    const { name, description, licence, source, isArchived } = input;
    const changes = {
      ...(typeof name === 'string' ? { name: cleanName(name, 'name') } : {}),
      ...(typeof description === 'string' ? { description } : {}),
      ...(typeof licence === 'string' ? { licence } : {}),
      ...(typeof source === 'string' ? { source } : {}),
    };
    const changed = await updateVocabulary(db, id, changes);
    unwrap(changed);
    return typeof isArchived === 'boolean' ? archiveVocabulary(db, id, isArchived) : changed;
  });
}

type Place = readonly [position: number, externalId: string];

/** A page of a version's concepts. The cursor is a place in their order, so it survives edits. */
export function contentsPage(versionId: string, concepts: readonly VersionConcept[], args: PageArguments) {
  const { first, after } = pageRequest(args);
  const place = after === null ? null : parsePlace(after);
  const rest = concepts.filter((concept) => !place || isBehind(placeOf(concept), place));
  const nodes = rest.slice(0, first).map((concept) => ({ ...concept, versionId }));
  return toConnection({ nodes, hasNextPage: rest.length > first }, args, (node) =>
    Buffer.from(JSON.stringify(placeOf(node))).toString('base64url'),
  );
}

function placeOf({ position, id }: VersionConcept): Place {
  return [position, id];
}

function isBehind([position, id]: Place, [otherPosition, otherId]: Place): boolean {
  return position > otherPosition || (position === otherPosition && id > otherId);
}

function parsePlace(cursor: string): Place {
  try {
    const [position, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof position === 'number' && typeof id === 'string') return [position, id];
  } catch {
    // Told below, as other cursors that are none.
  }
  throw badUserInput(`invalid cursor: ${cursor}`);
}
