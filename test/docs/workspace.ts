import { spawn } from 'node:child_process';
import { copyFile, cp, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { formatNpy } from '../../inference/src/adapters/embeddings/npy.ts';
import { demoVideo } from '../factories/demo.ts';
import { remux } from '../factories/remux.ts';
import { fencesOf, readDocument, ROOT } from './read-documents.ts';

/** A copy of the project's folder, and in it what documents take for granted. */
export interface Workspace {
  readonly folder: string;
  /** Runs a command as somebody types it there. */
  run(command: string, settings: NodeJS.ProcessEnv): Promise<Outcome>;
  remove(): Promise<void>;
}

interface Outcome {
  /** Exit status; null where a signal has ended it. */
  readonly status: number | null;
  /** All it has written. */
  readonly said: string;
}

/** Of the project's folder: what is of no use in a copy, or larger than the rest. */
const LEFT_OUT = new Set(['.git', '.actionary']);
/** Commands that go on for ever: they are ended as soon as they have said something of use. */
const ENDLESS = /^curl -N /;

export async function makeWorkspace(): Promise<Workspace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-documents-'));
  await copyProject(folder);
  await writeStandIns(folder);
  return {
    folder,
    run: (command, settings) => run(folder, command, settings),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Folders that commands only read are links. */
async function copyProject(folder: string): Promise<void> {
  for (const entry of await readdir(ROOT, { withFileTypes: true })) {
    const { name } = entry;
    const [from, to] = [path.join(ROOT, name), path.join(folder, name)];
    if (LEFT_OUT.has(name)) continue;
    if (name === 'docs') await cp(from, to, { recursive: true });
    else if (entry.isFile()) await copyFile(from, to);
    else await symlink(from, to);
  }
}

/** Files that documents name and the project does not have. */
async function writeStandIns(folder: string): Promise<void> {
  const place = (name: string) => path.join(folder, name);
  const [words = ''] = fencesOf((await readDocument('docs/vocabularies.ja.md')).text, 'csv');
  await writeFile(place('words.csv'), words);
  await remux(demoVideo('packing'), place('camera.ts'));
  const labels = JSON.stringify(['pour', 'wipe']);
  const unit = formatNpy({ shape: [2, 2], data: Float32Array.of(1, 0, 0, 1) });
  for (const name of ['test', 'labels', 'shots']) {
    await writeFile(place(`${name}.npy`), unit);
    await writeFile(place(`${name}.json`), labels);
  }
}

function run(folder: string, command: string, settings: NodeJS.ProcessEnv): Promise<Outcome> {
  // What npm has told the tests is not for the npm of a document.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|INIT_CWD|NODE_|ACTIONARY_|DATABASE_URL|PORT$|HOST$|JEST_)/.test(name),
  );
  const child = spawn('sh', ['-c', command], {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), NODE_NO_WARNINGS: '1', LOG_LEVEL: 'error', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let [said, hasAnswered] = ['', false];
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (!ENDLESS.test(command) || !said.includes('data:') || hasAnswered) return;
    hasAnswered = true;
    process.kill(-child.pid!);
  });
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status: hasAnswered ? 0 : status, said }));
  });
}
