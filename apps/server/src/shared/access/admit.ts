import type { Permission } from '@actionary/database';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { sourceOf } from '../audit/audit-source.ts';
import { AccessRefusal, requirePermission } from './access-refusal.ts';
import type { Access } from './access.ts';
import type { Viewer } from './viewer.ts';

/** Finds out who asks and lets through who may, before anything else is done. @param what names it in the refusal */
export function admit({ identify, audit }: Access, permission: Permission, what: string): RequestHandler {
  return async (request, response, next) => {
    const viewer = await identify(request);
    try {
      requirePermission(viewer, permission, what);
    } catch (error) {
      // Whoever has not signed in may be anybody, and asks for pages.
      if (viewer && error instanceof AccessRefusal)
        await audit?.noteRefusal(
          sourceOf(request, response, viewer),
          { action: 'request', details: { what } },
          error.code,
        );
      throw error;
    }
    response.locals['viewer'] = viewer;
    next();
  };
}

/** Who asks, behind {@link admit}. */
export function viewerOf({ locals }: Response): Viewer {
  return locals['viewer'] as Viewer;
}

/** Says so as GraphQL does. */
export const refuseAsGraphql: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (!(error instanceof AccessRefusal)) return next(error);
  const { status, headers, message, code } = error;
  response
    .status(status)
    .set(headers)
    .json({ errors: [{ message, extensions: { code } }] });
};
