import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import path from 'node:path';

/** A disk of a few megabytes, which only a process and what it starts see; others reach it by `reach`. */
export interface SmallDisk {
  readonly child: ChildProcess;
  /** The same file or folder of the disk, as this process sees it. */
  reach(target: string): string;
  /** Leaves no room but `keptBytes`. */
  fill(keptBytes?: number): void;
  /** Makes the room again. */
  clear(): void;
}

/** Why there can be none here; `null` where there can. It takes Linux, and the right to mount. */
export function whyNoSmallDisk(): string | null {
  if (process.platform !== 'linux') return 'small disks are made on Linux only';
  const { status } = spawnSync('unshare', ['-m', 'sh', '-c', 'mount -t tmpfs none /mnt']);
  return status === 0 ? null : 'no file system can be mounted here';
}

/** Runs a program of Node.js with a disk of its own at a folder, which has to exist. */
export async function startOnSmallDisk(
  folder: string,
  sizeMb: number,
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<SmallDisk> {
  const script = 'mount -t tmpfs -o size="$1"m,mode=755 none "$2" && shift 2 && echo mounted && exec "$@"';
  const child = spawn(
    'unshare',
    ['-m', '--propagation', 'private', 'sh', '-c', script, 'sh', `${sizeMb}`, folder, process.execPath, ...argv],
    { env, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(child.stdout, 'data');
  const reach = (target: string) => path.join(`/proc/${child.pid}/root`, target);
  const filler = reach(path.join(folder, 'filler'));
  return {
    child,
    reach,
    fill(keptBytes = 0) {
      const { bavail, bsize } = statfsSync(reach(folder));
      writeZeros(filler, bavail * bsize - keptBytes);
    },
    clear: () => rmSync(filler),
  };
}

function writeZeros(file: string, sizeBytes: number): void {
  const block = Buffer.alloc(64 * 1024);
  const handle = openSync(file, 'w');
  try {
    for (let left = sizeBytes; left > 0; left -= block.length)
      writeSync(handle, block, 0, Math.min(left, block.length));
  } finally {
    closeSync(handle);
  }
}
