import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../prisma/src/database.ts';
import { createApiToken } from '../../prisma/src/index.ts';
import { useDatabase } from '../factories/database.ts';
import { valueOf } from '../factories/records.ts';
import { useProduct } from '../factories/running-product.ts';
import { NOT_RUN, notRunEntry } from './not-run.ts';
import { commandsOf, readDocuments, ROOT } from './read-documents.ts';
import { makeWorkspace } from './workspace.ts';
import type { Workspace } from './workspace.ts';

const has = (program: string, ...words: string[]) =>
  promisify(execFile)(program, words, { cwd: ROOT }).then(
    () => true,
    () => false,
  );
/** What commands need beside the product, and whether it is here. */
const NEEDED: readonly (readonly [start: string, isHere: boolean])[] = [
  ['curl ', await has('curl', '--version')],
  ['npm run figures', await has('git', 'rev-parse', 'HEAD')],
  // It reads what curl has fetched.
  ['npm run verify-audit', await has('curl', '--version')],
];

const documents = await readDocuments();
const typed = new Map(documents.map(({ name, text }) => [name, commandsOf(text)]));
const all = [...typed.values()].flat();
/** A command that is only named is run where a document gives it more words. */
const isNamed = (command: string) => all.some((other) => other.startsWith(`${command} `));
const isToRun = (command: string) =>
  notRunEntry(command) === undefined &&
  !isNamed(command) &&
  !NEEDED.some(([start, isHere]) => command.startsWith(start) && !isHere);

describe('the commands of the documents', () => {
  let workspace: Workspace;
  let token: string;
  // Before the product's own, which insist that nobody is connected.
  afterAll(() => workspace.remove());
  const product = useProduct();
  const empty = useDatabase({ template: 'template0' });
  /** Those that have ended well: what fails is tried once more. */
  const ran = new Set<string>();

  beforeAll(async () => {
    workspace = await makeWorkspace();
    const db = openDatabase(product.databaseUrl!);
    const asked = { name: 'documents', permissions: ['watch', 'curate', 'operate', 'administer'] as const };
    const created = await createApiToken(db, { ...asked, expiresAt: null, requestsPerMinute: null, createdBy: null });
    token = valueOf(created).secret;
    await db.close();
  });

  /** What stands for something else in documents: where it runs, a token, a folder of backups, a place in the audit. */
  async function asHere(command: string): Promise<string> {
    const end = command.includes('--known') ? await endOfAudit() : '';
    return command
      .replaceAll(/\b(localhost|plant-3):4000/g, new URL(product.url).host)
      .replaceAll('actionary_…', token)
      .replaceAll('/backups/', `${workspace.folder}/backups-`)
      .replaceAll('1841:3b0c…', end);
  }

  async function endOfAudit(): Promise<string> {
    const lines = (await readFile(path.join(workspace.folder, 'audit.jsonl'), 'utf8')).trim().split('\n');
    const { sequence, hash } = JSON.parse(lines.at(-1)!) as { readonly sequence: number; readonly hash: string };
    return `${sequence}:${hash}`;
  }

  const settings = (command: string) => {
    const data = path.join(product.folder, 'data');
    const isRestore = command.startsWith('npm run restore');
    return {
      ACTIONARY_TOKEN: token,
      ACTIONARY_MODELS: path.join(workspace.folder, 'models'),
      DATABASE_URL: isRestore ? empty.url : product.databaseUrl!,
      ACTIONARY_DATA: isRestore ? path.join(workspace.folder, 'restored') : data,
    };
  };

  test.each([...typed].filter(([, commands]) => commands.some(isToRun)))('%s: end well', async (_, commands) => {
    const failed: object[] = [];
    for (const command of commands.filter(isToRun)) {
      if (ran.has(command)) continue;
      const { status, said } = await workspace.run(await asHere(command), settings(command));
      if (status === 0) ran.add(command);
      else failed.push({ command, status, said: said.slice(-2000) });
    }
    expect(failed).toEqual([]);
  });
});

describe('the commands that are not run', () => {
  test('are named by documents', () => {
    const named = new Set(all.map(notRunEntry));
    expect(Object.keys(NOT_RUN).filter((entry) => !named.has(entry))).toEqual([]);
  });

  test('have tests that are there', () => {
    const tests = Object.values(NOT_RUN).flatMap(({ instead }) => instead ?? []);
    expect(tests.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  test('are scripts that there are', async () => {
    const { scripts } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const named = all.flatMap((command) => /npm run ([\w:-]+)/.exec(command)?.[1] ?? []);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});
