import { promisify } from 'node:util';
import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { Services } from '../../context.ts';
import { viewerOf } from '../../shared/access/admit.ts';
import { failureOfStatus } from '../../shared/audit/audit-desk.ts';
import { sourceOf } from '../../shared/audit/audit-source.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { importEmbeddings } from './import-embeddings.ts';
import { ImportRefusal } from './import-refusal.ts';
import { parseImportRequest } from './import-request.ts';

/** Eight hours of two frames a second have 60 MB in half precision, at a width of 512. */
const MAX_BYTES = 1024 ** 3;

const readBody = promisify(express.raw({ type: () => true, limit: MAX_BYTES })) as (
  request: Request,
  response: Response,
) => Promise<void>;

/** Embeddings that were made elsewhere; the contract (schema.graphql, `Encoder`) says how. */
export function embeddingRoutes(services: Services): Router {
  return express.Router().put('/', takeEmbeddings(services));
}

function takeEmbeddings({ db, log, audit }: Services): RequestHandler {
  return async (request, response) => {
    const wanted = parseImportRequest(request.query);
    const body = await bodyOf(request, response);
    const source = sourceOf(request, response, viewerOf(response));
    const act = { action: 'embeddings.import', details: { ...wanted, sizeBytes: body.length } };
    const imported = await audit.during(source, act, () => importEmbeddings(db, body, wanted), {
      endOf: ({ videoId }) => ({ outcome: 'succeeded', code: null, subjectIds: [toGlobalId('Video', videoId)] }),
      failureOf: (error) => failureOfStatus(error instanceof ImportRefusal ? error.status : 500),
    });
    log.info(imported, 'embeddings imported');
    response.json({ ...imported, videoId: toGlobalId('Video', imported.videoId) });
  };
}

async function bodyOf(request: Request, response: Response): Promise<Uint8Array> {
  await readBody(request, response).catch((cause: Error & { readonly status?: number }) => {
    if (cause.status !== 413) throw cause;
    const remedy = 'write 16-bit floats, or fewer frames a second';
    throw new ImportRefusal(413, `the file is too large: at most ${MAX_BYTES} bytes are taken; ${remedy}`, { cause });
  });
  const body: unknown = request.body;
  if (body instanceof Uint8Array && body.length > 0) return body;
  throw new ImportRefusal(400, 'the body is to be the file: curl -T shift.safetensors …');
}
