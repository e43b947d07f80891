import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { useServer } from '../../../test/factories/server.ts';
import { readConfig } from './config.ts';
import { SETTING_NAMES } from './settings.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const FOLDER = path.join(ROOT, 'docs/deployment');
/** Seconds that stopping takes after draining: requests, tasks, and what is left. */
const STOP_SECONDS = 30;
/** Of the images and tools themselves. */
const OTHERS = ['HOME', 'ONNXRUNTIME_NODE_INSTALL', 'SKIP_FFMPEG', 'NEXT_TELEMETRY_DISABLED'];

/** How a document starts a process of the product: what it sets, and within which time it is killed. */
interface Process {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly command: string;
  readonly stopSeconds: number;
}

const read = (name: string) => readFile(path.join(FOLDER, name), 'utf8');
const pairsOf = (text: string, pattern: RegExp) =>
  Object.fromEntries([...text.matchAll(pattern)].map(([, name = '', value = '']) => [name, value.replaceAll("'", '')]));

async function readExample(): Promise<Record<string, string>> {
  const example = pairsOf(await read('actionary.env.example'), /^([A-Z_0-9]+)=(.*)$/gm);
  return { ...example, ACTIONARY_SECRET: 'Zm9ydHktdHdvLXJhbmRvbS1ieXRlcy1vci1zbw==' };
}

async function readUnits(): Promise<Process[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.service'));
  return Promise.all(
    names.map(async (name) => {
      const text = await read(name);
      return {
        name,
        env: pairsOf(text, /^Environment=(\w+)=(.*)$/gm),
        command: /^ExecStart=\/opt\/actionary\/(.*)$/m.exec(text)![1]!,
        stopSeconds: Number(/^TimeoutStopSec=(\d+)$/m.exec(text)![1]),
      };
    }),
  );
}

async function readContainers(): Promise<Process[]> {
  const [compose, image] = [await read('compose.yaml'), await read('Dockerfile')];
  const env = Object.fromEntries(
    [...image.matchAll(/^ENV (.*)$/gm)].flatMap(([, line = '']) => line.split(' ').map((pair) => pair.split('='))),
  ) as Record<string, string>;
  const command = (JSON.parse(/^CMD (.*)$/m.exec(image)![1]!) as string[]).join(' ');
  const stopSeconds = Number(/^ {2}stop_grace_period: (\d+)s$/m.exec(compose)![1]);
  const services = [...compose.matchAll(/^ {2}(\w+):\n {4}<<: \*actionary\n((?: {4}.*\n)+)/gm)];
  return services.map(([, name = '', text = '']) => {
    const own = pairsOf(text, /^ {6}([A-Z_0-9]+): (.*)$/gm);
    return { name: `compose: ${name}`, env: { ...env, ...own }, command, stopSeconds };
  });
}

describe('docs/deployment', () => {
  const server = useServer({ isProduction: true });
  let processes: Process[];
  let example: Record<string, string>;
  beforeAll(async () => {
    processes = [...(await readUnits()), ...(await readContainers())];
    example = await readExample();
  });

  test('starts servers and workers', () => {
    expect(processes.map(({ name, env }) => [name, env['ACTIONARY_ROLES']])).toEqual([
      ['actionary-worker@.service', 'worker'],
      ['actionary.service', 'server,admin'],
      ['compose: server', 'server,admin'],
      ['compose: worker', 'worker'],
    ]);
  });

  test('sets what is known, to what is accepted in production', () => {
    for (const { name, env } of processes) {
      const all = { ...example, ...env };
      const unknown = Object.keys(all).filter((each) => !SETTING_NAMES.includes(each) && !OTHERS.includes(each));
      expect({ name, unknown }).toEqual({ name, unknown: [] });
      expect(readConfig(all)).toMatchObject({ isProduction: true, isOpen: false, warnings: [] });
    }
  });

  test('gives each process the time that it takes to stop', () => {
    for (const { name, env, stopSeconds } of processes) {
      const { drainMs } = readConfig({ ...example, ...env });
      const isEnough = stopSeconds >= drainMs / 1000 + STOP_SECONDS;
      expect({ name, isEnough }).toEqual({ name, isEnough: true });
    }
  });

  test('starts programs that there are', async () => {
    for (const { command } of processes) for (const file of command.split(' ')) await access(path.join(ROOT, file));
    const { scripts } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const documents = [
      ...(await readdir(FOLDER)).map((name) => path.join(FOLDER, name)),
      path.join(ROOT, 'docs/operations.md'),
    ];
    const texts = await Promise.all(documents.map((file) => readFile(file, 'utf8')));
    const named = [...texts.join('\n').matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    const { dependencies } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as {
      dependencies: { node: string };
    };
    for (const [, version] of (await read('Dockerfile')).matchAll(/^FROM node:([\d.]+)-/gm))
      expect(version).toBe(dependencies.node);
  });

  test('asks where the product answers', async () => {
    const compose = await read('compose.yaml');
    const [, asked, port] = /fetch\('http:\/\/127\.0\.0\.1:(?=(\d+)(\/\w+)')/.exec(compose) ?? [];
    const published = /'127\.0\.0\.1:\d+:(\d+)'/.exec(compose)?.[1];
    expect([asked, published].map(Number)).toEqual([readConfig(example).port, readConfig(example).port]);
    expect((await fetch(`${server.url}${port}`, { headers: { connection: 'close' } })).status).toBe(200);
    expect(await read('Dockerfile')).toContain(`EXPOSE ${asked}\n`);
  });
});
