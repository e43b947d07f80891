import { mkdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import {
  createVideoLibrary,
  deleteVideoLibrary,
  getVideoLibraries,
  newId,
  updateVideoLibrary,
} from '@actionary/database';
import type { Job, Outcome, VideoLibrary, VideoLibraryInput } from '@actionary/database';
import type { CreateVideoLibraryInput, UpdateVideoLibraryInput } from '../../../generated/resolvers-types.ts';
import type { Services } from '../../context.ts';
import { cleanName, done, inputKey, optionalId, refuse, settle, unwrap } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { StorageError } from '../../shared/storage/storage-error.ts';
import { formatBucketAddress, isBucketAddress, parseBucketAddress } from '../../shared/storage/bucket-address.ts';
import { dateAgain, datingInput } from './dating.service.ts';
import { isOwnFolder, ownFolder } from './own-folder.ts';
import { queueScan } from './queue-scan.ts';
import { ruleChanges, rulesOf } from './retention/retention.service.ts';

interface ScannedLibrary {
  readonly videoLibrary: VideoLibrary;
  readonly job: Job;
}

/** Adds a library and queues its first scan. */
export function addLibrary(services: Services, input: CreateVideoLibraryInput): Promise<Result<ScannedLibrary>> {
  return settle(async () => {
    const made = await placeLibrary(services, input, {
      ...datingInput(input),
      equipmentNodeId: inputKey('EquipmentNode', input.equipmentNodeId, 'equipmentNodeId'),
      name: cleanName(input.name, 'name'),
      externalId: optionalId(input.externalId),
      ...watchInput(input),
    });
    const videoLibrary = unwrap(made);
    return done({ videoLibrary, job: await queueScan(services, videoLibrary.id) });
  });
}

type Place = Pick<CreateVideoLibraryInput, 'folder' | 'bucket'>;

/** Adds a library whose videos can be read. */
export async function placeLibrary(
  services: Services,
  place: Place,
  input: Omit<VideoLibraryInput, 'folder'>,
): Promise<Outcome<VideoLibrary>> {
  const id = newId();
  const own = ownFolder(services.dataFolder, id);
  const folder = await readablePlace(services, place, own);
  const made = await createVideoLibrary(services.db, { id, folder, ...input });
  if (!made.ok && folder === own) await rmdir(own);
  return made;
}

/** Changes a library, and dates its videos again where it says so. */
export function changeLibrary({ db }: Services, input: UpdateVideoLibraryInput): Promise<Result<VideoLibrary>> {
  return settle(async () => {
    const { equipmentNodeId, name, externalId } = input;
    const key = inputKey('VideoLibrary', input.id, 'id');
    const dating = datingInput(input);
    const rules = input.retention ? rulesOf(input.retention, 'retention') : null;
    const [before] = rules ? await getVideoLibraries(db, [key]) : [];
    const changed = await updateVideoLibrary(db, key, {
      ...(input.pictureBlur ? { pictureBlur: input.pictureBlur } : {}),
      ...(rules && before ? ruleChanges(before, rules) : {}),
      ...(equipmentNodeId ? { equipmentNodeId: inputKey('EquipmentNode', equipmentNodeId, 'equipmentNodeId') } : {}),
      ...(typeof name === 'string' ? { name: cleanName(name, 'name') } : {}),
      ...(externalId === undefined ? {} : { externalId: optionalId(externalId) }),
      ...dating,
      ...watchInput(input),
    });
    const library = unwrap(changed);
    if (Object.keys(dating).length > 0) await dateAgain(db, library);
    return done(library);
  });
}

/** An absent field stays out. */
function watchInput({ watchRecipeId: id }: Pick<UpdateVideoLibraryInput, 'watchRecipeId'>) {
  if (id === undefined) return {};
  return { watchRecipeId: id === null ? null : inputKey('Recipe', id, 'watchRecipeId') };
}

/** Removes a library, and its files where that is wanted and the product made their folder. @param id global */
export function removeLibrary(
  { db, dataFolder }: Services,
  id: string,
  { deleteFiles }: { readonly deleteFiles: boolean },
): Promise<Result<VideoLibrary>> {
  return settle(async () => {
    const key = inputKey('VideoLibrary', id, 'id');
    const [library] = await getVideoLibraries(db, [key]);
    if (library && deleteFiles) await deleteOwnFolder(library, dataFolder);
    return deleteVideoLibrary(db, key);
  });
}

async function deleteOwnFolder(library: VideoLibrary, dataFolder: string): Promise<void> {
  const { folder } = library;
  if (!isOwnFolder(library, dataFolder)) {
    refuse('INVALID', 'deleteFiles', `${folder} was not made here; delete its files yourself, if that is wanted`, {
      reason: 'folderOfOthers',
      folder,
    });
  }
  await rm(folder, { recursive: true, force: true }).catch((error: Error) =>
    refuse('FOLDER', 'deleteFiles', `${folder} cannot be deleted: ${error.message}`),
  );
}

/** Queues a scan, unless one waits already. @param id global */
export function scanLibrary(services: Services, id: string): Promise<Result<ScannedLibrary>> {
  return settle(async () => {
    const [videoLibrary] = await getVideoLibraries(services.db, [inputKey('VideoLibrary', id, 'id')]);
    if (!videoLibrary) return refuse('NOT_FOUND', 'id', 'there is no such library');
    const isBucket = isBucketAddress(videoLibrary.folder);
    await refuseUnreadable(services, videoLibrary.folder, isBucket ? 'bucket' : 'folder');
    return done({ videoLibrary, job: await queueScan(services, videoLibrary.id) });
  });
}

/** A library's payload. */
export function toLibraryPayload({ value, userErrors }: Result<ScannedLibrary>) {
  return { videoLibrary: value?.videoLibrary ?? null, job: value?.job ?? null, userErrors };
}

/** The place that is given, or a folder that is made. */
async function readablePlace(services: Services, given: Place, own: string): Promise<string> {
  const place = placeOf(given);
  if (place) return refuseUnreadable(services, place, isBucketAddress(place) ? 'bucket' : 'folder');
  await mkdir(own, { recursive: true }).catch((error: Error) =>
    refuse('FOLDER', 'folder', `no folder can be made for the library: ${error.message}`),
  );
  return own;
}

/** The place that is given, as the database has it; `null` where none is. */
export function placeOf(given: Place): string | null {
  const [folder, bucket] = [given.folder?.trim(), given.bucket?.trim()];
  if (folder && bucket) refuse('INVALID', 'bucket', 'videos lie in a folder or in a bucket: give one of them');
  if (!bucket) return folder ? path.normalize(folder) : null;
  const address = parseBucketAddress(bucket);
  if (!address) return refuse('INVALID', 'bucket', 'an address such as s3://bucket/prefix is needed', 'notABucket');
  return formatBucketAddress(address);
}

/** @returns the place */
async function refuseUnreadable({ filesOf }: Services, place: string, field: 'folder' | 'bucket'): Promise<string> {
  try {
    await filesOf({ folder: place }).check();
    return place;
  } catch (error) {
    if (error instanceof StorageError && error.code !== 'DISK_FULL') return refuse(error.code, field, error.message);
    throw error;
  }
}
