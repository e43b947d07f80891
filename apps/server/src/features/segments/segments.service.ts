import type { Segment } from '@actionary/database';
import type { VersionedConcept } from '../../shared/concepts/concept-content.ts';
import type { Loaders } from '../../shared/graphql/loaders.ts';
import { contentsOf } from '../../shared/concepts/version-concepts.ts';

/** What the recognition's own version of the vocabulary says about a segment's concept. */
export async function contentOfSegment(segment: Segment, loaders: Loaders): Promise<VersionedConcept | null> {
  if (segment.conceptId === null) return null;
  const { recognitionId } = (await loaders.recognitionVideo.load(segment.recognitionVideoId))!;
  const { recipeId } = (await loaders.recognition.load(recognitionId))!;
  const { vocabularyVersionId: versionId } = (await loaders.recipe.load(recipeId))!;
  const [content] = await contentsOf(versionId, [segment.conceptId], loaders);
  return content ?? null;
}

export interface RunnerUpRow {
  /** Database id. */
  readonly conceptId: string;
  readonly probability: number;
}

/** The next most probable concepts, best first. */
export function runnersUpOf({ runnerUpIds, runnerUpProbabilities }: Segment): RunnerUpRow[] {
  return runnerUpIds.map((conceptId, index) => ({ conceptId, probability: runnerUpProbabilities[index] }));
}
