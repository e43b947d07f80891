import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Pool } from 'pg';
import { migrate, openDatabase, startEmbeddedPostgres } from '../../prisma/src/index.ts';
import type { Database, EmbeddedPostgres } from '../../prisma/src/index.ts';
import { freePort } from '../factories/free-port.ts';
import { startProduct } from '../factories/product.ts';
import type { Product } from '../factories/product.ts';

/** What can be killed: a process of the product, the whole of PostgreSQL, or one of its connections' processes. */
export const VICTIMS = ['worker', 'server', 'postmaster', 'backend'] as const;
export type Victim = (typeof VICTIMS)[number];

const ROLES = ['server', 'worker'] as const;
type Role = (typeof ROLES)[number];

const RETRY_MS = 50;
const DATABASE = 'actionary';

/** PostgreSQL as it is delivered, a server and a worker, each a process of its own, on ports that stay. */
export class Deployment {
  /** Empty at first; readable for everyone, as PostgreSQL does not run as root. */
  readonly folder: string;
  /** Of the server. */
  readonly url: string;
  /** What the campaign itself looks with; breaks with the database, and comes back with it. */
  readonly db: Database;
  readonly #serverPort: number;
  readonly #postgresPort: number;
  #postgres: EmbeddedPostgres;
  readonly #products = new Map<Role, Product>();

  private constructor(folder: string, postgres: EmbeddedPostgres, serverPort: number) {
    this.folder = folder;
    this.#postgres = postgres;
    this.#postgresPort = postgres.port;
    this.#serverPort = serverPort;
    this.url = `http://127.0.0.1:${serverPort}`;
    this.db = openDatabase(postgres.url(DATABASE));
  }

  static async start(): Promise<Deployment> {
    const folder = await mkdtemp(path.join(tmpdir(), 'actionary-crash-'));
    await chmod(folder, 0o755);
    await mkdir(path.join(folder, 'data'));
    const postgres = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres') });
    await createDatabase(postgres.url());
    await migrate(postgres.url(DATABASE));
    const deployment = new Deployment(folder, postgres, await freePort());
    await deployment.revive();
    return deployment;
  }

  get pool(): Pool {
    return this.db.pool;
  }

  async kill(victim: Victim): Promise<void> {
    if (victim === 'worker' || victim === 'server') return void this.#products.get(victim)?.child.kill('SIGKILL');
    const pid = victim === 'postmaster' ? await this.#postmaster() : await this.#someBackend();
    process.kill(pid, 'SIGKILL');
  }

  /** Starts what has died, until the server says that it is ready. */
  async revive(): Promise<void> {
    do {
      await this.#revivePostgres();
      for (const role of ROLES) this.#reviveProduct(role);
      await sleep(RETRY_MS);
    } while (!(await this.#isReady()));
  }

  async stop(): Promise<void> {
    for (const { child } of this.#products.values()) child.kill('SIGTERM');
    await Promise.all([...this.#products.values()].map(({ ended }) => ended));
    await this.db.close();
    await this.#postgres.stop();
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async #revivePostgres(): Promise<void> {
    const hasGone = await Promise.race([this.#postgres.closed.then(() => true), sleep(1, false)]);
    if (!hasGone) return;
    this.#postgres = await startEmbeddedPostgres({
      folder: path.join(this.folder, 'postgres'),
      port: this.#postgresPort,
    });
  }

  #reviveProduct(role: Role): void {
    const running = this.#products.get(role);
    if (running && running.child.exitCode === null && running.child.signalCode === null) return;
    const settings = {
      DATABASE_URL: this.#postgres.url(DATABASE),
      ACTIONARY_DATA: path.join(this.folder, 'data'),
      ACTIONARY_ROLES: role,
      PORT: `${this.#serverPort}`,
    };
    this.#products.set(role, startProduct(settings));
  }

  async #isReady(): Promise<boolean> {
    return fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  async #postmaster(): Promise<number> {
    const note = await readFile(path.join(this.folder, 'postgres/cluster/postmaster.pid'), 'utf8');
    return Number(note.split('\n')[0]);
  }

  /** A connection's process that is at something, where there is one. */
  async #someBackend(): Promise<number> {
    const { rows } = await this.pool.query<{ pid: number }>(
      `SELECT "pid" FROM pg_stat_activity
       WHERE "datname" = current_database() AND "backend_type" = 'client backend' AND "pid" <> pg_backend_pid()
       ORDER BY "state" = 'idle', random() LIMIT 1`,
    );
    return rows[0].pid;
  }
}

async function createDatabase(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${DATABASE}`);
  await client.end();
}
