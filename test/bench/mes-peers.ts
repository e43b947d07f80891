/**
 * What the API is compared with, each in a process of its own: `node mes-peers.ts pg|postgraphile URL`. Prints its address.
 * Both answer with what one statement finds: the fastest that each can be.
 */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { Pool } from 'pg';
import { PEERS_FOLDER } from './peers-folder.ts';

/** A hundred events of a station in a time: $1 library, $2 recipe, $3 from, $4 before. */
const STATEMENT = `
  SELECT segment."recognitionVideoId" || '/' || segment."segmentIndex" AS "id",
    video."recordedAt" + segment."startMs" * interval '1 millisecond' AS "startedAt",
    video."recordedAt" + segment."endMs" * interval '1 millisecond' AS "endedAt",
    segment."probability"::float8 AS "probability", concept."externalId" AS "concept", content."prefLabels" ->> 'ja' AS "label",
    video."id" AS "videoId"
  FROM "Video" AS video
  JOIN "RecognitionVideo" AS run ON run."videoId" = video."id" AND run."lineageId" = $2 AND run."isCurrent"
  JOIN "Segment" AS segment ON segment."recognitionVideoId" = run."id"
  LEFT JOIN "Concept" AS concept ON concept."id" = segment."conceptId"
  LEFT JOIN "ConceptContent" AS content ON content."conceptId" = concept."id"
    AND content."versionId" = (SELECT "vocabularyVersionId" FROM "Recipe" WHERE "id" = $2)
  WHERE video."libraryId" = $1 AND video."recordedAt" >= $3 AND video."recordedAt" < $4
  ORDER BY video."recordedAt", video."id", segment."segmentIndex" LIMIT 100`;

const SHOWN = `CREATE OR REPLACE FUNCTION station_events(library uuid, recipe uuid, from_time timestamptz, before_time timestamptz)
  RETURNS TABLE (id text, started_at timestamptz, ended_at timestamptz, probability float8, concept text, label text, video_id uuid)
  LANGUAGE sql STABLE AS $$ ${STATEMENT} $$`;

interface Asked {
  readonly library: string;
  readonly recipe: string;
  readonly from: string;
  readonly before: string;
}

const [kind, url = ''] = process.argv.slice(2);
const server = kind === 'pg' ? withPg() : await withPostGraphile();
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});

/** Node's own server, and one prepared statement. */
function withPg(): Server {
  const pool = new Pool({ connectionString: url, max: 10 });
  return createServer((request, response) => {
    void json(request)
      .then(async (asked) => {
        const { library, recipe, from, before } = asked as Asked;
        const { rows } = await pool.query({ name: 'events', text: STATEMENT, values: [library, recipe, from, before] });
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ events: rows }));
      })
      .catch((error: unknown) => void response.writeHead(500).end(String(error)));
  });
}

interface PostGraphile {
  postgraphile(preset: object): { createServ(adaptor: unknown): { addTo(server: Server): Promise<void> } };
}

/** As its manual sets it up for production, with a function over the same tables. */
async function withPostGraphile(): Promise<Server> {
  const pool = new Pool({ connectionString: url });
  await pool.query(SHOWN);
  await pool.end();
  process.env['GRAPHILE_ENV'] = 'production';
  const require = createRequire(path.join(PEERS_FOLDER, 'package.json'));
  const load = async (name: string) =>
    (await import(pathToFileURL(require.resolve(name)).href)) as Record<string, unknown>;
  const { postgraphile } = (await load('postgraphile')) as unknown as PostGraphile;
  const { PostGraphileAmberPreset } = await load('postgraphile/presets/amber');
  const { makePgService } = (await load('postgraphile/adaptors/pg')) as { makePgService: (options: object) => unknown };
  const { grafserv } = await load('postgraphile/grafserv/node');
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    pgServices: [makePgService({ connectionString: url, schemas: ['public'], poolConfig: { max: 10 } })],
    grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
    grafast: { explain: false },
  });
  const http = createServer();
  await instance.createServ(grafserv).addTo(http);
  return http;
}
