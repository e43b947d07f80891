import path from 'node:path';
import type { Upload } from '@tus/server';
import type { Services } from '../../../context.ts';
import { queueScan } from '../queue-scan.ts';
import { uploadTarget } from './check-upload.ts';
import { placeFile } from './place-file.ts';
import { UploadRefusal } from './upload-refusal.ts';
import type { UploadStore } from './upload-store.ts';

/**
 * Gives what does with a whole upload what is to be done: it goes into its library's folder, and a scan is queued. Asked
 * twice at a time, it does it once; where it fails, the bytes stay, and it can be asked again.
 */
export function uploadFinisher(services: Services, store: UploadStore): (upload: Upload) => Promise<void> {
  const running = new Map<string, Promise<void>>();
  return (upload) => {
    const finishing =
      running.get(upload.id) ?? finish(services, store, upload).finally(() => running.delete(upload.id));
    running.set(upload.id, finishing);
    return finishing;
  };
}

async function finish(services: Services, store: UploadStore, upload: Upload): Promise<void> {
  const { library, name } = await uploadTarget(services.db, upload);
  const placed = await place(path.join(store.directory, upload.id), library.folder, name);
  await store.setPlaced(upload, placed);
  await queueScan(services, library.id);
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
