import type { Admin } from '@actionary/admin/serve';
import express from 'express';
import { createProxyServer } from 'httpxy';
import type { Logger } from 'pino';
import { listen } from './shared/http/listen.ts';
import type { RunningServer } from './shared/http/listen.ts';
import type { Config } from './config.ts';

/** What the admin's pages ask a server for, all below its own address. */
const API_PATHS =
  /^\/(graphql|auth|uploads|explorer)(\/|$)|^\/(schema\.graphql|events\.csv|work-performance\.xml)$|^\/videos\/[^/]+\/(stream|.+\.jpg)$|^\/(vocabularies|recipes|annotations|audit)\/[^/]+\.\w+$/;

type Settings = Pick<Config, 'host' | 'port'> & { readonly apiUrl: string };

/**
 * Starts the admin alone: pages come from here, and what they ask the API for is passed on to the server at `apiUrl`.
 * @throws {Error} EADDRINUSE and the like, from node:net
 */
export async function startAdmin(admin: Admin, settings: Settings, log: Logger): Promise<RunningServer> {
  // Where it was asked is what the server compares the page's origin with. Over TLS that name has to be the certificate's:
  // the server then learns from ACTIONARY_URL where browsers are.
  const changeOrigin = settings.apiUrl.startsWith('https:');
  const proxy = createProxyServer({ target: settings.apiUrl, xfwd: true, changeOrigin });
  const app = express().disable('x-powered-by');
  let isDraining = false;
  app.get('/healthz', (_, response) => void response.type('text').send('ok\n'));
  app.get('/readyz', (_, response) => {
    response
      .status(isDraining ? 503 : 200)
      .type('text')
      .send(isDraining ? 'stopping\n' : 'ready\n');
  });
  app.use((request, response, next) => {
    if (!API_PATHS.test(request.path)) return next();
    proxy.web(request, response).catch((error: unknown) => {
      log.warn({ err: error, apiUrl: settings.apiUrl }, 'the server does not answer');
      if (!response.headersSent) response.status(502);
      response.end('the server does not answer\n');
    });
  });
  app.use(admin.handle);
  return { ...(await listen(app, settings)), drain: () => void (isDraining = true) };
}
