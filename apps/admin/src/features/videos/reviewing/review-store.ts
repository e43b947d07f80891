import { applyEdit, inverse, isApplicable, netEdit } from './edit.ts';
import type { Edit } from './edit.ts';
import type { Review, ReviewLane } from './review.ts';

/** A review as the server has it. */
export interface StoredReview extends Omit<Review, 'key'> {
  readonly id: string;
}

/** What the server has made of an edit: the ids of what came, in its order, or why it has made nothing of it. */
export type Answer =
  { readonly kind: 'done'; readonly ids: readonly string[] } | { readonly kind: 'refused'; readonly error: Error };

/** Where reviews are kept. */
export interface ReviewServer {
  /** All that count, oldest first. */
  read(): Promise<readonly StoredReview[]>;
  /** All of it or nothing. @throws where no answer came: it is tried again */
  send(removedIds: string[], added: readonly Review[]): Promise<Answer>;
}

export interface ReviewSnapshot {
  readonly lane: ReviewLane;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly saving: 'saved' | 'saving' | 'failed';
}

/** An edit on its way, and the step in the history that it belongs to: undone, it is the inverse of it. */
interface Step {
  readonly edit: Edit;
  readonly entry: Edit;
}

/** The most reviews that one request may carry. */
export const MAX_COUNT = 1000;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 30_000;

/**
 * The reviews of a video as a person works on them. What they do is seen at once and saved in order; what is done while a
 * request is on its way goes out together with the next one. What the server refuses is taken back, told, and forgotten by
 * undo and redo, as is what can no longer be undone because somebody else has changed it.
 */
export class ReviewStore {
  readonly #server: ReviewServer;
  readonly #listeners = new Set<() => void>();
  readonly #refusalListeners = new Set<(error: Error) => void>();
  /** Ids on the server, by key. */
  readonly #ids = new Map<string, string>();
  #saved: ReviewLane;
  #waiting: readonly Step[] = [];
  /** Steps that have been refused together: so many of the first ones go one by one. */
  #singleCount = 0;
  /** The server has something else than was known. */
  #isStale = false;
  #done: readonly Edit[] = [];
  #undone: readonly Edit[] = [];
  #snapshot: ReviewSnapshot;
  #tail: Promise<void> = Promise.resolve();
  #serial = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #retryMs = FIRST_RETRY_MS;

