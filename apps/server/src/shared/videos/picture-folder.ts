import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Where a content's pictures of a kind are, among those that every video has a few of. @param content its name, as of `contentOf` */
export function pictureFile(dataFolder: string, content: string, kind: string): string {
  return path.join(pictureFolder(dataFolder), content.slice(0, 2), `${content}-${kind}.jpg`);
}

/** Where pictures of moments are. */
export function momentFolder(dataFolder: string): string {
  return path.join(pictureFolder(dataFolder), 'moments');
}

const OF_CONTENT = /^([0-9a-f]{64})-.+\.jpg$/;

/** All pictures that there are, by the sha256 (hex) of the file that they are of; none where none was ever made. */
export async function listPictures(dataFolder: string): Promise<Map<string, string[]>> {
  const byContent = new Map<string, string[]>();
  const folder = pictureFolder(dataFolder);
  for (const { name: sub } of await entriesOf(folder)) {
    for (const { name } of await entriesOf(path.join(folder, sub))) {
      const content = OF_CONTENT.exec(name)?.[1];
      if (content) byContent.set(content, [...(byContent.get(content) ?? []), path.join(folder, sub, name)]);
    }
  }
  return byContent;
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

function pictureFolder(dataFolder: string): string {
  return path.join(dataFolder, 'pictures');
}
