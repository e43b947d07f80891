import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';

/** File systems whose changes are made on other machines, as `statfs` numbers them: the kernel does not tell of them. */
const NETWORK_TYPES: ReadonlySet<number> = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2
  0x65735546, // FUSE: sshfs and the like
  0x01021997, // 9P: folders shared with virtual machines
  0x786f4256, // VirtualBox
  0x00c36400, // Ceph
  0x0bd00bd0, // Lustre
  0x5346414f, // AFS
]);

/** Whether a folder lies on a network share. */
export async function isNetworkShare(folder: string): Promise<boolean> {
  if (folder.startsWith('\\\\')) return true;
  // Negative where the number has its highest bit set.
  return NETWORK_TYPES.has((await statfs(folder)).type >>> 0);
}

/**
 * Listens to what the operating system tells of a folder and those below it. Each has a listener of its own: Node's recursive
 * one listens to every file, too, which is more than systems allow for large libraries.
 */
export class FolderListener {
  readonly #folder: string;
  readonly #onChange: (relativePath: string | null) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #isDeaf = false;

  /** @param onChange with the path of what was made, changed or removed; `null`: something somewhere was */
  constructor(folder: string, onChange: (relativePath: string | null) => void) {
    this.#folder = folder;
    this.#onChange = onChange;
  }

  /** The system has refused to tell of some of the folders: look for yourself. */
  get isDeaf(): boolean {
    return this.#isDeaf;
  }

  /** Listens to these folders and no others. @returns whether it had not listened to one of them: what came before is not heard */
  listenTo(folders: readonly string[]): boolean {
    const wanted = new Set(folders);
    for (const below of this.#watchers.keys()) if (!wanted.has(below)) this.#close(below);
    const fresh = folders.filter((below) => !this.#watchers.has(below));
    this.#isDeaf = false;
    for (const below of fresh) this.#open(below);
    return fresh.some((below) => this.#watchers.has(below));
  }

  /** A folder, with those below it, may have become another one of the same name. */
  forget(folder: string): void {
    for (const below of this.#watchers.keys())
      if (below === folder || below.startsWith(`${folder}/`)) this.#close(below);
  }

  close(): void {
    for (const below of this.#watchers.keys()) this.#close(below);
  }

  #open(below: string): void {
    try {
      const watcher = watch(path.join(this.#folder, below), { persistent: false }, (_, name) =>
        this.#onChange(name === null ? null : path.posix.join(below, name)),
      );
      watcher.on('error', () => {
        this.#close(below);
        this.#onChange(null);
      });
      this.#watchers.set(below, watcher);
    } catch (error) {
      // It has gone since it was found, or the system has no more to give.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.#isDeaf = true;
    }
  }

  #close(below: string): void {
    this.#watchers.get(below)?.close();
    this.#watchers.delete(below);
  }
}
