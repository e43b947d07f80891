import {
  getVocabularyVersions,
  latestRunsOfRecipe,
  reviewedSpans,
  segmentsOf,
  videosOfContents,
} from '@actionary/database';
import type { Database, Recipe } from '@actionary/database';
import type { ReviewedTimeline } from '@actionary/inference/domain';

/** What a recipe has recognised in each video that has been reviewed, beside the reviews. */
export async function readTimelines(db: Database, recipe: Recipe): Promise<ReviewedTimeline[]> {
  const [version] = await getVocabularyVersions(db, [recipe.vocabularyVersionId]);
  const spans = await reviewedSpans(db, { vocabularyId: version!.vocabularyId, versionId: version!.id });
  const ofContent = Map.groupBy(spans, ({ contentSha256 }) => contentSha256);
  const videos = (await videosOfContents(db, [...ofContent.keys()])).filter((video) => video !== null);
  const ids = videos.map(({ id }) => id);
  const runs = (await latestRunsOfRecipe(db, recipe.id, ids)).filter((run) => run !== null);
  const segments = await segmentsOf(
    db,
    runs.map(({ id }) => id),
  );
  const foundIn = new Map(runs.map(({ videoId }, index) => [videoId, segments[index]]));
  return videos.flatMap(({ id, contentSha256, durationMs }) => {
    const found = foundIn.get(id);
    if (!found || !durationMs) return [];
    return [
      {
        video: id,
        durationMs,
        reviewed: ofContent.get(contentSha256!)!.map(({ conceptId, ...span }) => ({ ...span, label: conceptId })),
        found: found.map(({ startMs, endMs, conceptId, probability }) => ({
          startMs,
          endMs,
          label: conceptId,
          probability,
        })),
      },
    ];
  });
}
