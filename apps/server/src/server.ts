import { isIPv4 } from 'node:net';
import type { BlockList } from 'node:net';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import { createContext } from './context.ts';
import type { Context, Services } from './context.ts';
import { auditRoutes } from './features/audit/audit-routes.ts';
import { annotationRoutes } from './features/annotations/annotation-routes.ts';
import { embeddingRoutes } from './features/embeddings/embedding-routes.ts';
import { uploadRoutes } from './features/video-libraries/uploads/upload-routes.ts';
import { bundleRoutes } from './features/recipes/bundle-routes.ts';
import { videoRoutes } from './features/videos/video-routes.ts';
import { eventRoutes } from './features/work-events/event-routes.ts';
import { accountRoutes } from './features/accounts/account-routes.ts';
import { admit, refuseAsGraphql, viewerOf } from './shared/access/admit.ts';
import { AUTH_PATH } from './shared/access/sign-in.ts';
import { ClientLog } from './shared/concepts/client-log.ts';
import { exportRoutes } from './features/vocabularies/exchange/export-routes.ts';
import type { Config } from './config.ts';
import { listen } from './shared/http/listen.ts';
import type { RunningServer } from './shared/http/listen.ts';
import { explorerRoutes } from './shared/http/explorer.ts';
import { compilingExecute, executedBy } from './shared/graphql/compiled-queries.ts';
import { idempotent } from './shared/graphql/idempotency.ts';
import { maskErrors } from './shared/graphql/masked-errors.ts';
import { createMetrics, metricsPlugin } from './shared/http/metrics.ts';
import type { Metrics } from './shared/http/metrics.ts';
import { watchOperation } from './shared/http/operating-metrics.ts';
import type { OperationWatch } from './shared/http/operating-metrics.ts';
import { MAX_TOKENS, queryLimits } from './shared/graphql/query-limits.ts';
import { untilGone } from './shared/http/until-gone.ts';
import { requestIdOf, requestLog } from './shared/http/request-log.ts';
import { createSubscriptions } from './shared/graphql/subscriptions.ts';
import { unexpectedErrors } from './shared/http/unexpected-errors.ts';
import { refuseUnreadable } from './shared/graphql/refuse-unreadable.ts';
import { trustedOnly } from './shared/graphql/trusted-documents.ts';
import type { TrustedDocuments } from './shared/graphql/trusted-documents.ts';
import { wellFormedOperations } from './shared/graphql/well-formed-operations.ts';
import { CONTRACT, createSchema } from './schema.ts';

type Settings = Pick<Config, 'host' | 'port' | 'isProduction'> & {
  /** Null, the default: everything may be asked. */
  readonly trustedDocuments?: TrustedDocuments | null;
  /** Proxies that tell whom they ask for; default none. */
  readonly trustedProxies?: BlockList | undefined;
};

/** Enough for an import of 20 MB in base64. */
const BODY_LIMIT = '28mb';
/** Of those who import nothing. */
const READER_BODY_LIMIT = '512kb';

/** Starts the API, and what else is to answer: `rest`. @throws {Error} EADDRINUSE and the like, from node:net */
export async function startServer(
  services: Services,
  settings: Settings,
  rest?: RequestHandler,
): Promise<RunningServer> {
  const schema = createSchema();
  const trusted = settings.trustedDocuments ?? null;
  const validationRules = [queryLimits()];
  const metrics = createMetrics();
  const apollo = new ApolloServer<Context>({
    gateway: executedBy(compilingExecute(schema), schema),
    validationRules,
    parseOptions: { maxTokens: MAX_TOKENS },
    introspection: !settings.isProduction,
    hideSchemaDetailsFromClientErrors: settings.isProduction,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    formatError: maskErrors,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      metricsPlugin(metrics),
      wellFormedOperations(),
    ],
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  const app = express().disable('x-powered-by').disable('etag').use(requestLog(services.log, metrics));
  const { trustedProxies: proxies } = settings;
  if (proxies) app.set('trust proxy', (address: string) => proxies.check(address, isIPv4(address) ? 'ipv4' : 'ipv6'));
  const health = healthRoutes(app, services);
  const { access } = services;
  app.get(
    '/metrics',
    admit(access, 'read', 'reading metrics'),
    metricsRoute(metrics, watchOperation(metrics.registry, services)),
  );
  const sendContract: RequestHandler = (_, response) => void response.type('text').send(CONTRACT);
  app.get('/schema.graphql', admit(access, 'read', 'reading the contract'), sendContract);
  app.use(AUTH_PATH, accountRoutes(services));
  if (!settings.isProduction) app.use('/explorer', explorerRoutes());
  const subscriptions = createSubscriptions({ schema, services, validationRules, trusted });
  app.use('/graphql', admit(access, 'read', 'the API'), refuseAsGraphql);
  app.use('/graphql/stream', subscriptions.handler);
  const clients = new ClientLog(services);
  const context = async ({ req, res }: { req: express.Request; res: express.Response }) =>
    createContext(services, requestIdOf(res), {
      viewer: viewerOf(res),
      address: req.ip ?? null,
      noteReading: (version, reading) => clients.note(req.get('apollographql-client-name'), version, reading),
      signal: untilGone(res),
    });
  const { db, log, audit } = services;
  const once = idempotent({ db, log, audit, schema });
  app.use('/graphql', readBody(), refuseUnreadable, trustedOnly(trusted), once, expressMiddleware(apollo, { context }));
  app.use('/videos', videoRoutes(services));
  app.use('/vocabularies', exportRoutes(services));
  app.use('/recipes', bundleRoutes(services));
  app.use('/audit', auditRoutes(services));
  app.use('/annotations', annotationRoutes(services));
  app.use(eventRoutes(services));
  app.use('/embeddings', admit(access, 'operate', 'importing embeddings'), embeddingRoutes(services));
  app.use('/uploads', admit(access, 'operate', 'uploading'), await uploadRoutes(services));
  if (rest) app.use(rest);
  app.use(unexpectedErrors(services.log));
  const http = await listen(app, settings);
  const stop = async () => {
    health.drain();
    subscriptions.close();
    await http.stop();
    await apollo.stop();
    await clients.settle();
  };
  return { url: http.url, drain: health.drain, stop };
}

function readBody(): RequestHandler {
  const [readLarge, readSmall] = [BODY_LIMIT, READER_BODY_LIMIT].map((limit) => express.json({ limit }));
  return (request, response, next) => {
    const { permissions } = viewerOf(response);
    const isImporting = permissions.has('curate') || permissions.has('operate');
    return (isImporting ? readLarge : readSmall)!(request, response, next);
  };
}

function healthRoutes(app: Express, { db }: Services): Pick<RunningServer, 'drain'> {
  let isDraining = false;
  app.get('/healthz', (_, response) => void response.type('text').send('ok\n'));
  app.get('/readyz', async (_, response) => {
    if (isDraining) return void response.status(503).type('text').send('stopping\n');
    const isReady = await db.prisma.$queryRaw`SELECT 1`.then(
      () => true,
      () => false,
    );
    response
      .status(isReady ? 200 : 503)
      .type('text')
      .send(isReady ? 'ready\n' : 'the database does not answer\n');
  });
  return { drain: () => void (isDraining = true) };
}

function metricsRoute({ registry }: Metrics, watch: OperationWatch): RequestHandler {
  return async (_, response) => {
    await watch.refresh();
    response.type(registry.contentType).send(await registry.metrics());
  };
}
