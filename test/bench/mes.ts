import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { createApiToken } from '../../prisma/src/index.ts';
import { startProduct } from '../factories/product.ts';
import { valueOf } from '../factories/records.ts';
import { withServices } from './bench-services.ts';
import type { BenchServices } from './bench-services.ts';
import type { Figure } from './figure.ts';
import { loadOf } from './load.ts';
import type { Load } from './load.ts';
import { chosenHours, fillMesArchive } from './mes-archive.ts';
import type { Hour, MesArchive } from './mes-archive.ts';
import { installPeer } from './peers-folder.ts';

const POSTGRAPHILE = '5.1.5';
const CONNECTIONS = 16;
const REQUESTS = 1500;
const ROUNDS = 4;

const QUERY = `query ($filter: WorkEventFilter!) {
  workEvents(first: 100, filter: $filter) {
    nodes { id startedAt endedAt probability concept { externalId } currentContents { label(language: "ja") } video { id } }
    pageInfo { endCursor hasNextPage }
  }
}`;

const POSTGRAPHILE_QUERY = `query ($library: UUID!, $recipe: UUID!, $from: Datetime!, $before: Datetime!) {
  stationEvents(library: $library, recipe: $recipe, fromTime: $from, beforeTime: $before, first: 100) {
    nodes { id startedAt endedAt probability concept label videoId }
    pageInfo { endCursor hasNextPage }
  }
}`;

/** A way of asking for an hour of a station. */
interface Way {
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bodyOf: (hour: Hour) => string;
  readonly countOf: (answer: string) => number;
}

/**
 * What a MES asks most, of 1,000,000 segments: a hundred events of a station in an hour with the labels of their concepts,
 * over HTTP, against the same by one prepared statement and Node's own server, and against PostGraphile. Each is one process.
 */
export async function benchMes(note: (text: string) => void): Promise<Figure[]> {
  await installPeer('postgraphile', POSTGRAPHILE);
  return withServices(async (services) => {
    const archive = await fillMesArchive(services.db);
    const children: ChildProcess[] = [];
    try {
      const ways = await startWays(services, archive, children);
      const best = await bestLoads(ways);
      const { rows } = await services.db.pool.query<{ server_version: string }>('SHOW server_version');
      note(
        `${archive.segmentCount.toLocaleString('en')} segments; ${REQUESTS} requests of an hour each, ${CONNECTIONS} connections, ` +
          `best of ${ROUNDS} rounds in turn; PostgreSQL ${rows[0]?.server_version}, PostGraphile ${POSTGRAPHILE}`,
      );
      const each = Object.entries(best).flatMap(([name, load]) => [
        { name: `${name}: requests`, value: load.perSecond, unit: '/s' },
        { name: `${name}: half of them within`, value: load.p50Ms, unit: 'ms' },
        { name: `${name}: 99 of 100 within`, value: load.p99Ms, unit: 'ms' },
      ]);
      const { actionary, pg, postgraphile } = best;
      const over = (name: string, { perSecond }: Load, target: number): Figure => {
        const peer = { name, value: perSecond, unit: '/s' };
        return {
          name: `requests over those of ${name}`,
          value: actionary.perSecond / perSecond,
          unit: '×',
          target,
          peer,
          why: 'by the profiler, it writes to sockets and collects garbage; the rest is spread over Apollo, Express and rows',
        };
      };
      return [...each, over('pg alone', pg, 0.5), over('PostGraphile', postgraphile, 1)];
    } finally {
      for (const child of children) await ended(child);
    }
  });
}

async function startWays(
  { db, databaseUrl, dataFolder }: BenchServices,
  archive: MesArchive,
  children: ChildProcess[],
) {
  const product = startProduct({
    DATABASE_URL: databaseUrl,
    ACTIONARY_DATA: path.join(dataFolder, 'data'),
    ACTIONARY_ROLES: 'server',
    ACTIONARY_ACCESS: 'accounts',
    ACTIONARY_SECRET: randomBytes(32).toString('base64'),
    NODE_ENV: 'production',
  });
  const asked = { name: 'MES', permissions: [], expiresAt: null, requestsPerMinute: null, createdBy: null };
  const { secret: token } = valueOf(await createApiToken(db, asked));
  children.push(product.child);
  await product.works();
  const peer = async (kind: string) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'mes-peers.ts'), kind, databaseUrl], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return new URL('/graphql', line.toString().trim());
  };
  const { recipe, libraryIds, stationExternalIds } = archive;
  const variablesOf = ({ station, from, before }: Hour) => ({
    library: libraryIds[station],
    recipe: recipe.id,
    from,
    before,
  });
  const count = (pick: (answer: never) => readonly unknown[]) => (answer: string) =>
    pick(JSON.parse(answer) as never).length;
  return {
    actionary: {
      url: new URL('/graphql', product.url()),
      headers: { authorization: `Bearer ${token}` },
      bodyOf: ({ station, from, before }: Hour) =>
        JSON.stringify({
          query: QUERY,
          variables: {
            filter: {
              recipeExternalId: recipe.externalId,
              equipmentExternalId: stationExternalIds[station],
              from,
              before,
            },
          },
        }),
      countOf: count((answer: { data: { workEvents: { nodes: [] } } }) => answer.data.workEvents.nodes),
    },
    pg: {
      url: await peer('pg'),
      bodyOf: (hour: Hour) => JSON.stringify(variablesOf(hour)),
      countOf: count((answer: { events: [] }) => answer.events),
    },
    postgraphile: {
      url: await peer('postgraphile'),
      bodyOf: (hour: Hour) => JSON.stringify({ query: POSTGRAPHILE_QUERY, variables: variablesOf(hour) }),
      countOf: count((answer: { data: { stationEvents: { nodes: [] } } }) => answer.data.stationEvents.nodes),
    },
  } satisfies Record<string, Way>;
}

/** Of each way the round with the most requests a second, after one of warm-up. */
async function bestLoads<Name extends string>(ways: Readonly<Record<Name, Way>>): Promise<Record<Name, Load>> {
  const best = new Map<string, Load>();
  for (let round = 0; round <= ROUNDS; round++) {
    const hours = chosenHours(REQUESTS);
    for (const [name, { url, headers = {}, bodyOf, countOf }] of Object.entries<Way>(ways)) {
      const target = { url, headers, connections: CONNECTIONS };
      const load = await loadOf(target, hours.map(bodyOf), (answer) => {
        const found = countOf(answer);
        if (found !== 100) throw new Error(`${name} found ${found} events: ${answer.slice(0, 300)}`);
      });
      if (round > 0 && load.perSecond > (best.get(name)?.perSecond ?? 0)) best.set(name, load);
    }
  }
  return Object.fromEntries(best) as Record<Name, Load>;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
