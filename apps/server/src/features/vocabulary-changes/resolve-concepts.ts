import type { VersionedConcept } from '../../shared/concepts/concept-content.ts';
import type { Loaders } from '../../shared/graphql/loaders.ts';
import { argumentKey, badUserInput } from '../../shared/graphql/result.ts';
import { contentsOf } from '../../shared/concepts/version-concepts.ts';

/** What a concept means in a version. */
export interface ResolvedConcept {
  /** Global id. */
  readonly conceptId: string;
  readonly contents: VersionedConcept[];
}

const MAX_CONCEPTS = 5000;

/** What concepts mean in a version; those that are unknown to its vocabulary are left out. @param ids global */
export async function resolveIn(
  versionId: string,
  ids: readonly string[],
  loaders: Loaders,
): Promise<ResolvedConcept[]> {
  if (ids.length > MAX_CONCEPTS) throw badUserInput(`conceptIds: at most ${MAX_CONCEPTS}`);
  const keys = ids.map((id) => argumentKey('Concept', id, 'conceptIds'));
  const targets = await Promise.all(keys.map((key) => loaders.resolution.load(`${versionId}/${key}`)));
  const resolved = await Promise.all(
    targets.map(async (targetIds, index) =>
      targetIds ? { conceptId: ids[index], contents: await contentsOf(versionId, targetIds, loaders) } : null,
    ),
  );
  return resolved.filter((each) => each !== null);
}
