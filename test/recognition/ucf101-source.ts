import { access } from 'node:fs/promises';
import path from 'node:path';
import { multiplyLogits, normalizeRows, takeRows } from '../../inference/src/domain/index.ts';
import { readNamedEmbeddings } from '../../inference/src/index.ts';
import type { LabelledEmbeddings } from '../../inference/src/index.ts';
import type { Source } from './source.ts';

/**
 * A folder of embeddings of UCF101: `videos_test_groups01-04`, `text_ucf62`, `text_vggsound309`, `shots1`, `shots4`, `shots16`, .npy
 * and .json. It does not come with the project.
 */
export const FEATURES = path.resolve(
  process.env['ACTIONARY_FEATURES'] ??
    path.join(import.meta.dirname, '../../../shared/data/features/ucf101-clip-vit-b32'),
);
/** Above it two texts are the same one. */
const SAME = 0.999;

/** `null` where the embeddings are not there. */
export async function openUcf101(folder: string): Promise<Source | null> {
  const isHere = await access(path.join(folder, 'videos_test_groups01-04.npy')).then(
    () => true,
    () => false,
  );
  if (!isHere) return null;
  const readLabelled = (name: string) => readRows(path.join(folder, `${name}.npy`));
  const [seen, texts] = [await readLabelled('videos_test_groups01-04'), await readLabelled('text_ucf62')];
  return {
    name: 'UCF101, CLIP ViT-B/32',
    slug: 'ucf101',
    logitScale: 100,
    texts,
    seen,
    groups: seen.videos!.map((video) => groupOf(video ?? '')),
    shotsOf: (count) => readLabelled(`shots${count}`),
    negatives: otherTexts(await readLabelled('text_vggsound309'), texts),
  };
}

/** Clips of one group are cut from one recording: `v_ApplyEyeMakeup_g01_c01.avi` is of `v_ApplyEyeMakeup_g01`. */
function groupOf(video: string): string {
  return video.replace(/_c\d+\.avi$/, '');
}

async function readRows(file: string): Promise<LabelledEmbeddings> {
  const { dims, data, names } = await readNamedEmbeddings(file);
  return { dims, data, labels: names.map(({ label }) => label), videos: names.map(({ video }) => video) };
}

/** Names of sounds, without those that a concept, of the vocabulary or not, has its text from. */
function otherTexts(bank: LabelledEmbeddings, { data, dims, labels }: LabelledEmbeddings): Float32Array {
  const negatives = normalizeRows(bank.data, dims);
  const cosines = multiplyLogits(negatives, normalizeRows(data, dims), dims, 1);
  const isOther = (row: number) =>
    cosines.subarray(row * labels.length, (row + 1) * labels.length).every((cosine) => cosine < SAME);
  return takeRows(
    negatives,
    dims,
    [...bank.labels.keys()].filter((row) => isOther(row)),
  );
}
