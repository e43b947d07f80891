import { ANNOTATION_FORMATS, holdsTracks, writeAnnotations } from '@actionary/inference';
import { admit, viewerOf } from '../../shared/access/admit.ts';
import { sourceOf } from '../../shared/audit/audit-source.ts';
import type { AnnotationFormat } from '@actionary/inference';
import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import type { Services } from '../../context.ts';
import { keyOf, toGlobalId } from '../../shared/graphql/global-id.ts';
import { fileNameOf } from '../../shared/http/file-name.ts';
import { annotatedRun, TRACKS } from './annotated-run.ts';

const CONTENT_TYPES: Readonly<Record<AnnotationFormat, string>> = {
  eaf: 'application/xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
};

const FILE = new RegExp(`^/([\\w-]+)\\.(${ANNOTATION_FORMATS.join('|')})$`);

const parameters = z.object({
  track: z.enum(TRACKS).default('recognition'),
  language: z
    .string()
    .regex(/^[\w-]{1,35}$/)
    .default('en'),
});

/** Path of what a run has found, on the server, without its ending. */
export function annotationsUrl(runId: string): string {
  return `/annotations/${toGlobalId('RecognitionVideo', runId)}`;
}

/** What a run has found, as other programs read it; the contract (schema.graphql, `RecognitionVideo`) says how. */
export function annotationRoutes({ db, access, audit }: Services): Router {
  const router = express.Router();
  router.get(FILE, admit(access, 'read', 'exporting'), async ({ path, query }, response) => {
    const [, id = '', extension] = FILE.exec(path) ?? [];
    const wanted = parameters.safeParse(query);
    if (!wanted.success) {
      response
        .status(400)
        .type('text')
        .send(`${z.prettifyError(wanted.error)}\n`);
      return;
    }
    const format = extension as AnnotationFormat;
    const { track, language } = wanted.data;
    const key = keyOf('RecognitionVideo', id);
    const tracks = holdsTracks(format) ? TRACKS : ([track] as const);
    const video = key === null ? null : await annotatedRun(db, key, { tracks, language });
    if (!video) {
      response.status(404).type('text').send('there is no such run of a recognition\n');
      return;
    }
    const act = { action: 'annotations.export', subjectIds: [id], details: { format } };
    await audit.noteReading(sourceOf(response.req, response, viewerOf(response)), act);
    response.attachment(`${fileNameOf(video.name)}.${format}`).type(CONTENT_TYPES[format]);
    response
      .set('cache-control', 'no-cache')
      .set('x-content-type-options', 'nosniff')
      .send(writeAnnotations(video, format));
  });
  return router;
}
