import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const CLIENT = path.join(import.meta.dirname, '../../docs/examples/mes-client.ts');

/** What the client has kept of a recording that was recognised. */
interface Kept {
  readonly sequence: number;
  readonly videoId: string;
  readonly events: readonly {
    readonly startedAt: string;
    readonly endedAt: string;
    readonly concept: { readonly externalId: string };
  }[];
}

/** The client that the documents give to begin with, as processes of its own. */
export class MesClient {
  readonly #env: NodeJS.ProcessEnv;
  #printed = '';
  #end = async () => {};

  /** @param settings its environment variables */
  constructor(settings: NodeJS.ProcessEnv) {
    this.#env = { ...process.env, ...settings };
  }

  /** All that it has printed while it followed. */
  get printed(): string {
    return this.#printed;
  }

  /** Tells of a file. @returns the video's id */
  async record(file: string, about: readonly string[]): Promise<string> {
    const args = ['--no-warnings', CLIENT, 'record', file, ...about];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: this.#env });
    return / as (\S+)/.exec(stdout)![1]!;
  }

  follow(): void {
    const child = spawn(process.execPath, ['--no-warnings', CLIENT, 'follow'], {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.#printed += chunk.toString()));
    this.#end = async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    };
  }

  /** It may be killed at any time. */
  kill(): Promise<void> {
    return this.#end();
  }

  /** What stands on its disk. */
  kept(): Kept[] {
    const file = path.join(this.#env['MES_FOLDER']!, 'events.jsonl');
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Kept);
  }
}
