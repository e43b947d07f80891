import type { Request, Response } from 'express';
import type { Viewer } from '../access/viewer.ts';
import { requestIdOf } from '../http/request-log.ts';
import type { AuditSource } from './audit-desk.ts';

/** Who asks, as entries have it. @param viewer null: who has not signed in */
export function sourceOf(request: Request, response: Response, viewer: Viewer | null): AuditSource {
  return { viewer, address: request.ip ?? null, requestId: requestIdOf(response) };
}
