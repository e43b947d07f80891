import { meanRow, takeRows } from '../../inference/src/domain/index.ts';
import type { LabelledEmbeddings } from '../../inference/src/index.ts';

/** How much is measured. */
export interface Sizes {
  /** Scenes that are taught from, and scenes that are recognised, of each library of the workbench world. */
  readonly taughtScenes: number;
  readonly seenScenes: number;
  /** Examples of each concept. */
  readonly shots: readonly number[];
  /** Ways to halve the concepts. */
  readonly splitCount: number;
  readonly resampleCount: number;
  /** Clips of each pair in the measurement of order. */
  readonly clipsPerPair: number;
  /** Clips of each action that order is learned from. */
  readonly orderClips: readonly number[];
  /** Scenes whose pictures are changed. */
  readonly changedScenes: number;
}

export const FULL: Sizes = {
  taughtScenes: 24,
  seenScenes: 60,
  shots: [1, 4, 16],
  splitCount: 4,
  resampleCount: 1000,
  clipsPerPair: 10,
  orderClips: [4, 16],
  changedScenes: 24,
};

export const QUICK: Sizes = {
  taughtScenes: 5,
  seenScenes: 6,
  shots: [1, 4],
  splitCount: 1,
  resampleCount: 200,
  clipsPerPair: 1,
  orderClips: [4],
  changedScenes: 2,
};

export interface MeasureOptions {
  readonly seed: number;
  readonly sizes: Sizes;
}

/** Embeddings of an encoder, and what they show. */
export interface Source {
  readonly name: string;
  /** The same as a part of file names. */
  readonly slug: string;
  readonly logitScale: number;
  /** One text per concept. */
  readonly texts: LabelledEmbeddings;
  /** What is recognised: rows that follow each other with the same video and label are the frames of one span. */
  readonly seen: LabelledEmbeddings;
  /** Of each row of `seen`: what was filmed alike, which is drawn, learned from and left out as a whole. */
  readonly groups: readonly string[];
  /** Examples of each concept, of groups that are not in `seen`; one row each. */
  readonly shotsOf: (count: number) => Promise<LabelledEmbeddings>;
  /** Unit texts of what is none of the concepts `[n, dims]`. */
  readonly negatives: Float32Array;
}

/** A span by the mean of its frames. */
export interface Spans {
  /** `[labels.length, dims]` */
  readonly rows: Float32Array;
  readonly labels: readonly string[];
  readonly groups: readonly string[];
}

/** The spans of `seen`, those of labels without a text as well. */
export function spansOf({ seen: { data, dims, labels, videos }, groups }: Source): Spans {
  const isFirst = (row: number) =>
    row === 0 || videos?.[row] == null || videos[row] !== videos[row - 1] || labels[row] !== labels[row - 1];
  const starts = [...labels.keys()].filter(isFirst);
  const rows = new Float32Array(starts.length * dims);
  for (const [index, start] of starts.entries()) {
    const frames = [...Array((starts[index + 1] ?? labels.length) - start).keys()].map((frame) => start + frame);
    rows.set(meanRow(takeRows(data, dims, frames), dims), index * dims);
  }
  return { rows, labels: starts.map((start) => labels[start]), groups: starts.map((start) => groups[start]) };
}
