import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { endApart, runApart } from './run-apart.ts';

describe('runApart', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-apart-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function script(text: string): Promise<string> {
    const file = path.join(folder, `script-${text.length}.mjs`);
    await writeFile(file, text);
    return file;
  }

  test('gives what the script has sent', async () => {
    const file = await script('process.send({ asked: process.argv[2] }, () => process.disconnect());');
    expect(await runApart(file, { args: ['words'] })).toEqual({ asked: 'words' });
  });

  test('says how it ended, and what it said last', async () => {
    const file = await script("throw new Error('no room on the disk');");
    await expect(runApart(file)).rejects.toThrow(/^its process ended with status 1: [^]*no room on the disk/);
  });

  test('outlives a crash', async () => {
    const file = await script("process.kill(process.pid, 'SIGKILL');");
    await expect(runApart(file)).rejects.toThrow('its process ended with SIGKILL: it said nothing');
  });

  test('does not wait longer than it is told', async () => {
    const file = await script('setInterval(() => {}, 1000);');
    await expect(runApart(file, { timeoutMs: 1 })).rejects.toThrow('not done after 0.001 s');
  });

  test('ends with all that it has started', async () => {
    const pidFile = path.join(folder, 'pid');
    const file = await script(
      `import { spawn } from 'node:child_process';
       import { renameSync, writeFileSync } from 'node:fs';
       const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
       writeFileSync('${pidFile}.new', String(child.pid));
       renameSync('${pidFile}.new', '${pidFile}');`,
    );
    const ended = expect(runApart(file)).rejects.toThrow('its process ended with SIGKILL');
    while (!existsSync(pidFile)) await sleep(20);
    endApart();
    await ended;
    const pid = Number(await readFile(pidFile, 'utf8'));
    // What was killed goes when the system has got to it.
    while (isRunning(pid)) await sleep(20);
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
