import path from 'node:path';
import { getVideoLibraries, getVideos } from '@actionary/database';
import type { Video, VideoLibrary } from '@actionary/database';
import { VideoError } from '@actionary/inference';
import express from 'express';
import type { RequestHandler, Response, Router } from 'express';
import type { Services } from '../../context.ts';
import type { AuditedAct } from '../../shared/audit/audit-desk.ts';
import { sourceOf } from '../../shared/audit/audit-source.ts';
import { keyOf, toGlobalId } from '../../shared/graphql/global-id.ts';
import { sendFile } from '../../shared/http/send-file.ts';
import { StorageError } from '../../shared/storage/storage-error.ts';
import { LibraryFileError } from '../../shared/videos/library-file-error.ts';
import type { LibraryFiles } from '../../shared/videos/library-files.ts';
import { momentFolder, pictureFile } from '../../shared/videos/picture-folder.ts';
import { blurSuffix } from '../../shared/videos/video-urls.ts';
import { requestIdOf } from '../../shared/http/request-log.ts';
import { keepFolderSmall } from './keep-folder-small.ts';
import { admit, viewerOf } from '../../shared/access/admit.ts';
import { maySeeVideos } from '../../shared/videos/viewing.ts';
import { momentSpec, posterSpec, spriteSpec } from './picture-sizes.ts';
import type { PictureSpec } from './picture-sizes.ts';
import { makePicture } from './pictures.ts';

type Parameters = Readonly<Partial<Record<string, string>>>;
interface Found {
  readonly video: Video;
  readonly library: VideoLibrary;
  readonly files: LibraryFiles;
}
/** Ways in which somebody is shown a video. */
const PLAYING = { action: 'video.read' } as const satisfies AuditedAct;
const PICTURES = { action: 'video.readPictures', isRepeated: true } as const satisfies AuditedAct;

type Serve = (found: Found, response: Response, parameters: Parameters) => Promise<void> | void;

/** Only by who asked for it: a library may decide later to show no faces. */
const FOR_EVER = 'private, max-age=31536000';
/** About 60 MB. */
const MAX_MOMENT_PICTURES = 4000;

/** The bytes of known videos, and pictures of them. */
export function videoRoutes(services: Services): Router {
  const serve = (send: Serve) => serveVideo(services, PICTURES, send);
  const make = ({ video, library, files }: Found, picture: string, spec: PictureSpec) => {
    // Others may wait for the same picture: it is made even if who asked first has gone.
    const { signal } = new AbortController();
    return makePicture(picture, {
      ...spec,
      blur: library.pictureBlur,
      openFaceDetector: () => services.encoders.faceDetector(),
      useFile: (work) => files.use(video.path, signal, (file) => work(file.path)),
    });
  };
  const servePicture = (kind: string, specOf: (video: Video) => PictureSpec) =>
    serve(async (found, response) => {
      const { video, library } = found;
      await notePicture(services, video, response);
      const picture = pictureFile(services.dataFolder, contentOf(video), kind + blurSuffix(library));
      await make(found, picture, specOf(video));
      await sendFile(picture, FOR_EVER, response);
    });
  const moments = momentFolder(services.dataFolder);
  const serveMoment = serve(async (found, response, { timeMs }) => {
    const { video, library } = found;
    const spec = /^\d{1,9}$/.test(timeMs ?? '') ? momentSpec(video, Number(timeMs)) : null;
    if (!spec) return void response.status(404).type('text').send('the video does not have this time\n');
    await notePicture(services, video, response);
    const picture = path.join(moments, `${contentOf(video)}-${spec.timesMs[0]}${blurSuffix(library)}.jpg`);
    if (await make(found, picture, spec)) await keepFolderSmall(moments, MAX_MOMENT_PICTURES);
    await sendFile(picture, FOR_EVER, response);
  });
  const router = express.Router();
  const mayRead = admit(services.access, 'read', 'reading');
  router.get(
    '/:id/stream',
    mayRead,
    serveVideo(services, PLAYING, async ({ video, files }, response) => {
      await noteReading(services, video, response);
      await files.send(video.path, response);
    }),
  );
  router.get('/:id/poster.jpg', mayRead, servePicture('poster', posterSpec));
  router.get('/:id/sprite.jpg', mayRead, servePicture('sprite', spriteSpec));
  router.get('/:id/at/:timeMs.jpg', mayRead, serveMoment);
  return router;
}

async function noteReading({ audit }: Services, { id }: Video, response: Response): Promise<void> {
  const act = { ...PLAYING, subjectIds: [toGlobalId('Video', id)] };
  if (audit.notesVideoReads) await audit.noteReading(sourceOf(response.req, response, viewerOf(response)), act);
}

/** A list shows a hundred of them at once. */
async function notePicture({ audit }: Services, { id }: Video, response: Response): Promise<void> {
  const act = { ...PICTURES, subjectIds: [toGlobalId('Video', id)] };
  if (audit.notesVideoReads) await audit.gatherReading(sourceOf(response.req, response, viewerOf(response)), act);
}

/** @param id global, as it was asked for */
async function noteRefusal({ audit }: Services, way: AuditedAct, id: string, response: Response): Promise<void> {
  const act = { ...way, subjectIds: keyOf('Video', id) === null ? [] : [id] };
  await audit.noteRefusal(sourceOf(response.req, response, viewerOf(response)), act, 'FORBIDDEN');
}

/** Names pictures: the same content has the same ones. */
function contentOf({ contentSha256, id, modifiedAt }: Video): string {
  return contentSha256 ?? `${id}-${modifiedAt.getTime()}`;
}

/** @param way how it is called where it is written down */
function serveVideo(services: Services, way: AuditedAct, send: Serve): RequestHandler<{ id: string }> {
  const { db, filesOf, log } = services;
  const find = async (id: string) => {
    const key = keyOf('Video', id);
    const [video] = key === null ? [] : await getVideos(db, [key]);
    const [library] = video ? await getVideoLibraries(db, [video.libraryId]) : [];
    return video && library ? { video, library, files: filesOf(library) } : null;
  };
  return async ({ params }, response) => {
    if (!maySeeVideos(services, viewerOf(response))) {
      if (services.audit.notesVideoReads) await noteRefusal(services, way, params.id, response);
      response.status(403).set('cache-control', 'no-store').type('text').send('videos are not shown here\n');
      return;
    }
    try {
      const found = await find(params.id);
      if (found) await send(found, response, params);
      else response.status(404).type('text').send('there is no such video\n');
    } catch (error) {
      const isAway = error instanceof StorageError;
      if (!(isAway || error instanceof LibraryFileError || error instanceof VideoError)) throw error;
      log.warn({ err: error, requestId: requestIdOf(response) }, 'video not served');
      response
        .status(isAway ? 503 : 404)
        .type('text')
        .send('the video cannot be read\n');
    }
  };
}
