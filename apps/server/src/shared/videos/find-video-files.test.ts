import { renameSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findVideoFiles } from './find-video-files.ts';

describe('findVideoFiles', () => {
  let base: string;
  let serial = 0;
  beforeAll(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'actionary-find-'));
  });
  afterAll(() => rm(base, { recursive: true, force: true }));

  async function makeFolder(names: readonly string[]): Promise<string> {
    const folder = path.join(base, `${++serial}`);
    for (const name of names) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), 'video');
      await utimes(path.join(folder, name), new Date(1000), new Date(1000));
    }
    return folder;
  }

  /** A signal that moves a file while the folder is read: at the step of that number. */
  function movingAt(step: number, from: string, to: string): AbortSignal {
    const { signal } = new AbortController();
    let steps = 0;
    signal.throwIfAborted = () => {
      if (++steps === step) renameSync(from, to);
    };
    return signal;
  }

  test('finds a file once that is moved while the folder is read, whenever that is, in whichever direction', async () => {
    for (const [from, to] of [
      ['one/a.mp4', 'two/b.mp4'],
      ['two/a.mp4', 'one/b.mp4'],
    ] as const) {
      for (let step = 1; step <= 4; step++) {
        const folder = await makeFolder([from, `${path.dirname(to)}/other.txt`]);
        const signal = movingAt(step, path.join(folder, from), path.join(folder, to));
        const { files } = await findVideoFiles(folder, { signal });
        const places = files.map((file) => file.path);
        // Its place may not be seen at all; the next scan finds it there.
        expect([[], [from], [to]]).toContainEqual(places);
      }
    }
  });

  test('keeps files that are alike', async () => {
    const folder = await makeFolder(['one/a.mp4', 'two/a.mp4', 'three.mp4', 'notes.txt']);
    const { files, hasFiles } = await findVideoFiles(folder);
    expect(files.map((file) => file.path).toSorted()).toEqual(['one/a.mp4', 'three.mp4', 'two/a.mp4']);
    expect(hasFiles).toBe(true);
  });
});
