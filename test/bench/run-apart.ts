import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Processes that run, each with all that it has started. */
const running = new Set<ChildProcess>();

/** How long what has answered may take to end. */
const END_MS = 20_000;
/** Of what it said at last on stderr. */
const COMPLAINT_LENGTH = 1000;

export interface ApartOptions {
  readonly args?: readonly string[];
  /** Ends it, with all that it has started. Default: an hour and a half. */
  readonly timeoutMs?: number;
}

/**
 * Runs a script in a process of its own, whose memory is nothing else's, and which takes nothing else with it when it crashes.
 * Its output is this process's.
 *
 * @returns what it has sent by `process.send`, the last one where there are several
 * @throws where it ends otherwise than by itself, without an answer, or too late
 */
export async function runApart<T>(script: string, options: ApartOptions = {}): Promise<T> {
  const { args = [], timeoutMs = 5_400_000 } = options;
  // A group of its own, so that what it has started can be ended with it.
  const child = fork(script, args, {
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  running.add(child);
  try {
    return await answerOf<T>(child, timeoutMs);
  } finally {
    endGroup(child);
    running.delete(child);
  }
}

function answerOf<T>(child: ChildProcess, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    let answer: { readonly value: T } | undefined;
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      complaint = (complaint + chunk.toString()).slice(-COMPLAINT_LENGTH);
    });
    const late = setTimeout(() => reject(new Error(`not done after ${timeoutMs / 1000} s`)), timeoutMs);
    child.on('message', (value: T) => {
      answer = { value };
      // Whoever has answered and does not end is not waited for.
      void sleep(END_MS, null, { ref: false }).then(() => resolve(value));
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(late);
      if (answer) resolve(answer.value);
      else
        reject(
          new Error(`its process ended with ${signal ?? `status ${code}`}: ${complaint.trim() || 'it said nothing'}`),
        );
    });
  });
}

/** With all that it has started and left behind. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    // There is none any more: as it should be.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Ends all that runs; for when this process is told to end. */
export function endApart(): void {
  for (const child of running) endGroup(child);
}
