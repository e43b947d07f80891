import { isDatabaseFull } from '@actionary/database';
import { StorageError } from '../storage/storage-error.ts';

/** Why something was given up. */
export interface Failure {
  readonly code: string;
  /** For people. */
  readonly message: string;
}

/** What people are told of an error that came back in every attempt. @param code of what has no code of its own */
export function failureOf(error: unknown, code: string): Failure {
  if (error instanceof StorageError) return { code: error.code, message: error.message };
  if (!isDatabaseFull(error)) return { code, message: (error as Error).message };
  return { code: 'DISK_FULL', message: 'the disk of the database is full; make room there, then start this again' };
}