  constructor(server: ReviewServer, stored: readonly StoredReview[]) {
    this.#server = server;
    this.#saved = this.#toLane(stored);
    this.#snapshot = { lane: this.#saved, canUndo: false, canRedo: false, saving: 'saved' };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Hears of edits that were seen already, and that the server has refused. */
  readonly onRefused = (listener: (error: Error) => void): (() => void) => {
    this.#refusalListeners.add(listener);
    return () => this.#refusalListeners.delete(listener);
  };

  readonly getSnapshot = (): ReviewSnapshot => this.#snapshot;

  get lane(): ReviewLane {
    return this.#snapshot.lane;
  }

  /** A key for a review that is new. */
  readonly newKey = (): string => `new ${(this.#serial += 1)}`;

  /** Carries an edit out, and saves it. @param edit null: nothing is to be done */
  readonly act = (edit: Edit | null): void => {
    if (!edit) return;
    this.#done = [...this.#done, edit];
    this.#undone = [];
    this.#carryOut({ edit, entry: edit });
  };

  /** Takes the latest edit back that can still be taken back. @returns what that has done; null: there was none */
  readonly undo = (): Edit | null => {
    const place = this.#done.findLastIndex((entry) => isApplicable(this.lane, inverse(entry)));
    const entry = this.#done[place];
    this.#done = this.#done.slice(0, Math.max(place, 0));
    if (entry) this.#undone = [...this.#undone, entry];
    return this.#repeat(entry && { edit: inverse(entry), entry });
  };

  /** Does again what was taken back last. @returns as {@link undo} */
  readonly redo = (): Edit | null => {
    const place = this.#undone.findLastIndex((entry) => isApplicable(this.lane, entry));
    const entry = this.#undone[place];
    this.#undone = this.#undone.slice(0, Math.max(place, 0));
    if (entry) this.#done = [...this.#done, entry];
    return this.#repeat(entry && { edit: entry, entry });
  };

  /**
   * Takes over what has been done on the server by other means, as an edit that can be undone. What waits has to be saved.
   * @param addedIds of reviews that have come there @param removedIds of those that have gone
   */
  readonly adopt = async (addedIds: readonly string[], removedIds: readonly string[]): Promise<Edit> => {
    const [added, removed] = [new Set(addedIds), new Set(removedIds)];
    const removes = this.#saved.filter(({ key }) => removed.has(this.#ids.get(key) ?? key));
    const lane = this.#toLane(await this.#server.read());
    const edit = { removes, adds: lane.filter(({ key }) => added.has(this.#ids.get(key) ?? key)) };
    this.#done = [...this.#done, edit];
    this.#undone = [];
    this.#rebase(lane);
    return edit;
  };

  /** Saves what waits; resolves when it has been tried. */
  readonly save = (): Promise<void> => {
    this.#tail = this.#tail.then(() => this.#drain());
    return this.#tail;
  };

  /** @param step absent: what could be undone or redone can be no more */
  #repeat(step: Step | undefined): Edit | null {
    if (step) this.#carryOut(step);
    else this.#set({});
    return step?.edit ?? null;
  }

  #carryOut(step: Step): void {
    this.#waiting = [...this.#waiting, step];
    this.#set({ lane: applyEdit(this.lane, step.edit) });
    void this.save();
  }

  async #drain(): Promise<void> {
    clearTimeout(this.#retry);
    if (!this.#isBehind) return;
    this.#set({ saving: 'saving' });
    try {
      while (this.#isBehind) await (this.#isStale ? this.#readAgain() : this.#send());
      this.#retryMs = FIRST_RETRY_MS;
      this.#set({ saving: 'saved' });
    } catch {
      // No answer: that is seen, and tried again.
      this.#set({ saving: 'failed' });
      this.#retry = setTimeout(() => void this.save(), this.#retryMs);
      this.#retryMs = Math.min(LAST_RETRY_MS, 2 * this.#retryMs);
    }
  }

  get #isBehind(): boolean {
    return this.#isStale || this.#waiting.length > 0;
  }

  /** Sends the first steps that wait; where together they are refused, the next ones go one by one. */
  async #send(): Promise<void> {
    const count = this.#singleCount > 0 ? 1 : together(this.#waiting);
    const steps = this.#waiting.slice(0, count);
    const { removes, adds } = netEdit(steps.map(({ edit }) => edit));
    const isEmpty = removes.length === 0 && adds.length === 0;
    const removedIds = removes.map(({ key }) => this.#ids.get(key) ?? key);
    const answer: Answer = isEmpty ? { kind: 'done', ids: [] } : await this.#server.send(removedIds, adds);
    if (answer.kind === 'refused' && count > 1) {
      this.#singleCount = count;
      return;
    }
    this.#singleCount = Math.max(0, this.#singleCount - count);
    if (answer.kind === 'done') {
      for (const [index, { key }] of adds.entries()) this.#ids.set(key, answer.ids[index]!);
      this.#saved = steps.reduce((lane, { edit }) => applyEdit(lane, edit), this.#saved);
      this.#waiting = this.#waiting.slice(count);
    } else {
      this.#forget(steps);
      // Whoever was quicker has changed more, maybe.
      this.#isStale = true;
      for (const tell of this.#refusalListeners) tell(answer.error);
    }
  }

  async #readAgain(): Promise<void> {
    this.#rebase(this.#toLane(await this.#server.read()));
    this.#isStale = false;
  }

  /** Takes over what the server has; what waits and does not fit any more is forgotten. */
  #rebase(saved: ReviewLane): void {
    this.#saved = saved;
    const misfits: Step[] = [];
    let lane = saved;
    for (const step of this.#waiting) {
      if (isApplicable(lane, step.edit)) lane = applyEdit(lane, step.edit);
      else misfits.push(step);
    }
    this.#forget(misfits);
    this.#set({ lane });
  }

  #forget(steps: readonly Step[]): void {
    const entries = new Set(steps.map(({ entry }) => entry));
    this.#waiting = this.#waiting.filter((step) => !steps.includes(step));
    this.#done = this.#done.filter((entry) => !entries.has(entry));
    this.#undone = this.#undone.filter((entry) => !entries.has(entry));
    const lane = this.#waiting.reduce((known, { edit }) => applyEdit(known, edit), this.#saved);
    this.#set({ lane });
  }

  /** What was made here keeps its key. */
  #toLane(stored: readonly StoredReview[]): ReviewLane {
    const keys = new Map([...this.#ids].map(([key, id]) => [id, key]));
    return stored.map(({ id, ...review }) => ({ ...review, key: keys.get(id) ?? id }));
  }

  #set(change: Partial<Pick<ReviewSnapshot, 'lane' | 'saving'>>): void {
    this.#snapshot = {
      ...this.#snapshot,
      ...change,
      canUndo: this.#done.length > 0,
      canRedo: this.#undone.length > 0,
    };
    for (const listener of this.#listeners) listener();
  }
}

/** How many of the first steps go into one request. */
function together(steps: readonly Step[]): number {
  let reviewCount = 0;
  const end = steps.findIndex(({ edit: { removes, adds } }) => {
    reviewCount += Math.max(removes.length, adds.length);
    return reviewCount > MAX_COUNT;
  });
  return end < 0 ? steps.length : Math.max(end, 1);
}
