import { OperationError } from '@actionary/inference/domain';
import type { VocabularyContents } from '@actionary/inference/domain';
import type { UserError } from '../../../lib/user-errors.ts';
import { cleanConcept } from './concept.ts';
import type { Concept } from './concept.ts';
import { firstSteps, operationsOf } from './draft-requests.ts';
import type { DraftServer, NotReplayed } from './draft-server.ts';
import { openState, rebased, withRefused, withSaved, withStep } from './draft-state.ts';
import type { Conflict, DraftState, LocalOperation, Step } from './draft-state.ts';
import { mergeConcept } from './merge-concept.ts';
import { refusalOf } from './refusal-of.ts';
import { isUnchanged, newKey, problemsOf, typingOf, typingOfNew, withChange } from './typing.ts';
import type { Typing } from './typing.ts';

export interface DraftSnapshot {
  readonly state: DraftState;
  readonly typing: Typing | null;
  readonly saving: 'saved' | 'saving' | 'failed';
  /** Why the last attempt has failed. */
  readonly failure: Error | null;
}

/** What has come of taking back, or of doing again. */
export type Replayed = 'done' | NotReplayed | 'failed';

/** Typing that rests for so long becomes a step. */
const IDLE_MS = 2000;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 30_000;

/**
 * A draft as a person edits it. What they do is seen at once and saved in order, one request at a time; what others have
 * done meanwhile is taken over, and nothing is overwritten unseen.
 */
export class DraftStore {
  readonly #server: DraftServer;
  readonly #listeners = new Set<() => void>();
  #snapshot: DraftSnapshot;
  #tail: Promise<void> = Promise.resolve();
  #serial = 0;
  /** External ids of new concepts that have become steps, by the keys that they were begun under. */
  readonly #names = new Map<string, string>();
  #idle: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #retryMs = FIRST_RETRY_MS;

