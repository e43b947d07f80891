import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import { createJob, createVideoLibrary, getVideoLibraries } from '@actionary/database';
import type { Job, VideoLibrary } from '@actionary/database';
import type { CreateVideoLibraryInput } from '../../../generated/resolvers-types.ts';
import type { Services } from '../../context.ts';
import { cleanName, done, inputKey, optionalId, refuse, settle, unwrap } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

interface ScannedLibrary {
  readonly videoLibrary: VideoLibrary;
  readonly job: Job;
}

/** Adds a library and queues its first scan. */
export function addLibrary(services: Services, input: CreateVideoLibraryInput): Promise<Result<ScannedLibrary>> {
  return settle(async () => {
    const folder = path.normalize(input.folder.trim());
    await refuseUnreadable(folder);
    const videoLibrary = unwrap(
      await createVideoLibrary(services.db, {
        equipmentNodeId: inputKey('EquipmentNode', input.equipmentNodeId, 'equipmentNodeId'),
        name: cleanName(input.name, 'name'),
        folder,
        externalId: optionalId(input.externalId),
      }),
    );
    return done({ videoLibrary, job: await queueScan(services, videoLibrary.id) });
  });
}

/** Queues a scan, unless one waits or runs already. @param id global */
export function scanLibrary(services: Services, id: string): Promise<Result<ScannedLibrary>> {
  return settle(async () => {
    const [videoLibrary] = await getVideoLibraries(services.db, [inputKey('VideoLibrary', id, 'id')]);
    if (!videoLibrary) return refuse('NOT_FOUND', 'id', 'there is no such library');
    await refuseUnreadable(videoLibrary.folder);
    return done({ videoLibrary, job: await queueScan(services, videoLibrary.id) });
  });
}

/** A library's payload. */
export function toLibraryPayload({ value, userErrors }: Result<ScannedLibrary>) {
  return { videoLibrary: value?.videoLibrary ?? null, job: value?.job ?? null, userErrors };
}

async function refuseUnreadable(folder: string): Promise<void> {
  if (!path.isAbsolute(folder)) refuse('FOLDER', 'folder', `an absolute path is needed, not ${folder}`);
  const isFolder = await stat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) refuse('FOLDER', 'folder', `${folder} is not a folder on the server`);
  const isReadable = await access(folder, constants.R_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!isReadable) refuse('FOLDER', 'folder', `the server may not read ${folder}`);
}

/** The job of the library's scan: the one there is, as long as it has not ended. */
async function queueScan({ db, queue }: Pick<Services, 'db' | 'queue'>, libraryId: string): Promise<Job> {
  const active = await db.prisma.job.findFirst({
    where: { libraryId, kind: 'scan', state: { in: ['queued', 'running'] } },
  });
  const job = active ?? unwrap(await createJob(db, { kind: 'scan', libraryId }));
  await queue.send('scan', { jobId: job.id, libraryId }, libraryId);
  return job;
}
