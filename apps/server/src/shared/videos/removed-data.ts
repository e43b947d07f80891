import { z } from 'zod';

const amount = z.object({ count: z.int().nonnegative(), sizeBytes: z.number().nonnegative() });

/** What rules remove, or have removed: also as it is kept with the job. */
export const removedData = z.object({ supersededResults: amount, embeddings: amount, pictures: amount });

/** Things, and the bytes that they take. */
export type Amount = z.infer<typeof amount>;
export type RemovedData = z.infer<typeof removedData>;

const NONE: Amount = { count: 0, sizeBytes: 0 };
export const NOTHING_REMOVED: RemovedData = { supersededResults: NONE, embeddings: NONE, pictures: NONE };

export function isNothing({ supersededResults, embeddings, pictures }: RemovedData): boolean {
  return supersededResults.count + embeddings.count + pictures.count === 0;
}

export function addRemoved(one: RemovedData, other: RemovedData): RemovedData {
  return {
    supersededResults: addAmounts(one.supersededResults, other.supersededResults),
    embeddings: addAmounts(one.embeddings, other.embeddings),
    pictures: addAmounts(one.pictures, other.pictures),
  };
}

function addAmounts(one: Amount, other: Amount): Amount {
  return { count: one.count + other.count, sizeBytes: one.sizeBytes + other.sizeBytes };
}
