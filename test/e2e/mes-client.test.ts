import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApiToken } from '../../prisma/src/index.ts';
import { useDatabase } from '../factories/database.ts';
import { DEMO_TEMPLATE } from '../factories/database-server.ts';
import { demoVideo } from '../factories/demo.ts';
import { makeDemoTemplate } from '../factories/demo-template.ts';
import { freePort } from '../factories/free-port.ts';
import { endProducts, startProduct } from '../factories/product.ts';
import type { Product } from '../factories/product.ts';
import { valueOf } from '../factories/records.ts';
import { startReceiver } from '../factories/webhook-receiver.ts';
import type { WebhookReceiver } from '../factories/webhook-receiver.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../docs/examples');
const RECIPE = 'assembly-v3';
const STATION = 'line-2/station-3';

/** @returns what a program says its version is; `null` where there is none */
const versionOf = (program: string): Promise<string | null> =>
  promisify(execFile)(program, ['--version']).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
const pythonVersion = await versionOf('python3');
const dotnetVersion = await versionOf('dotnet');

// Before the database's own, which insists that nobody is connected.
afterAll(async () => {
  for (const child of followers) child.kill('SIGKILL');
  await endProducts();
  await receiver.close();
  await rm(folder, { recursive: true, force: true });
});

beforeAll(makeDemoTemplate);
const database = useDatabase({ template: DEMO_TEMPLATE });
let folder: string;
let port: number;
let webhookPort: number;
let token: string;
let product: Product;
let receiver: WebhookReceiver;
let webhookSecret: string;
let receiverSecret: string;
const followers: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'actionary-mes-'));
  await chmod(folder, 0o755);
  [port, webhookPort] = [await freePort(), await freePort()];
  receiver = await startReceiver();
  const asked = { name: 'MES', permissions: ['operate', 'administer'] as const, expiresAt: null };
  ({ secret: token } = valueOf(
    await createApiToken(database.db, { ...asked, requestsPerMinute: null, createdBy: null }),
  ));
  await startServer();
});

async function startServer(): Promise<void> {
  product = startProduct({
    DATABASE_URL: database.url,
    ACTIONARY_DATA: path.join(folder, 'data'),
    ACTIONARY_ACCESS: 'accounts',
    WEBHOOK_NETWORKS: '127.0.0.0/8',
    PORT: String(port),
  });
  await product.works();
}

async function killServer(): Promise<void> {
  product.child.kill('SIGKILL');
  await product.ended;
}

const environment = () => ({
  ...process.env,
  ACTIONARY_URL: `http://127.0.0.1:${port}`,
  ACTIONARY_TOKEN: token,
  MES_FOLDER: path.join(folder, 'mes'),
  MES_POLL_SECONDS: '2',
  WEBHOOK_PORT: String(webhookPort),
  WEBHOOK_SECRET: webhookSecret,
});

/** Runs the client until it is done. @returns what it has printed */
async function client(...args: readonly string[]): Promise<string> {
  const all = ['--no-warnings', path.join(EXAMPLES, 'mes-client.ts'), ...args];
  return (await promisify(execFile)(process.execPath, all, { env: environment() })).stdout;
}

interface Follower {
  readonly printed: () => string;
  readonly kill: () => Promise<void>;
}

