import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { array, assert, asyncProperty, nat } from 'fast-check';
import { loadCompressed, storeCompressed } from './stored-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'actionary-stored-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Half of it comes again, as rows do; more than the compressor takes at once. */
const BYTES = Buffer.concat(
  Array.from({ length: 40_000 }, (_, index) =>
    Buffer.from(`${(index * 7919) % 20_011} ${Math.imul(index, 0x9e3779b1)}\n`),
  ),
);

/** Cut at the positions, with a pause after some of the parts. */
async function* cut(positions: readonly number[]) {
  const places = [0, ...positions.toSorted((a, b) => a - b), BYTES.length];
  for (let index = 1; index < places.length; index++) {
    if (places[index]! % 2 === 0) await setImmediate();
    yield BYTES.subarray(places[index - 1], places[index]);
  }
}

test('the same bytes make the same file, however they arrive, and come out again', async () => {
  let count = 0;
  const store = (positions: readonly number[]) =>
    storeCompressed(folder, `${count++}`, Readable.from(cut(positions), { objectMode: false }), { onBytes: () => {} });
  const whole = await store([]);
  const positions = array(nat(BYTES.length), { maxLength: 30 });
  await assert(
    asyncProperty(positions, async (cuts) => {
      const { sha256, path: name } = await store(cuts);
      expect(sha256).toBe(whole.sha256);
      await rm(path.join(folder, name));
    }),
    { numRuns: 60, seed: 1 },
  );
  const parts: Buffer[] = [];
  const sink = new Writable({ write: (part: Buffer, _encoding, done) => (parts.push(part), done()) });
  await loadCompressed(folder, whole, sink, { onBytes: () => {} });
  expect(Buffer.concat(parts).equals(BYTES)).toBe(true);
  expect((await readFile(path.join(folder, whole.path))).length).toBe(whole.sizeBytes);
});
