import { rm, stat } from 'node:fs/promises';
import { dueOfVideos, removeDue, videoIdsOfLibrary } from '@actionary/database';
import type { Database, DueData, RetentionRules, SizedRows } from '@actionary/database';
import type { Services } from '../../../context.ts';
import { listPictures } from '../../../shared/videos/picture-folder.ts';
import { addRemoved, NOTHING_REMOVED } from '../../../shared/videos/removed-data.ts';
import type { Amount, RemovedData } from '../../../shared/videos/removed-data.ts';

/** Videos that are looked at in one statement. */
const LOOK_COUNT = 2000;
/** Videos from which is removed in one transaction: some hundred megabytes where they are hours long. */
const REMOVE_COUNT = 100;

/** Files by the content that they are pictures of. */
type Pictures = ReadonlyMap<string, readonly string[]>;

type Removing = Pick<Services, 'db' | 'dataFolder'>;

interface RuledLibrary {
  readonly id: string;
  readonly rules: RetentionRules;
}

/** What rules would remove from a library now. */
export async function measureDue(
  { db, dataFolder }: Removing,
  { id: libraryId, rules }: RuledLibrary,
  signal: AbortSignal,
): Promise<RemovedData> {
  const pictures = await picturesUnder(rules, dataFolder);
  let found = NOTHING_REMOVED;
  for await (const videoIds of batchesOf(db, libraryId, LOOK_COUNT)) {
    signal.throwIfAborted();
    const due = await dueOfVideos(db, { libraryId, rules, videoIds });
    found = addRemoved(found, amountsOf(due, await sizeOf(picturesOf(due, pictures))));
  }
  return found;
}

/**
 * Removes from a library what its rules do not keep any longer, video by video. May be interrupted, and begun again.
 *
 * @returns after each batch, what was removed with it, and how many videos it was
 */
export async function* removeFrom(
  { db, dataFolder }: Removing,
  { id: libraryId, rules }: RuledLibrary,
): AsyncGenerator<{ readonly removed: RemovedData; readonly videoCount: number }> {
  const pictures = await picturesUnder(rules, dataFolder);
  for await (const videoIds of batchesOf(db, libraryId, REMOVE_COUNT)) {
    const due = await removeDue(db, { libraryId, rules, videoIds });
    const files = picturesOf(due, pictures);
    const size = await sizeOf(files);
    for (const file of files) await rm(file, { force: true });
    yield { removed: amountsOf(due, size), videoCount: videoIds.length };
  }
}

async function* batchesOf(db: Database, libraryId: string, first: number): AsyncGenerator<string[]> {
  let after: string | null = null;
  for (;;) {
    const videoIds: string[] = await videoIdsOfLibrary(db, libraryId, { first, after });
    if (videoIds.length === 0) return;
    yield videoIds;
    after = videoIds.at(-1)!;
  }
}

/** A folder of a hundred thousand is not read for nothing. */
async function picturesUnder({ picturesDays }: RetentionRules, dataFolder: string): Promise<Pictures> {
  return picturesDays === null ? new Map() : listPictures(dataFolder);
}

function picturesOf({ pictureContents }: DueData, pictures: Pictures): string[] {
  return pictureContents.flatMap((content) => pictures.get(content) ?? []);
}

/** One that has gone meanwhile counts for nothing. */
async function sizeOf(files: readonly string[]): Promise<Amount> {
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        (stats) => stats.size,
        () => null,
      ),
    ),
  );
  const there = sizes.filter((size) => size !== null);
  return { count: there.length, sizeBytes: there.reduce((sum, size) => sum + size, 0) };
}

function amountsOf({ supersededResults, embeddings }: DueData, pictures: Amount): RemovedData {
  return { supersededResults: amountOf(supersededResults), embeddings: amountOf(embeddings), pictures };
}

function amountOf({ ids, sizeBytes }: SizedRows): Amount {
  return { count: ids.length, sizeBytes };
}
