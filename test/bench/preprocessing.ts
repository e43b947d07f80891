import { existsSync } from 'node:fs';
import path from 'node:path';
import { measurePreprocessingParity } from '../../inference/src/adapters/video/preprocessing-parity.ts';
import type { Figure } from './figure.ts';

const FOLDER = path.join(import.meta.dirname, '../../../shared/data/clip/acceptance');

/** How near our preprocessing comes to CLIP's reference tensor; needs the acceptance data beside the repository. */
export async function benchPreprocessing(note: (text: string) => void): Promise<Figure[]> {
  if (!existsSync(FOLDER)) {
    note(`preprocessing parity: skipped, there is no ${FOLDER}`);
    return [];
  }
  const { image, video } = await measurePreprocessingParity(
    path.join(FOLDER, 'franz-kafka.jpg'),
    path.join(FOLDER, 'expected_preprocessed_image.npy'),
  );
  const figures = (name: string, error: typeof image): Figure[] => [
    { name: `preprocessing ${name}: max abs error`, value: error.maxAbsolute, unit: 'normalised' },
    { name: `preprocessing ${name}: mean abs error`, value: error.meanAbsolute, unit: 'normalised' },
  ];
  return [...figures('of a picture', image), ...figures('through a video', video)];
}
