import path from 'node:path';
import type { Upload } from '@tus/server';
import type { Services } from '../../../context.ts';
import { failureOfStatus } from '../../../shared/audit/audit-desk.ts';
import type { AuditSource } from '../../../shared/audit/audit-desk.ts';
import { keyOf } from '../../../shared/graphql/global-id.ts';
import { queueScan } from '../queue-scan.ts';
import { uploadTarget } from './check-upload.ts';
import { forgetSource, placeFile } from './place-file.ts';
import { UploadRefusal } from './upload-refusal.ts';
import { isPlaced } from './upload-store.ts';
import type { UploadStore } from './upload-store.ts';

export interface UploadFinisher {
  /**
   * Puts a whole upload into its library's folder and queues a scan. Asked twice at a time, it does it once; where it fails,
   * the bytes stay, and it can be asked again.
   *
   * @throws {UploadRefusal}
   */
  finish(upload: Upload): Promise<void>;
  /** Waits until the upload is not on its way between the two places any more. */
  settled(id: string): Promise<void>;
}

/** @param source who asks now */
export function uploadFinisher(services: Services, store: UploadStore, source: () => AuditSource): UploadFinisher {
  const running = new Map<string, Promise<void>>();
  return {
    finish(upload) {
      const { id } = upload;
      const finishing =
        running.get(id) ?? finishAudited(services, store, upload, source()).finally(() => running.delete(id));
      running.set(id, finishing);
      return finishing;
    },
    // Who has asked for it is told where it fails.
    settled: async (id) => running.get(id)?.catch(() => {}),
  };
}

function finishAudited(services: Services, store: UploadStore, upload: Upload, source: AuditSource): Promise<void> {
  const { filename, libraryId } = upload.metadata ?? {};
  const subjectIds = libraryId && keyOf('VideoLibrary', libraryId) ? [libraryId] : [];
  const act = { action: 'video.upload', subjectIds, details: { name: filename, sizeBytes: upload.size } };
  return services.audit.during(source, act, () => finish(services, store, upload), {
    endOf: () => ({ outcome: 'succeeded', code: null, subjectIds }),
    failureOf: (error) => failureOfStatus(error instanceof UploadRefusal ? error.status : 500),
  });
}

/** Each step may be done again by who comes after a crash, and by two processes at once. */
async function finish(services: Services, store: UploadStore, upload: Upload): Promise<void> {
  const { library, name } = await uploadTarget(services.db, upload);
  const source = path.join(store.directory, upload.id);
  const placed = await place(source, library.folder, name).catch(async (error: unknown) => {
    if (isPlaced(await store.getUpload(upload.id))) return null;
    throw error;
  });
  if (placed === null) return;
  await queueScan(services, library.id);
  await store.setPlaced(upload, placed);
  await forgetSource(source, library.folder);
  services.log.info({ uploadId: upload.id, libraryId: library.id, name: placed, sizeBytes: upload.size }, 'uploaded');
}

/** @throws {UploadRefusal} 422, 507 */
async function place(source: string, folder: string, name: string): Promise<string> {
  try {
    return await placeFile(source, folder, name);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    throw new UploadRefusal(isFull ? 507 : 422, `${name} cannot be put into ${folder}: ${message}`, { cause });
  }
}
