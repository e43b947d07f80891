/** What is left out in turn; parts where there are too few videos, and neighbouring spans may be alike. */
export type HeldOut = 'videos' | 'partsOfVideos';

/** Folds that videos are divided into; with fewer videos than these, their parts are. */
export const FOLDS = 5;

/**
 * What must be learned from, or left out, as a whole.
 *
 * @param videos the video of each example; of one video in order of time
 * @returns the video of each example, or the part of a video
 */
export function heldOutGroups(videos: readonly string[]): {
  readonly heldOut: HeldOut;
  readonly groups: readonly string[];
} {
  return new Set(videos).size < FOLDS
    ? { heldOut: 'partsOfVideos', groups: partsOf(videos) }
    : { heldOut: 'videos', groups: videos };
}

/** Cuts videos into runs of spans, so that there are as many parts as folds. */
function partsOf(videos: readonly string[]): string[] {
  const sizes = Map.groupBy(videos.keys(), (index) => videos[index]);
  const partCount = Math.ceil(FOLDS / sizes.size);
  const parts = [...videos];
  for (const [video, indices] of sizes)
    for (const [place, index] of indices.entries())
      parts[index] = `${video}#${Math.floor((place * partCount) / indices.length)}`;
  return parts;
}
