import { setTimeout as sleep } from 'node:timers/promises';
import { randomItem } from '../../inference/src/training/random.ts';
import { cancelLatest, makeRecipe, startVideos } from './recognition-operations.ts';
import { addVideo, LostUpload, moveVideo, uploadVideo } from './video-operations.ts';
import { addConcepts, changeConcepts, decideOpen, publishWords, reviewVideo } from './vocabulary-operations.ts';
import type { World } from './world.ts';

/** What the campaign does all the time, by name; the number is how often among the others. */
const OPERATIONS: Readonly<Record<string, readonly [(world: World) => Promise<void>, number]>> = {
  add: [addVideo, 2],
  move: [moveVideo, 2],
  upload: [uploadVideo, 4],
  concepts: [addConcepts, 2],
  change: [changeConcepts, 4],
  publish: [publishWords, 3],
  review: [reviewVideo, 2],
  decide: [decideOpen, 1],
  recipe: [makeRecipe, 2],
  recognise: [startVideos, 5],
  cancel: [cancelLatest, 1],
};
const NAMES = Object.entries(OPERATIONS).flatMap(([name, [, weight]]) => Array.from({ length: weight }, () => name));

/** Operations that are under way at a time. */
const LANES = 2;
const PAUSE_MS = 150;

/** Keeps operations going, whatever happens to those that answer. */
export class Driver {
  readonly #world: World;
  readonly #lost: string[] = [];
  #lanes: Promise<void>[] = [];
  #underWay: string[] = [];
  #isStopped = true;
  #doneCount = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** Names of what is under way. */
  get underWay(): readonly string[] {
    return this.#underWay;
  }

  get doneCount(): number {
    return this.#doneCount;
  }

  /** Acknowledged uploads that were not there any more. */
  get lost(): readonly string[] {
    return this.#lost;
  }

  start(): void {
    this.#isStopped = false;
    this.#lanes = Array.from({ length: LANES }, () => this.#run());
    // Told by `stop`; until then it must not end the campaign, which has to stop what it has started.
    for (const lane of this.#lanes) lane.catch(() => {});
  }

  /** Lets what is under way end. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#lanes);
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      const name = randomItem(this.#world.random, NAMES);
      this.#underWay.push(name);
      await OPERATIONS[name]![0](this.#world).catch((error: Error) => {
        // The database is away, which the operations look into, too; or a file was moved by the other lane.
        if (error instanceof LostUpload) this.#lost.push(error.message);
        else if (!isExpected(error)) throw error;
      });
      this.#underWay = this.#underWay.toSpliced(this.#underWay.indexOf(name), 1);
      this.#doneCount += 1;
      await sleep(PAUSE_MS);
    }
  }
}

function isExpected(error: Error): boolean {
  const { code = '' } = error as NodeJS.ErrnoException;
  return (
    ['ENOENT', 'ECONNREFUSED', 'ECONNRESET'].includes(code) || /^57P|^08/.test(code) || /onnection/.test(error.message)
  );
}
