import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

/** What has been started, to be stopped in reverse order. */
export class Stoppers {
  readonly #stops: (() => Promise<unknown>)[] = [];
  #drain: (() => void) | null = null;
  #stopping: Promise<void> | null = null;

  get isStopping(): boolean {
    return this.#stopping !== null;
  }

  add(stop: () => Promise<unknown>): void {
    this.#stops.push(stop);
  }

  /** What tells others to stay away, before anything is stopped. */
  onStop(drain: () => void): void {
    this.#drain = drain;
  }

  /** Goes on where one of them fails. @param drainMs how long others have to learn of it */
  stop(log: Logger, drainMs = 0): Promise<void> {
    return (this.#stopping ??= this.#stopAll(log, drainMs));
  }

  async #stopAll(log: Logger, drainMs: number): Promise<void> {
    this.#drain?.();
    if (this.#drain) await sleep(drainMs);
    for (const stop of this.#stops.toReversed()) {
      await stop().catch((error: unknown) => log.error({ err: error }, 'stopping'));
    }
  }
}
