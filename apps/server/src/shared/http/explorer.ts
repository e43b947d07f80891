import { findPackageJSON } from 'node:module';
import path from 'node:path';
import express from 'express';
import type { Router } from 'express';

/** The page's files, all from installed packages: it works offline. */
const FILES: Readonly<Record<string, string>> = {
  'graphiql.css': packageFile('graphiql', 'graphiql.min.css'),
  'graphiql.js': packageFile('graphiql', 'graphiql.min.js'),
  'graphql-sse.js': packageFile('graphql-sse', 'umd/graphql-sse.min.js'),
  'react.js': packageFile('react', 'umd/react.production.min.js'),
  'react-dom.js': packageFile('react-dom', 'umd/react-dom.production.min.js'),
};

/** A file that is meant for browsers, which packages leave out of their `exports`. */
function packageFile(name: string, file: string): string {
  const manifest = findPackageJSON(name, import.meta.url);
  if (!manifest) throw new Error(`the package ${name} is not installed; run npm ci`);
  return path.join(path.dirname(manifest), file);
}

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Actionary · API explorer</title>
<link rel=icon href=data:,>
<link rel="stylesheet" href="/explorer/graphiql.css">
<style>html, body, #explorer { height: 100%; margin: 0 }</style>
<div id="explorer"></div>
<script src="/explorer/react.js"></script>
<script src="/explorer/react-dom.js"></script>
<script src="/explorer/graphiql.js"></script>
<script src="/explorer/graphql-sse.js"></script>
<script src="/explorer/explorer.js"></script>
</html>
`;

/** What people find there at first: what is done when. */
const FIRST_QUERY = `{
  videos(first: 10) {
    nodes {
      name
      currentRecognitions {
        segments {
          startMs
          endMs
          probability
          content {
            label(language: "ja")
          }
        }
      }
    }
  }
}
`;

/** Queries and mutations go to /graphql, subscriptions to /graphql/stream. */
const SCRIPT = `const events = graphqlSse.createClient({ url: '/graphql/stream' });
const fetchOnce = GraphiQL.createFetcher({ url: '/graphql' });
function isSubscription({ query, operationName }, { documentAST } = {}) {
  const operations = (documentAST?.definitions ?? []).filter(({ kind }) => kind === 'OperationDefinition');
  const chosen = operations.find(({ name }) => name?.value === operationName) ?? operations[0];
  return chosen?.operation === 'subscription';
}
function fetcher(request, options) {
  return isSubscription(request, options) ? events.iterate(request) : fetchOnce(request, options);
}
ReactDOM.createRoot(document.getElementById('explorer')).render(React.createElement(GraphiQL, { fetcher, defaultQuery: ${JSON.stringify(FIRST_QUERY)} }));
`;

/** Nothing of the page comes from, or goes to, another server. GraphiQL sets styles and makes workers of its own. */
const CONTENT_SECURITY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
].join('; ');

/** The API explorer (GraphiQL). */
export function explorerRoutes(): Router {
  const router = express.Router();
  router.get(
    '/',
    (_, response) => void response.set('content-security-policy', CONTENT_SECURITY).type('html').send(PAGE),
  );
  router.get('/explorer.js', (_, response) => void response.type('js').send(SCRIPT));
  for (const [name, file] of Object.entries(FILES)) {
    router.get(`/${name}`, (_, response) => response.sendFile(file, { maxAge: '1d' }));
  }
  return router;
}
