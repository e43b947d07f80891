import type { ReviewedExamples } from '../../inference/src/adaptation/held-out-trial.ts';
import { normalizeRows } from '../../inference/src/domain/index.ts';
import { gaussianArray, seededRandom } from '../../inference/src/training/random.ts';

const DIMS = 128;
/** Concepts that there are texts of. */
export const SITE_CONCEPTS = 5;

/**
 * Reviews of a site where each concept looks `shift` parts like the next one's text; one span of two frames of each
 * concept in each video.
 */
export function reviewedSite(videoCount: number, shift: number, conceptCount = SITE_CONCEPTS): ReviewedExamples {
  const random = seededRandom(3);
  const texts = normalizeRows(gaussianArray(random, SITE_CONCEPTS * DIMS, 1), DIMS);
  const text = (concept: number, i: number) => texts[(concept % SITE_CONCEPTS) * DIMS + i]!;
  const concepts = Array.from({ length: videoCount * conceptCount }, (_, index) => index % conceptCount);
  const rows = concepts.flatMap((concept) =>
    Array.from({ length: 2 }, () =>
      [...gaussianArray(random, DIMS, 0.005)].map(
        (noise, i) => noise + (1 - shift) * text(concept, i) + shift * text(concept + 1, i),
      ),
    ),
  );
  return {
    dims: DIMS,
    texts,
    frames: normalizeRows(Float32Array.from(rows.flat()), DIMS),
    frameCounts: concepts.map(() => 2),
    concepts,
    videos: concepts.map((_, index) => `video ${Math.floor(index / conceptCount)}`),
  };
}
