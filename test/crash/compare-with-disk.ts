import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { keyOf } from '../../apps/server/src/shared/graphql/global-id.ts';
import { filesOf } from './video-operations.ts';
import type { Library, World } from './world.ts';

/** What the database says of a library's files and what lies in its folder: the same, and each content once. */
export async function compareWithDisk({ deployment: { pool } }: World, library: Library): Promise<string[]> {
  const { rows } = await pool.query<{ path: string; contentSha256: string | null; status: string }>(
    'SELECT "path", "contentSha256", "status" FROM "Video" WHERE "libraryId" = $1',
    [keyOf('VideoLibrary', library.id)],
  );
  const known = new Map(
    rows.filter(({ status }) => status === 'ready').map((video) => [video.path, video.contentSha256]),
  );
  const broken: string[] = [];
  const files = await filesOf(library);
  for (const file of files) {
    const content = createHash('sha256')
      .update(await readFile(path.join(library.folder, file)))
      .digest('hex');
    if (known.get(file) !== content)
      broken.push(`${file} is ${content}, the database says ${known.get(file) ?? 'nothing'}`);
  }
  for (const { path: file, status } of rows)
    if (status !== 'missing' && !files.includes(file)) broken.push(`${file} is ${status}, but is not there`);
  for (const [content, videos] of Map.groupBy(rows, (video) => video.contentSha256))
    // A file that was moved before anyone read it leaves a name behind.
    if (content !== null && videos.length > 1)
      broken.push(
        `${content} is there ${videos.length} times: ${videos.map((video) => `${video.path} ${video.status}`).join(', ')}`,
      );
  return broken;
}

/** Every upload that was acknowledged is in its library exactly once, and nothing else is. */
export async function compareUploads(world: World): Promise<string[]> {
  const { deployment, uploaded, uploads } = world;
  const { rows } = await deployment.pool.query<{ path: string; contentSha256: string }>(
    'SELECT "path", "contentSha256" FROM "Video" WHERE "libraryId" = $1',
    [keyOf('VideoLibrary', uploaded.id)],
  );
  const contents = Map.groupBy(rows, ({ contentSha256 }) => contentSha256);
  return uploads
    .filter(({ sha256 }) => contents.get(sha256)?.length !== 1)
    .map(({ name, sha256 }) => `${name} is there ${contents.get(sha256)?.length ?? 0} times`);
}
