/** Videos come, move and are uploaded. */
import { mkdir, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { randomIndex, randomItem } from '../../inference/src/training/random.ts';
import { patchTus, sendTus, tusMetadata } from '../factories/tus.ts';
import { scan } from './mutations.ts';
import { addFile, makeCopy } from './world.ts';
import type { Library, Upload, World } from './world.ts';

/** So many videos are enough to work with. */
const MAX_FILES = 10;
const MAX_UPLOADS = 40;
/** Pieces that an upload is sent in. */
const PIECES = 3;

/** A file appears in the folder, then the library is looked through. */
export async function addVideo(world: World): Promise<void> {
  if ((await filesOf(world.line)).length < MAX_FILES) await addFile(world, world.line);
  await scanAndNote(world);
}

/** A file gets another name or folder, then the library is looked through. */
export async function moveVideo(world: World): Promise<void> {
  const { line, random } = world;
  const from = randomItem(random, await filesOf(line));
  const shift = `shift-${randomIndex(random, 3)}`;
  await mkdir(path.join(line.folder, shift), { recursive: true });
  await rename(path.join(line.folder, from), path.join(line.folder, shift, `video-${world.next()}.mp4`));
  await scanAndNote(world);
}

async function scanAndNote({ deployment: { url }, ledger, line }: World): Promise<void> {
  const reply = await scan(url, line.id);
  if (reply.outcome !== 'acknowledged') return;
  const [, id] = Buffer.from(reply.value.job.id, 'base64url').toString().split(':');
  ledger.note({ what: `scan ${id}`, sql: 'SELECT count(*) FROM "Job" WHERE "id" = $1', values: [id], whole: 1 }, reply);
}

/** Goes on with an upload that was interrupted, or begins another one. */
export async function uploadVideo(world: World): Promise<void> {
  const { uploads } = world;
  const interrupted = uploads.find(({ isAcknowledged, isBeingSent }) => !isAcknowledged && !isBeingSent);
  const upload = interrupted ?? (uploads.length < MAX_UPLOADS ? await beginUpload(world) : null);
  if (upload) await sendRest(world, upload);
}

/** @returns `null` where the beginning is not acknowledged: nobody counts on it */
async function beginUpload(world: World): Promise<Upload | null> {
  const { deployment, uploaded, uploads } = world;
  const copy = await makeCopy(world);
  const name = `upload-${world.next()}.mp4`;
  const answer = await sendTus(`${deployment.url}/uploads`, 'POST', {
    'upload-length': String(copy.bytes.length),
    'upload-metadata': tusMetadata({ libraryId: uploaded.id, filename: name }),
  }).catch(() => null);
  const location = answer?.headers.get('location');
  if (answer?.status !== 201 || !location) return null;
  const upload = {
    ...copy,
    name,
    address: new URL(location, deployment.url).href,
    isAcknowledged: false,
    isBeingSent: false,
  };
  uploads.push(upload);
  return upload;
}

/** Asks where it was, and goes on from there, as every client of tus does. @throws where the upload is lost */
export async function sendRest(world: World, upload: Upload): Promise<void> {
  upload.isBeingSent = true;
  await sendPieces(world, upload).finally(() => (upload.isBeingSent = false));
}

async function sendPieces({ random }: World, upload: Upload): Promise<void> {
  const { bytes, address } = upload;
  const head = await sendTus(address, 'HEAD').catch(() => null);
  if (head?.status === 404 || head?.status === 410) throw new LostUpload(`${upload.name}: ${head.status}`);
  if (!head?.headers.has('upload-offset')) return;
  let offset = Number(head.headers.get('upload-offset'));
  const piece = Math.ceil(bytes.length / (1 + randomIndex(random, PIECES)));
  while (offset < bytes.length) {
    const answer = await patchTus(address, offset, bytes.slice(offset, offset + piece)).catch(() => null);
    if (answer?.status !== 204) return;
    offset = Number(answer.headers.get('upload-offset'));
  }
  upload.isAcknowledged = true;
}

/** What the server has acknowledged is not there any more. */
export class LostUpload extends Error {}

/** Relative to the library's folder, in an order that does not depend on the file system. */
export async function filesOf({ folder }: Library): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith('.mp4') && !path.basename(name).startsWith('.')).toSorted();
}