function follow(): Follower {
  const child = spawn(process.execPath, ['--no-warnings', path.join(EXAMPLES, 'mes-client.ts'), 'follow'], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  followers.push(child);
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const kill = async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  return { printed: () => printed, kill };
}

async function ask<T>(query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, connection: 'close' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

async function secretOf(url: string): Promise<string> {
  const { createWebhookEndpoint } = await ask<{ createWebhookEndpoint: { secret: string } }>(
    `mutation ($url: String!) {
      createWebhookEndpoint(input: { url: $url, types: ["video.recognized"] }) { secret userErrors { message } }
    }`,
    { url },
  );
  return createWebhookEndpoint.secret;
}

interface Kept {
  readonly sequence: number;
  readonly videoId: string;
  readonly errorCode?: string;
  readonly events: readonly {
    readonly startedAt: string;
    readonly currentContents: readonly { readonly label: string }[];
  }[];
}

/** What the client has kept, as it stands on the disk. */
function kept(): Kept[] {
  const file = path.join(folder, 'mes/events.jsonl');
  if (!existsSync(file)) return [];
  const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return whole.map((line) => JSON.parse(line) as Kept);
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(50);
}

/** Tells of a file, as often as it likes in the same words. */
function record(name: string): Promise<string> {
  const at = `2026-11-30T00:${name.slice(0, 1)}5:00Z`;
  return client('record', name, '--recorded-at', at, '--work-order', 'WO-1042', '--serial-number', `SN-${name}`);
}

/** Puts a file where the station's camera would, and tells of it. @returns the video's id */
async function drop(demo: string, name: string): Promise<string> {
  copyFileSync(demoVideo(demo), await placeOf(name));
  const printed = await record(name);
  return / as (\S+)/.exec(printed)![1]!;
}

/** Where the station's camera would put a file. */
async function placeOf(name: string): Promise<string> {
  const { videoLibrary } = await ask<{ videoLibrary: { folder: string } }>(
    '{ videoLibrary(externalId: "station-3-camera") { folder } }',
  );
  return path.join(videoLibrary.folder, name);
}

const isRecognised = async (videoId: string) => {
  const { workEvents } = await ask<{ workEvents: { nodes: unknown[] } }>(
    'query ($filter: WorkEventFilter!) { workEvents(filter: $filter, first: 1) { nodes { startedAt } } }',
    { filter: { recipeExternalId: RECIPE, videoId } },
  );
  return workEvents.nodes.length > 0;
};

describe('a MES', () => {
  const dropped: string[] = [];
  let follower: Follower;

  test('registers its station and a recipe, twice with the same effect', async () => {
    const first = await client('register');
    expect(first).toMatch(
      /station line-2\/station-3: created\nlibrary station-3-camera: created, files belong in \/.*\nrecipe assembly-v3: /,
    );
    expect(await client('register')).toMatch(/: unchanged\nlibrary station-3-camera: unchanged/);
  });

  test('hears of a recording by a signed webhook, and reads its events', async () => {
    webhookSecret = await secretOf(`http://127.0.0.1:${webhookPort}/`);
    receiverSecret = await secretOf(receiver.url);
    follower = follow();
    await until(() => follower.printed().includes('webhooks are taken'));
    dropped.push(await drop('packing', '1.mp4'));
    await until(() => kept().length === 1 && /webhook \S+/.test(follower.printed()));
    const [{ videoId, events }] = kept() as [Kept];
    expect(videoId).toBe(dropped[0]);
    expect(events.length).toBeGreaterThan(3);
    expect(events.every(({ currentContents }) => currentContents[0]!.label !== '')).toBe(true);
    expect(events.every(({ startedAt }) => !Number.isNaN(Date.parse(startedAt)))).toBe(true);
  });

  test('is killed, and finds afterwards what it has missed', async () => {
    await follower.kill();
    dropped.push(await drop('assembly', '2.mp4'));
    await until(() => isRecognised(dropped[1]!));
    follower = follow();
    await until(() => kept().length === 2);
  });

  test('goes on when the server is killed and comes back', async () => {
    dropped.push(await drop('filling', '3.mp4'));
    await killServer();
    await until(() => follower.printed().includes('tried again later'));
    await startServer();
    await until(() => kept().length === 3);
  });

  test('tells of one recording twice: it is there once', async () => {
    const again = await record('3.mp4');
    expect(again).toContain(dropped[2]);
    const { videos } = await ask<{ videos: { nodes: unknown[] } }>(
      '{ videos(first: 100, filter: { text: "mp4", workOrder: "WO-1042" }) { nodes { id } } }',
    );
    expect(videos.nodes).toHaveLength(3);
  });

  test('has every recording once, in the order of their changes, as the API tells them', async () => {
    const lines = kept();
    expect(lines.map(({ videoId }) => videoId).toSorted()).toEqual(dropped.toSorted());
    const sequences = lines.map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.toSorted((one, other) => one - other));
    const filter = { recipeExternalId: RECIPE, equipmentExternalId: STATION };
    const { workEvents } = await ask<{ workEvents: { nodes: { startedAt: string; video: { id: string } }[] } }>(
      'query ($filter: WorkEventFilter!) { workEvents(filter: $filter, first: 500) { nodes { startedAt video { id } } } }',
      { filter },
    );
    for (const { videoId, events: own } of lines) {
      const told = workEvents.nodes.filter(({ video }) => video.id === videoId).map(({ startedAt }) => startedAt);
      expect(own.map(({ startedAt }) => startedAt)).toEqual(told);
    }
  });

  test('hears that a damaged file could not be recognised, and why', async () => {
    writeFileSync(await placeOf('4.mp4'), 'no video');
    await record('4.mp4');
    await until(() => kept().length === 4);
    const failed = kept()[3]!;
    expect(failed).toMatchObject({ events: [], errorCode: expect.stringMatching(/^[A-Z_]+$/) });
    expect(follower.printed()).toContain(`${failed.videoId} could not be recognised: ${failed.errorCode}`);
  });

  (pythonVersion ? test : test.skip)('reads the same in Python, and knows a webhook from a forged one', () =>
    readsAndVerifies('python3', [path.join(EXAMPLES, 'mes_client.py')]),
  );

  (dotnetVersion ? test : test.skip)('reads the same in C#, and knows a webhook from a forged one', async () => {
    await readsAndVerifies('dotnet', [await compile(dotnetVersion!)]);
  });

  /** Has a client read all events, and verify a webhook and a forged one. */
  async function readsAndVerifies(program: string, own: readonly string[]): Promise<void> {
    const run = (args: readonly string[], input = '') =>
      new Promise<{ code: number | null; stdout: string }>((resolve) => {
        const child = spawn(program, [...own, ...args], {
          env: { ...environment(), WEBHOOK_SECRET: receiverSecret },
          stdio: ['pipe', 'pipe', 'inherit'],
        });
        let stdout = '';
        child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
        child.once('close', (code) => resolve({ code, stdout }));
        child.stdin.end(input);
      });
    const { stdout } = await run(['events', RECIPE, STATION]);
    const read = stdout.trim().split('\n');
    expect(read.map((line) => (JSON.parse(line) as Kept['events'][number]).startedAt)).toEqual(
      kept()
        .flatMap(({ events }) => events.map(({ startedAt }) => startedAt))
        .toSorted(),
    );
    const [{ headers, body }] = await receiver.until(1);
    // What was sent by now may be older than a receiver takes: what counts is the time of the last one.
    const latest = receiver.received.at(-1) ?? { headers, body };
    const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = latest.headers;
    const genuine = { code: 0, stdout: 'genuine\n' };
    expect(await run(['verify', id, timestamp, signature], latest.body)).toMatchObject(genuine);
    expect(await run(['verify', id, timestamp, `v1,b3RoZXI= ${signature}`], latest.body)).toMatchObject(genuine);
    const forged = latest.body.replace('video.recognized', 'video.removed');
    expect(await run(['verify', id, timestamp, signature], forged)).toMatchObject({
      code: 1,
      stdout: 'not genuine\n',
    });
  }
});

/** Compiles the client as its head says for a .NET without single files. @returns what `dotnet` runs */
async function compile(version: string): Promise<string> {
  const source = path.join(EXAMPLES, 'MesClient.cs');
  const major = Number(version.split('.')[0]);
  const project = /<Project[\s\S]*<\/Project>/.exec(readFileSync(source, 'utf8').replaceAll(/^\/\//gm, ''))![0];
  const own = path.join(folder, 'dotnet');
  mkdirSync(own);
  copyFileSync(source, path.join(own, 'MesClient.cs'));
  writeFileSync(
    path.join(own, 'MesClient.csproj'),
    project.replace('netcoreapp3.1', major < 5 ? 'netcoreapp3.1' : `net${major}.0`),
  );
  const leaveNothingRunning = ['-nodeReuse:false', '-property:UseSharedCompilation=false'];
  await promisify(execFile)(
    'dotnet',
    ['build', '--output', path.join(own, 'built'), '-warnaserror', ...leaveNothingRunning],
    { cwd: own },
  );
  return path.join(own, 'built/MesClient.dll');
}
