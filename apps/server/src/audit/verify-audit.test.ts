import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hashOfEntry } from '../../../../prisma/src/audit-hash.ts';
import { verifyRecords } from './verify-records.ts';

const SCRIPT = path.join(import.meta.dirname, 'verify-audit.ts');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'actionary audit '));
});
afterAll(() => rm(folder, { recursive: true }));

type Entry = Record<string, unknown> & { readonly sequence: number; readonly hash: string };

/** A chain of entries 1 … count. */
function chainOf(count: number): Entry[] {
  const entries: Entry[] = [];
  for (let sequence = 1; sequence <= count; sequence++) {
    const previousHash = entries.at(-1)?.hash ?? '0'.repeat(64);
    const record = {
      sequence,
      action: 'updateVideo',
      occurredAt: '2026-11-20T08:14:00.000Z',
      details: { b: 1, a: '締' },
      previousHash,
    };
    entries.push({ ...record, hash: hashOfEntry(record) });
  }
  return entries;
}

const linesOf = (entries: readonly object[]) => entries.map((entry) => JSON.stringify(entry));

async function problemOf(lines: readonly string[], known: { sequence: number; hash: string } | null = null) {
  return (
    await verifyRecords(
      (async function* () {
        yield* lines;
      })(),
      known,
    )
  ).problem;
}

test('a hash is what anybody can compute who reads how', () => {
  const record = { sequence: 1, previousHash: '0'.repeat(64), details: { b: [1, null], a: '締' } };
  // printf '%s' '{"details":…' | sha256sum
  expect(hashOfEntry({ ...record, hash: 'left out' } as never)).toBe(
    'ba62927ff7060b7c9abcc11c63d23630c68e42c02443ee339199d76739c1b521',
  );
});

test('a file is whole, or the first thing wrong with it is told', async () => {
  const entries = chainOf(5);
  const without = (index: number) => entries.filter((_, each) => each !== index);
  const changed = (index: number, change: object) =>
    entries.map((each, at) => (at === index ? { ...each, ...change } : each));
  expect(await problemOf(linesOf(entries))).toBeNull();
  expect(await problemOf(linesOf(entries.slice(2)))).toBeNull();
  expect(await problemOf([])).toBeNull();
  expect(await problemOf(linesOf(without(2)))).toBe('entry 3 is missing');
  expect(await problemOf(linesOf(changed(2, { action: 'signIn' })))).toBe('entry 3 was changed');
  const forged = { ...entries[2]!, action: 'signIn' };
  expect(await problemOf(linesOf(changed(2, { ...forged, hash: hashOfEntry(forged as never) })))).toBe(
    'entry 4 does not belong behind entry 3',
  );
  expect(await problemOf([...linesOf(entries), 'nonsense'])).toBe('line 6 is no entry of an audit');
  const { sequence, hash } = entries[4]!;
  expect(await problemOf(linesOf(entries), { sequence, hash })).toBeNull();
  expect(await problemOf(linesOf(entries), { sequence, hash: '0'.repeat(64) })).toContain('written anew');
  expect(await problemOf(linesOf(entries.slice(0, 4)), { sequence, hash })).toContain('is not there');
});

test('the command says so, and ends accordingly', async () => {
  const run = (...given: string[]) =>
    promisify(execFile)(process.execPath, ['--no-warnings', SCRIPT, ...given], {
      env: { ...process.env, INIT_CWD: folder },
    }).then(
      ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
    );
  const entries = chainOf(3);
  const end = `3:${entries[2]!.hash}`;
  await writeFile(path.join(folder, 'audit.jsonl'), linesOf(entries).join('\n'));
  const told = `3 entries since 2026-11-20T08:14:00.000Z (1 … 3) are as they were written.\nEnd: ${end}\n`;
  expect(await run('audit.jsonl')).toEqual({ code: 0, stdout: told, stderr: '' });
  expect(await run('audit.jsonl', '--known', end)).toMatchObject({ code: 0 });
  await writeFile(path.join(folder, 'audit.jsonl'), linesOf(entries.slice(0, 2)).join('\n'));
  expect(await run('audit.jsonl', '--known', end)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('Broken: entry 3'),
  });
  expect(await run()).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage:') });
  expect(await run('audit.jsonl', '--known', 'x')).toMatchObject({ code: 2 });
  expect(await run('nothing.jsonl')).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing.jsonl') });
});
