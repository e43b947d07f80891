import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { spendEvening } from '../demo/evening.ts';
import { Journal } from '../demo/journal.ts';
import { stopRunning } from '../demo/running.ts';
import type { Running } from '../demo/running.ts';

const VIDEO_COUNT = 16;
const PATIENCE_MS = 600_000;

let folder = '';
const started: Running[] = [];

afterEach(async () => {
  for (const running of started.splice(0).toReversed()) await stopRunning(running);
  await rm(folder, { recursive: true, force: true });
});

test(
  'an evening in a plant, from videos to a restored backup, is as it should be',
  async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'actionary-evening-'));
    // Started by root, the database runs as another user, who has to get in.
    await chmod(folder, 0o755);
    let told = '';
    const journal = new Journal((text) => (told += text));
    const onStart = (running: Running) => started.push(running);
    await spendEvening({ journal, folder, videoCount: VIDEO_COUNT, onStart }).catch((error: Error) => {
      throw new Error(told, { cause: error });
    });
    expect(journal.checks.filter(({ isPassed }) => !isPassed)).toEqual([]);
    expect(Object.keys(journal.tookMs)).toHaveLength(12);
  },
  PATIENCE_MS,
);
