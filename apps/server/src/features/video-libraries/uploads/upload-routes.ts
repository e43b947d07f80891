import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { ERRORS, Server } from '@tus/server';
import type { ServerOptions } from '@tus/server';
import express from 'express';
import type { Router } from 'express';
import type { Services } from '../../../context.ts';
import { viewerOf } from '../../../shared/access/admit.ts';
import type { AuditSource } from '../../../shared/audit/audit-desk.ts';
import { sourceOf } from '../../../shared/audit/audit-source.ts';
import { checkUpload } from './check-upload.ts';
import { uploadFinisher } from './finish-upload.ts';
import { UploadRefusal } from './upload-refusal.ts';
import { isPlaced, isWhole, UPLOAD_ID, UploadStore } from './upload-store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const METHODS = new Set(['OPTIONS', 'POST', 'HEAD', 'PATCH', 'DELETE']);

/** What a process that died has left is placed by the next one. */
const BY_ITSELF: AuditSource = { viewer: 'system', address: null, requestId: null };

/**
 * Uploads of videos by tus 1.0; the contract (schema.graphql, `VideoLibrary`) says how. Browsers may use it from this
 * server's own pages only: it sends no leave for others, and tus's headers need one.
 */
export async function uploadRoutes(services: Services): Promise<Router> {
  const { uploadMaxBytes: maxSize } = services;
  const folder = path.join(services.dataFolder, 'uploads');
  await mkdir(folder, { recursive: true });
  const store = new UploadStore(folder);
  const asking = new AsyncLocalStorage<AuditSource>();
  const { finish, settled } = uploadFinisher(services, store, () => asking.getStore() ?? BY_ITSELF);
  await store.removeBefore(new Date(Date.now() - DAY_MS));
  // What a process that died has left whole; nobody waits for it.
  for (const upload of await store.listWhole()) {
    void finish(upload).catch((error: unknown) => services.log.warn({ err: error, uploadId: upload.id }, 'upload'));
  }
  const tus = new Server({
    path: '/uploads',
    datastore: store,
    maxSize,
    relativeLocation: true,
    allowedOrigins: () => false,
    disableTerminationForFinishedUploads: true,
    getFileIdFromRequest: (_, last) => (last && UPLOAD_ID.test(last) ? last : undefined),
    onUploadCreate: async (_, upload) => {
      await checkUpload(services.db, upload, folder);
      return {};
    },
    // The client asks where it was: what is whole, but could not be placed, is tried again.
    onIncomingRequest: async ({ method }, id) => {
      if (method !== 'HEAD') return;
      await settled(id);
      const upload = await store.getUpload(id);
      if (isWhole(upload) && !isPlaced(upload)) await finish(upload);
    },
    onUploadFinish: async (_, upload) => {
      await finish(upload);
      return {};
    },
    onResponseError: describe(services),
  });
  return express.Router().use((request, response, next) => {
    const source = sourceOf(request, response, viewerOf(response));
    if (METHODS.has(request.method)) asking.run(source, () => tus.handle(request, response)).catch(next);
    else
      response
        .status(405)
        .set('allow', [...METHODS].join(', '))
        .end();
  });
}

/** What clients are told of an error: what they can do something about, and no more. */
function describe({ log, uploadMaxBytes }: Services): NonNullable<ServerOptions['onResponseError']> {
  return (_, error) => {
    if (error instanceof UploadRefusal) return { status_code: error.status, body: `${error.message}\n` };
    if (!('status_code' in error)) {
      log.error({ err: error }, 'upload');
      return { status_code: 500, body: 'something went wrong here; the log has it\n' };
    }
    if (error !== ERRORS.ERR_MAX_SIZE_EXCEEDED) return undefined;
    const problem = `the video is too large: at most ${uploadMaxBytes} bytes are taken (setting UPLOAD_MAX_BYTES)`;
    return { status_code: 413, body: `${problem}\n` };
  };
}
