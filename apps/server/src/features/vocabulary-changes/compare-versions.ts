import { compareContents } from '@actionary/inference/domain';
import type { VocabularyVersion } from '@actionary/database';
import type { VersionedConcept } from '../../shared/concepts/concept-content.ts';
import type { Loaders } from '../../shared/graphql/loaders.ts';
import { argumentKey, badUserInput } from '../../shared/graphql/result.ts';
import { toFieldChanges } from './field-changes.ts';
import type { FieldChangeRow } from './field-changes.ts';

/** Two versions side by side. */
export interface Comparison {
  readonly from: VocabularyVersion;
  readonly to: VocabularyVersion;
  readonly added: VersionedConcept[];
  readonly removed: VersionedConcept[];
  readonly changed: ComparedConcept[];
  readonly unchangedCount: number;
}

/** A concept that both have, differently. @public codegen.yml names it */
export interface ComparedConcept {
  readonly before: VersionedConcept;
  readonly after: VersionedConcept;
  readonly fieldChanges: FieldChangeRow[];
}

/** @param fromId global, as `toId` @throws {GraphQLError} BAD_USER_INPUT for versions of different vocabularies */
export async function compareVersions(fromId: string, toId: string, loaders: Loaders): Promise<Comparison> {
  const [from, to] = await Promise.all([loadVersion(fromId, 'fromId', loaders), loadVersion(toId, 'toId', loaders)]);
  if (from.vocabularyId !== to.vocabularyId) throw badUserInput('toId: a version of another vocabulary');
  const [before, after] = await Promise.all([contentsById(from.id, loaders), contentsById(to.id, loaders)]);
  const { added, removed, changes } = compareContents(before, after);
  const ids = [...new Set(changes.map(({ conceptId }) => conceptId))];
  return {
    from,
    to,
    added: added.map((id) => after.get(id)!),
    removed: removed.map((id) => before.get(id)!),
    changed: ids.map((id) => compared(before.get(id)!, after.get(id)!, from.vocabularyId)),
    unchangedCount: after.size - added.length - ids.length,
  };
}

async function loadVersion(id: string, argument: string, loaders: Loaders): Promise<VocabularyVersion> {
  const version = await loaders.vocabularyVersion.load(argumentKey('VocabularyVersion', id, argument));
  if (!version) throw badUserInput(`${argument}: there is no such version`);
  return version;
}

async function contentsById(versionId: string, loaders: Loaders): Promise<ReadonlyMap<string, VersionedConcept>> {
  const concepts = await loaders.conceptsOfVersion.load(versionId);
  return new Map(concepts.map((concept) => [concept.id, { ...concept, versionId }]));
}

function compared(before: VersionedConcept, after: VersionedConcept, vocabularyId: string): ComparedConcept {
  const { id } = before;
  return { before, after, fieldChanges: toFieldChanges(vocabularyId, { [id]: before }, { [id]: after }) };
}
