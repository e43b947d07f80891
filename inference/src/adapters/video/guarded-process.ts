import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import type { Abortable } from '../../ports.ts';
import { VideoError } from '../../video-error.ts';
import { wallBudgetMs, type DecodeLimits } from './decode-limits.ts';

const MEMORY_WATCH_INTERVAL_MS = 250;
const KEPT_STDERR_LENGTH = 4000;
/** Over the resident limit, for what is mapped but not used; the kernel refuses more. */
const MAPPED_EXTRA_BYTES = 1.5 * 2 ** 30;

/**
 * Sets the kernel's limits on mapped memory (KiB) and CPU time (s), so that they hold even if the parent is gone, and
 * becomes the program: no shell stays in between that could outlive a kill.
 */
const LIMITING_SHELL = 'ulimit -c 0; ulimit -d "$1" 2>/dev/null; ulimit -t "$2" 2>/dev/null; shift 2; exec "$@"';

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface GuardedProcess {
  readonly child: ChildProcess;
  /** Waits for something from the process; the waiting counts against the wall-time limit. */
  readonly waitFor: <T>(promise: Promise<T>) => Promise<T>;
  /** Tells the length of the video, which the default wall-time limit depends on. */
  readonly setDurationMs: (durationMs: number) => void;
  /** Ends the process for good and resolves when it is gone; no error if it is already. */
  readonly end: () => Promise<void>;
  /** Resolves when the process is gone: with why, in words. */
  readonly exited: Promise<ProcessExit>;
  /** The limit or abort that ended the process, if one did. */
  readonly endReason: () => Error | null;
}

/** How a process ended. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last lines it wrote to stderr. */
  readonly stderr: string;
}

export interface GuardOptions extends Abortable {
  readonly videoPath: string;
  readonly limits: DecodeLimits;
  readonly stdio: StdioOptions;
  /** Beside this process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a decoding process that cannot take more than `limits` and never outlives this one. */
export function startGuarded(command: string, args: readonly string[], options: GuardOptions): GuardedProcess {
  options.signal?.throwIfAborted();
  const { limits, videoPath } = options;
  const child = spawnLimited(command, args, options);
  running.add(child);
  unrefAll(child);
  let reason: Error | null = null;
  const kill = (error: Error | null) => {
    reason ??= error;
    // Whoever waits for its end does so without a timer: until then, this process has to stay.
    child.ref();
    child.kill('SIGKILL');
  };
  const onAbort = () => kill(options.signal?.reason as Error);
  options.signal?.addEventListener('abort', onAbort, { once: true });
  const exited = whenExited(child).finally(() => {
    running.delete(child);
    options.signal?.removeEventListener('abort', onAbort);
    clearInterval(watch);
  });
  const watch = watchMemory(child, limits, (error) => kill(error), videoPath);
  const clock = createWallClock(limits, (error) => kill(error), videoPath);
  return {
    child,
    waitFor: clock.waitFor,
    setDurationMs: clock.setDurationMs,
    exited,
    endReason: () => reason,
    async end() {
      kill(null);
      // What nobody reads any more would keep the streams open.
      for (const stream of child.stdio.slice(1)) if (stream !== child.stderr) stream?.destroy();
      await exited;
    },
  };
}

/** A stream that was opened and forgotten does not keep this process alive; whoever waits for a frame does. */
function unrefAll(child: ChildProcess): void {
  child.unref();
  for (const stream of child.stdio) (stream as Socket | null | undefined)?.unref();
}

function spawnLimited(command: string, args: readonly string[], { limits, ...given }: GuardOptions): ChildProcess {
  const options = { stdio: given.stdio, env: { ...process.env, ...given.env } };
  if (process.platform === 'win32') return spawn(command, args, { ...options, windowsHide: true });
  const mappedKiB = Math.ceil((limits.maxMemoryBytes + MAPPED_EXTRA_BYTES) / 1024);
  const cpuSeconds = Math.ceil((4 * wallBudgetMs(limits, limits.maxDurationMs)) / 1000);
  const shell = ['-c', LIMITING_SHELL, 'sh', String(mappedKiB), String(cpuSeconds)];
  return spawn('/bin/sh', [...shell, command, ...args], options);
}

async function whenExited(child: ChildProcess): Promise<ProcessExit> {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-KEPT_STDERR_LENGTH);
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, stderr: error.message }));
    child.once('close', (code, signal) => resolve({ code, signal, stderr }));
  });
}

function watchMemory(
  child: ChildProcess,
  limits: DecodeLimits,
  kill: (error: VideoError) => void,
  videoPath: string,
): NodeJS.Timeout {
  const check = async () => {
    const bytes = await residentBytes(child.pid);
    if (bytes <= limits.maxMemoryBytes) return;
    const limit = `${Math.round(limits.maxMemoryBytes / 2 ** 20)} MiB`;
    kill(new VideoError('LIMIT', videoPath, `decoding takes more than ${limit} of memory: raise maxMemoryBytes`));
  };
  return setInterval(() => void check(), MEMORY_WATCH_INTERVAL_MS).unref();
}

/** Resident memory of a process where `/proc` tells it, else 0. */
async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

/** Adds up the time spent waiting for the process and ends it when the budget is used up. */
function createWallClock(limits: DecodeLimits, kill: (error: VideoError) => void, videoPath: string) {
  let budgetMs = wallBudgetMs(limits, 0);
  let usedMs = 0;
  const onTimeout = () => {
    const limit = `${Math.round(budgetMs / 1000)} s`;
    kill(new VideoError('LIMIT', videoPath, `decoding takes longer than ${limit}: raise maxWallMs or cut the video`));
  };
  return {
    setDurationMs: (durationMs: number) => {
      budgetMs = wallBudgetMs(limits, durationMs);
    },
    async waitFor<T>(promise: Promise<T>): Promise<T> {
      const startMs = performance.now();
      const timer = setTimeout(onTimeout, Math.min(2 ** 31 - 1, Math.max(0, budgetMs - usedMs)));
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        usedMs += performance.now() - startMs;
      }
    },
  };
}
