import { hasAccounts } from '@actionary/database';
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node';
import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import type { Services } from '../../context.ts';
import { CLIENT_ADDRESS_HEADER, REQUEST_ID_HEADER } from '../../shared/access/request-headers.ts';
import { noteSignInLimit } from '../../shared/access/note-sign-in.ts';
import { AUTH_PATH, MIN_PASSWORD } from '../../shared/access/sign-in.ts';
import type { SignIn } from '../../shared/access/sign-in.ts';
import { accountViewer } from '../../shared/access/viewer.ts';
import { sourceOf } from '../../shared/audit/audit-source.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { requestIdOf } from '../../shared/http/request-log.ts';
import { findInvitation, join, JoinRefusal } from './join.ts';

const joining = z.object({
  key: z.string().min(1).max(200),
  password: z.string(`a password of at least ${MIN_PASSWORD} characters is needed`).min(MIN_PASSWORD).max(256),
  name: z.string().max(200).optional(),
  email: z.string().max(320).optional(),
});

/**
 * What browsers ask before anybody has signed in, as JSON; the rest of `/auth` is the sign-in library's.
 * - `GET /state`: whether anybody has to sign in, and how they can.
 * - `GET /invitation?key=…`: whom a link is for.
 * - `POST /invitation`: a password is chosen; whoever does is signed in.
 */
export function accountRoutes(services: Services): Router {
  const { db, access } = services;
  const router = express.Router();
  const { signIn, providerName } = access;
  if (!signIn) return router.get('/state', (_, response) => void response.json({ isOpen: true }));
  router.use((request, response, next) => {
    request.headers[CLIENT_ADDRESS_HEADER] = request.ip;
    request.headers[REQUEST_ID_HEADER] = requestIdOf(response);
    next();
  });
  router.get('/state', async (_, response) => {
    response.set('cache-control', 'no-store');
    response.json({ isOpen: false, hasAccounts: await hasAccounts(db), providerName });
  });
  router.get('/invitation', async ({ query }, response) => {
    const invited = await findInvitation(db, String(query['key'] ?? ''));
    response.set('cache-control', 'no-store');
    if (invited) response.json(invited);
    else response.status(404).json({ message: 'the link is not valid any more: ask for another one' });
  });
  router.post('/invitation', express.json({ limit: '10kb' }), takeInvitation(services, signIn));
  router.post('/sign-out', noteSignOut(services));
  return router.use(toNodeHandler(answerOf(services, signIn)));
}

/** The sign-in library's own answers. */
function answerOf({ audit }: Services, signIn: SignIn) {
  return async (request: globalThis.Request): Promise<globalThis.Response> => {
    const answer = await signIn.handler(request);
    const path = new URL(request.url).pathname.slice(AUTH_PATH.length);
    if (answer.status === 429) await noteSignInLimit(audit, path, request.headers);
    return answer;
  };
}

function noteSignOut({ access, audit }: Services): RequestHandler {
  return async (request, response, next) => {
    const viewer = await access.identify(request).catch(() => null);
    if (viewer?.account) await audit.note(sourceOf(request, response, viewer), { action: 'signOut' });
    next();
  };
}

function takeInvitation({ db, audit }: Services, signIn: SignIn): RequestHandler {
  return async (request, response) => {
    const wanted = joining.safeParse(request.body);
    if (!wanted.success) return void response.status(400).json({ message: wanted.error.issues[0]!.message });
    try {
      const { account, password } = await join(db, signIn, wanted.data);
      const { email } = account;
      const subjectIds = [toGlobalId('Account', account.id)];
      await audit.note(sourceOf(request, response, accountViewer(account)), { action: 'invitation.use', subjectIds });
      await answerSignedIn(signIn, { email, password }, request, response);
    } catch (error) {
      if (!(error instanceof JoinRefusal)) throw error;
      await audit.noteRefusal(sourceOf(request, response, null), { action: 'invitation.use' }, error.code);
      response.status(error.status).json({ message: error.message });
    }
  };
}

async function answerSignedIn(
  signIn: SignIn,
  body: { readonly email: string; readonly password: string },
  request: Request,
  response: Response,
): Promise<void> {
  const { headers } = await signIn.api.signInEmail({
    body,
    headers: fromNodeHeaders(request.headers),
    returnHeaders: true,
  });
  response.set('set-cookie', headers.getSetCookie()).json({ ok: true });
}