  constructor(server: DraftServer, { revision, saved }: Pick<DraftState, 'revision' | 'saved'>) {
    this.#server = server;
    this.#snapshot = { state: openState(revision, saved), typing: null, saving: 'saved', failure: null };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): DraftSnapshot => this.#snapshot;

  get contents(): VocabularyContents {
    return this.#snapshot.state.contents;
  }

  /** Key under which a concept goes on: a new one gets its external id with its first step. */
  keyOf(key: string): string {
    return this.#names.get(key) ?? key;
  }

  /** Something would be lost if the page were closed now. */
  get isUnsaved(): boolean {
    const { state, typing } = this.#snapshot;
    return state.waiting.length > 0 || (typing !== null && !isUnchanged(typing));
  }

  /** What a person types into a concept; it becomes a step when they go on, or rest. */
  type(key: string, change: Partial<Concept>): void {
    if (this.#snapshot.typing?.key !== key) this.leave();
    const current = this.#snapshot.typing ?? this.#begin(key);
    if (!current) return;
    this.#set({ typing: withChange(current, change, this.contents) });
    clearTimeout(this.#idle);
    if (current.before) this.#idle = setTimeout(() => this.commit(), IDLE_MS);
  }

  /** Begins a new concept, which is a step once it has a label. @returns its key */
  begin(place: Pick<Concept, 'broaderId' | 'position'>, index: number): string {
    this.leave();
    const key = newKey((this.#serial += 1));
    this.#set({ typing: typingOfNew(key, place, index, this.contents) });
    return key;
  }

  /**
   * Makes a step of what is typed; it stays as it is typed, spaces included.
   * @returns key under which the concept goes on; null where something is missing
   */
  commit(): string | null {
    clearTimeout(this.#idle);
    const { typing } = this.#snapshot;
    if (!typing || isUnchanged(typing)) return typing?.key ?? null;
    if (Object.keys(problemsOf(typing, this.contents)).length > 0) return null;
    const { before, index } = typing;
    const cleaned = cleanConcept(typing.after);
    // Between two lines until it is one itself.
    const after = before ? cleaned : { ...cleaned, position: index };
    const operations: LocalOperation[] = before
      ? [{ kind: 'edit', before, after }]
      : [
          { kind: 'put', concepts: [after] },
          { kind: 'move', id: after.id, broaderId: after.broaderId, position: index },
        ];
    if (this.act(operations) !== null) return null;
    if (!before) this.#names.set(typing.key, after.id);
    const stored = this.contents.get(after.id) ?? after;
    this.#set({
      typing: {
        ...typing,
        key: after.id,
        before: stored,
        after: { ...typing.after, position: stored.position, broaderId: stored.broaderId },
      },
    });
    return after.id;
  }

  /** Ends the typing. A label that was emptied comes back. @returns the key; null where nothing has come of it */
  leave(): string | null {
    const { typing } = this.#snapshot;
    if (!typing) return null;
    let key = this.commit();
    if (key === null && typing.before) {
      this.#set({ typing: { ...typing, after: { ...typing.after, prefLabels: typing.before.prefLabels } } });
      key = this.commit();
    }
    clearTimeout(this.#idle);
    if (key === null && !typing.before) this.#keep(typing);
    this.#set({ typing: null });
    return key;
  }

  /** A new concept that cannot be a step waits for a decision. */
  #keep({ after }: Typing): void {
    const { state } = this.#snapshot;
    const key = (this.#serial += 1);
    const step: Step = { key, operations: [{ kind: 'put', concepts: [cleanConcept(after)] }] };
    this.#set({
      state: { ...state, conflicts: [...state.conflicts, { kind: 'step', key, step, problem: 'otherwise' }] },
    });
  }

  /** Gives up what is typed. */
  revert(): void {
    clearTimeout(this.#idle);
    this.#set({ typing: null });
  }

  /** Carries something out, as one step, and saves it. @returns why it does not fit; null where it does */
  act(operations: readonly LocalOperation[]): UserError | null {
    if (operations.length === 0) return null;
    try {
      const state = withStep(this.#snapshot.state, { key: (this.#serial += 1), operations });
      if (state !== this.#snapshot.state) this.#set({ state });
    } catch (error) {
      if (error instanceof OperationError) return refusalOf(error);
      throw error;
    }
    void this.save();
    return null;
  }

  /** Saves what waits; resolves when it has been tried. */
  save(): Promise<void> {
    if (this.#snapshot.state.waiting.length === 0) return this.#tail;
    return this.#queue(() => this.#drain());
  }

  /** Takes the latest step back, whoever made it. @param revision of the draft that is meant; nothing is done to another */
  undo(revision?: number): Promise<Replayed> {
    return this.#replay('undo', revision);
  }

  redo(revision?: number): Promise<Replayed> {
    return this.#replay('redo', revision);
  }

  /** Takes over what others have done, unless that is known already. @param newer the contents, where they have been read */
  refresh(revision: number, newer?: VocabularyContents): void {
    if (revision <= this.#snapshot.state.revision) return;
    void this.#queue(async () => {
      if (revision > this.#snapshot.state.revision) {
        if (newer) this.#rebase({ revision, saved: newer });
        else await this.#readAgain();
      }
      await this.#drain();
    });
  }

  /** A conflict is decided: what is to be done instead, if anything. @returns why it does not fit */
  decide(conflict: Conflict, operations: readonly LocalOperation[]): UserError | null {
    const problem = this.act(operations);
    if (problem === null) this.#forget(conflict);
    return problem;
  }

  #forget(conflict: Conflict): void {
    const { state } = this.#snapshot;
    this.#set({ state: { ...state, conflicts: state.conflicts.filter((other) => other !== conflict) } });
  }

  #begin(key: string): Typing | null {
    const concept = this.contents.get(key);
    return concept ? typingOf(concept) : null;
  }

  async #replay(act: 'undo' | 'redo', meant?: number): Promise<Replayed> {
    this.leave();
    let outcome: Replayed = 'failed';
    await this.#queue(async () => {
      await this.#drain();
      const { revision } = this.#snapshot.state;
      const restored = await this.#server[act](meant ?? revision);
      outcome = typeof restored === 'string' ? restored : 'done';
      const isKnown = meant === undefined || meant === revision;
      if (typeof restored === 'string' || !restored.touched || !isKnown) return this.#readAgain();
      const saved = new Map(this.#snapshot.state.saved);
      for (const [id, concept] of restored.touched) {
        if (concept) saved.set(id, concept);
        else saved.delete(id);
      }
      this.#rebase({ revision: restored.revision, saved });
    });
    return outcome;
  }

  /** One thing after the other; a failure ends what was queued, and is seen. */
  #queue(task: () => Promise<void>): Promise<void> {
    const run = async () => {
      clearTimeout(this.#retry);
      this.#set({ saving: 'saving' });
      try {
        await task();
        this.#retryMs = FIRST_RETRY_MS;
        this.#set({ saving: 'saved', failure: null });
      } catch (error) {
        this.#set({ saving: 'failed', failure: error instanceof Error ? error : new Error(String(error)) });
        this.#tryLater();
      }
    };
    this.#tail = this.#tail.then(run);
    return this.#tail;
  }

  #tryLater(): void {
    if (this.#snapshot.state.waiting.length === 0) return;
    this.#retry = setTimeout(() => void this.save(), this.#retryMs);
    this.#retryMs = Math.min(LAST_RETRY_MS, 2 * this.#retryMs);
  }

  async #drain(): Promise<void> {
    while (this.#snapshot.state.waiting.length > 0) await this.#send();
  }

  async #send(): Promise<void> {
    const { revision, saved, waiting } = this.#snapshot.state;
    const steps = firstSteps(waiting);
    const answer = await this.#server.change(revision, operationsOf(saved, steps));
    const { state } = this.#snapshot;
    if (answer.kind === 'done') this.#set({ state: withSaved(state, steps.length, answer.revision) });
    else if (answer.kind === 'stale') await this.#readAgain();
    else this.#set({ state: withRefused(state, steps[answer.stepIndex] ?? steps[0]!, answer.error) });
  }

  async #readAgain(): Promise<void> {
    this.#rebase(await this.#server.read());
  }

  #rebase(newer: Pick<DraftState, 'revision' | 'saved'>): void {
    // What is being typed is a step, too, so that it meets what others have done.
    if (this.#snapshot.typing?.before) this.commit();
    this.#set({ state: rebased(this.#snapshot.state, newer) });
    const { typing } = this.#snapshot;
    if (!typing?.before) return;
    const seen = this.contents.get(typing.key);
    const after = seen && mergeConcept(typing.before, typing.after, seen).concept;
    this.#set({ typing: seen && after ? { ...typing, before: seen, after } : null });
  }

  #set(change: Partial<DraftSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
