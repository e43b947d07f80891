import path from 'node:path';
import { writeVideo } from '../../inference/src/adapters/video/write-video.ts';
import { randomItem, seededRandom } from '../../inference/src/training/random.ts';
import { pairs, renderClip } from '../../inference/src/training/workbench/batches.ts';
import { TOWERS } from '../../inference/src/training/workbench/towers.ts';
import { ACTIONS, COLOURS } from '../../inference/src/training/workbench/world.ts';

const CLIPS = 3;
const FPS = 4;
const CLIP_FRAMES = 8;
const { imageSize } = TOWERS;

/** The words for all that is done in them: `[external id, label]`. */
export const ARCHIVE_WORDS: readonly (readonly [string, string])[] = ACTIONS.map(({ id, base }) => [
  id.replaceAll(' ', '-'),
  base[0]!,
]);

/** Writes a video of six seconds that has never been before, in which three things are done. */
export async function writeArchiveVideo(folder: string, index: number): Promise<void> {
  const random = seededRandom(index);
  const frames = Array.from({ length: CLIPS }, () => {
    const colourIndex = Math.floor(random() * COLOURS.length);
    return renderClip(random, { ...randomItem(random, pairs(false)), colourIndex }, CLIP_FRAMES);
  }).flat();
  await writeVideo(path.join(folder, nameOf(index)), { width: imageSize, height: imageSize, fps: FPS }, frames);
}

/** One video every ten minutes since the first of September. */
function nameOf(index: number): string {
  const recordedAt = new Date(Date.UTC(2026, 8, 1, 0, 10 * index)).toISOString();
  return `cell-1_${recordedAt.slice(0, 16).replaceAll(/[-:]/g, '')}.mp4`;
}
