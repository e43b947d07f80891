import path from 'node:path';
import { getVideoLibraries, getVideos } from '@actionary/database';
import type { Video, VideoLibrary } from '@actionary/database';
import { VideoError } from '@actionary/inference';
import express from 'express';
import type { RequestHandler, Response, Router } from 'express';
import type { Services } from '../../context.ts';
import { keyOf } from '../../shared/graphql/global-id.ts';
import { libraryFile, LibraryFileError } from '../../shared/videos/library-file.ts';
import { momentFolder, pictureFile } from '../../shared/videos/picture-folder.ts';
import { blurSuffix } from '../../shared/videos/video-urls.ts';
import { requestIdOf } from '../../shared/http/request-log.ts';
import { keepFolderSmall } from './keep-folder-small.ts';
import { momentSpec, posterSpec, spriteSpec } from './picture-sizes.ts';
import type { PictureSpec } from './picture-sizes.ts';
import { makePicture } from './pictures.ts';

type Parameters = Readonly<Partial<Record<string, string>>>;
type Serve = (
  found: { readonly video: Video; readonly library: VideoLibrary; readonly file: string },
  response: Response,
  parameters: Parameters,
) => Promise<void> | void;

/** Only by who asked for it: a library may decide later to show no faces. */
const FOR_EVER = 'private, max-age=31536000';
/** About 60 MB. */
const MAX_MOMENT_PICTURES = 4000;

/** The bytes of known videos, and pictures of them. */
export function videoRoutes(services: Services): Router {
  const serve = (send: Serve) => serveVideo(services, send);
  const making = ({ pictureBlur: blur }: VideoLibrary) => ({
    blur,
    openFaceDetector: () => services.encoders.faceDetector(),
  });
  const servePicture = (kind: string, specOf: (video: Video) => PictureSpec) =>
    serve(async ({ video, library, file }, response) => {
      const picture = pictureFile(services.dataFolder, contentOf(video), kind + blurSuffix(library));
      await makePicture(file, picture, { ...specOf(video), ...making(library) });
      await sendFile(picture, FOR_EVER, response);
    });
  const moments = momentFolder(services.dataFolder);
  const serveMoment = serve(async ({ video, library, file }, response, { timeMs }) => {
    const spec = /^\d{1,9}$/.test(timeMs ?? '') ? momentSpec(video, Number(timeMs)) : null;
    if (!spec) return void response.status(404).type('text').send('the video does not have this time\n');
    const picture = path.join(moments, `${contentOf(video)}-${spec.timesMs[0]}${blurSuffix(library)}.jpg`);
    if (await makePicture(file, picture, { ...spec, ...making(library) }))
      await keepFolderSmall(moments, MAX_MOMENT_PICTURES);
    await sendFile(picture, FOR_EVER, response);
  });
  const router = express.Router();
  router.get(
    '/:id/stream',
    serve(({ file }, response) => sendFile(file, 'no-cache', response)),
  );
  router.get('/:id/poster.jpg', servePicture('poster', posterSpec));
  router.get('/:id/sprite.jpg', servePicture('sprite', spriteSpec));
  router.get('/:id/at/:timeMs.jpg', serveMoment);
  return router;
}

/** Names pictures: the same content has the same ones. */
function contentOf({ contentSha256, id, modifiedAt }: Video): string {
  return contentSha256 ?? `${id}-${modifiedAt.getTime()}`;
}

/** Answers range requests, too. */
function sendFile(file: string, cacheControl: string, response: Response): Promise<void> {
  response.set('cache-control', cacheControl).set('x-content-type-options', 'nosniff');
  return new Promise((resolve, reject) => {
    // The folders above may be hidden ones; the path is known to be right.
    response.sendFile(file, { dotfiles: 'allow', cacheControl: false }, (error) => {
      // A player that seeks leaves the answer to its last request.
      if (error && !['ECONNABORTED', 'ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? ''))
        reject(error);
      else resolve();
    });
  });
}

function serveVideo({ db, log }: Services, send: Serve): RequestHandler<{ id: string }> {
  const find = async (id: string) => {
    const key = keyOf('Video', id);
    const [video] = key === null ? [] : await getVideos(db, [key]);
    const [library] = video ? await getVideoLibraries(db, [video.libraryId]) : [];
    return video && library ? { video, library, file: await libraryFile(library.folder, video.path) } : null;
  };
  return async ({ params }, response) => {
    try {
      const found = await find(params.id);
      if (found) await send(found, response, params);
      else response.status(404).type('text').send('there is no such video\n');
    } catch (error) {
      if (!(error instanceof LibraryFileError || error instanceof VideoError)) throw error;
      log.warn({ err: error, requestId: requestIdOf(response) }, 'video not served');
      response.status(404).type('text').send('the video cannot be read\n');
    }
  };
}
