import path from 'node:path';
import { Bucket } from '../storage/bucket.ts';
import type { StorageSettings } from '../storage/bucket.ts';
import { formatBucketAddress, isBucketAddress, isWithin, parseBucketAddress } from '../storage/bucket-address.ts';
import type { BucketAddress } from '../storage/bucket-address.ts';
import { ObjectCache } from '../storage/object-cache.ts';
import { StorageError } from '../storage/storage-error.ts';
import { BucketFiles } from './bucket-files.ts';
import { FolderFiles } from './folder-files.ts';
import type { FilesOf } from './library-files.ts';

/** What the operator allows to be read from a storage that speaks S3. */
export interface BucketSettings extends StorageSettings {
  readonly allowed: readonly BucketAddress[];
  /** Of the copies that are kept on this machine. */
  readonly cacheBytes: number;
}

/** What libraries may be made of. */
export interface LibraryPlaces {
  /** `null`: of nothing but folders. */
  readonly buckets: BucketSettings | null;
  /** Absolute paths, of these folders and what is below; `null`: of any. */
  readonly folders: readonly string[] | null;
}

/** @param cacheFolder absolute path, for copies of objects */
export function openLibraryFiles({ buckets, folders }: LibraryPlaces, cacheFolder: string): FilesOf {
  const filesInBucket = buckets && openBuckets(buckets, cacheFolder);
  return ({ folder: place }) => {
    if (!isBucketAddress(place)) {
      if (!folders || folders.some((around) => isIn(around, place))) return new FolderFiles(place);
      throw new StorageError('FOLDER', `${place} lies in no folder that the setting VIDEO_FOLDERS allows`);
    }
    if (filesInBucket) return filesInBucket(place);
    const problem = 'no storage is set up on this machine; see the settings S3_BUCKETS and S3_ACCESS_KEY_ID';
    throw new StorageError('BUCKET_SETTINGS', `${place} cannot be read: ${problem}`);
  };
}

function isIn(around: string, folder: string): boolean {
  const inside = path.relative(around, folder);
  return inside.split(path.sep)[0] !== '..' && !path.isAbsolute(inside);
}

function openBuckets(settings: BucketSettings, cacheFolder: string): (place: string) => BucketFiles {
  const cache = new ObjectCache(cacheFolder, settings.cacheBytes);
  const buckets = new Map(settings.allowed.map(({ bucket }) => [bucket, new Bucket(settings, bucket)]));
  return (place) => {
    const address = parseBucketAddress(place);
    if (!address) throw new StorageError('BUCKET_SETTINGS', `${place} is no address such as s3://bucket/prefix`);
    if (settings.allowed.some((around) => isWithin(address, around)))
      return new BucketFiles(address, buckets.get(address.bucket)!, cache);
    const allowed = settings.allowed.map(formatBucketAddress).join(', ');
    const problem = `${place} may not be read; S3_BUCKETS allows ${allowed}, and what is below`;
    throw new StorageError('BUCKET_SETTINGS', problem);
  };
}
