import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Removes the oldest files of a folder where there are too many, and some more, so that it is seldom to be done. */
export async function keepFolderSmall(folder: string, maxCount: number): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= maxCount) return;
  const files = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      // One that is gone already is the oldest.
      return { file, madeAt: (await stat(file).catch(() => null))?.mtimeMs ?? 0 };
    }),
  );
  const oldest = files.toSorted((one, other) => one.madeAt - other.madeAt);
  for (const { file } of oldest.slice(0, names.length - Math.floor(maxCount * 0.9))) await rm(file, { force: true });
}
