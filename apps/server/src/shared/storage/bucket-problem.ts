import path from 'node:path';
import { LibraryFileError } from '../videos/library-file-error.ts';
import { StorageError } from './storage-error.ts';
import { parseProblem } from './storage-xml.ts';
import type { StorageProblem } from './storage-xml.ts';

/** What was asked for. */
export interface Asked {
  /** Of the storage. */
  readonly endpoint: string;
  readonly bucket: string;
  /** Of an object; absent where they are listed. */
  readonly key?: string;
}

const OF_THE_KEY: ReadonlySet<string> = new Set(['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'ExpiredToken']);
const OF_THE_REGION: ReadonlySet<string> = new Set(['AuthorizationHeaderMalformed', 'PermanentRedirect', 'Redirect']);

/** Why the storage refuses something, and what to do about it: of an object, or of everything that is there. */
export async function problemOf(response: Response, asked: Asked): Promise<LibraryFileError | StorageError> {
  // The status tells something, too, where the rest breaks off.
  const told = parseProblem(await response.text().catch(() => ''));
  return ofEverything(response, told, asked) ?? ofObject(response, told, asked) ?? unexpected(response, told, asked);
}

function ofEverything(
  { status, headers }: Response,
  { code, region }: StorageProblem,
  { endpoint, bucket, key }: Asked,
): StorageError | null {
  if (code === 'NoSuchBucket' || (status === 404 && key === undefined)) {
    const problem = `there is no bucket ${bucket} at ${endpoint}; check its name, S3_ENDPOINT and S3_REGION`;
    return new StorageError('BUCKET_NOT_FOUND', problem);
  }
  if (code === 'RequestTimeTooSkewed') {
    const clocks = 'the clocks of this machine and of the storage are too far apart';
    return new StorageError('CLOCK_SKEW', `${clocks}: set this one right, by NTP for instance`);
  }
  if (OF_THE_KEY.has(code)) {
    const problem = `${endpoint} does not know the access key, or the secret is another one (${code})`;
    return new StorageError('BUCKET_DENIED', `${problem}; check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY`);
  }
  if (OF_THE_REGION.has(code) || (status >= 300 && status < 400)) {
    const right = region || headers.get('x-amz-bucket-region');
    const where = right ? `in the region ${right}` : 'elsewhere';
    return new StorageError('BUCKET_SETTINGS', `the bucket ${bucket} lies ${where}; check S3_REGION and S3_ENDPOINT`);
  }
  if (status >= 500 || status === 429) return unreachable(endpoint, `it answers ${status} ${code}`.trim());
  if (status !== 401 && (status !== 403 || key !== undefined)) return null;
  const problem = `the access key may not read the bucket ${bucket}`;
  return new StorageError('BUCKET_DENIED', `${problem}; allow it s3:ListBucket and s3:GetObject there`);
}

function ofObject({ status }: Response, { code }: StorageProblem, { key }: Asked): LibraryFileError | null {
  if (key === undefined) return null;
  const name = path.posix.basename(key);
  if (status === 404) return new LibraryFileError('FILE_MISSING', `${name} cannot be found`);
  if (status === 412) return changedObject(key);
  if (code === 'InvalidObjectState')
    return new LibraryFileError(
      'NOT_READABLE',
      `${name} lies in an archive of the storage; restore it, then scan again`,
    );
  if (status === 403)
    return new LibraryFileError('NOT_READABLE', `${name} may not be read; allow the access key s3:GetObject on it`);
  return null;
}

function unexpected({ status }: Response, { code, message }: StorageProblem, { endpoint }: Asked): StorageError {
  const said = [status, code, message].filter(Boolean).join(' ');
  return new StorageError('BUCKET_SETTINGS', `${endpoint} does not answer as S3 does (${said}); check S3_ENDPOINT`);
}

/** What is there now is not what was asked for. */
export function changedObject(key: string): LibraryFileError {
  const message = `${path.posix.basename(key)} has changed while it was read; scan its library, then recognise again`;
  return new LibraryFileError('FILE_CHANGED', message);
}

export function unreachable(endpoint: string, why: string, options?: ErrorOptions): StorageError {
  const problem = `${endpoint} cannot be reached (${why}); check S3_ENDPOINT and the network, then try again`;
  return new StorageError('BUCKET_UNREACHABLE', problem, options);
}
