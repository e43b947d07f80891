import { applyOperation, OperationError } from '@actionary/inference/domain';
import type { VocabularyContents, VocabularyOperation } from '@actionary/inference/domain';
import type { UserError } from '../../../lib/user-errors.ts';
import type { Concept } from './concept.ts';
import { differingPlaces, mergeConcept } from './merge-concept.ts';
import type { Collision } from './merge-concept.ts';
import { refusalOf } from './refusal-of.ts';

/** Something else said about a concept: only the parts that differ are meant. */
export interface Edit {
  readonly kind: 'edit';
  readonly before: Concept;
  readonly after: Concept;
}

export type LocalOperation = VocabularyOperation | Edit;

/** What a person does at once, and takes back at once. */
export interface Step {
  readonly key: number;
  readonly operations: readonly LocalOperation[];
}

/** What could not be done upon what others have done meanwhile. Nothing of it is lost until a person decides. */
export type Conflict =
  /** Parts of a concept that both have changed. */
  | { readonly kind: 'parts'; readonly key: number; readonly id: string; readonly collisions: readonly Collision[] }
  /** A step that does not fit any more, or that the server refuses. */
  | { readonly kind: 'step'; readonly key: number; readonly step: Step; readonly problem: StepProblem };

/** Why a step is not done: its concept has gone, others have decided otherwise, or it is refused. */
type StepProblem = 'gone' | 'otherwise' | UserError;

export interface DraftState {
  readonly revision: number;
  /** As the server has it at this revision. */
  readonly saved: VocabularyContents;
  /** Steps that are not saved, in their order; the first ones may be on their way. */
  readonly waiting: readonly Step[];
  /** What is saved, with the steps that wait: what people see. */
  readonly contents: VocabularyContents;
  readonly conflicts: readonly Conflict[];
}

export function openState(revision: number, saved: VocabularyContents): DraftState {
  return { revision, saved, waiting: [], contents: saved, conflicts: [] };
}

/** Adds a step; one that changes nothing is none. @throws {OperationError} where it does not fit */
export function withStep(state: DraftState, step: Step): DraftState {
  const contents = applyStep(state.contents, step);
  if (contents === state.contents) return state;
  return { ...state, contents, waiting: [...state.waiting, step] };
}

/** After the first steps that waited have been saved. */
export function withSaved(state: DraftState, stepCount: number, revision: number): DraftState {
  const saved = state.waiting.slice(0, stepCount).reduce(applyStep, state.saved);
  return { ...state, revision, saved, waiting: state.waiting.slice(stepCount) };
}

/** Without a step that the server has refused; the others stay, as far as they can. */
export function withRefused(state: DraftState, step: Step, problem: UserError): DraftState {
  const waiting = state.waiting.filter(({ key }) => key !== step.key);
  const refused: Conflict = { kind: 'step', key: step.key, step, problem };
  return rebased({ ...state, waiting, conflicts: [...state.conflicts, refused] }, state);
}

/**
 * The steps that wait, upon what the server has now. Parts that only one side has changed come together; what both have
 * changed stays as the server has it, and is told as a conflict.
 */
export function rebased(state: DraftState, { revision, saved }: Pick<DraftState, 'revision' | 'saved'>): DraftState {
  let contents = saved;
  let local = state.saved;
  const waiting: Step[] = [];
  const conflicts = [...state.conflicts];
  for (const step of state.waiting) {
    const outcome = rebasedStep(step, local, contents);
    conflicts.push(...outcome.conflicts);
    local = tryStep(local, step) ?? local;
    const next = outcome.step && tryStep(contents, outcome.step);
    if (outcome.step && next && next !== contents) waiting.push(outcome.step);
    contents = next ?? contents;
  }
  return { revision, saved, waiting, contents, conflicts };
}

interface Rebased {
  readonly step: Step | null;
  readonly conflicts: readonly Conflict[];
}

function rebasedStep(step: Step, before: VocabularyContents, theirs: VocabularyContents): Rebased {
  const isEdit = step.operations.every(({ kind }) => kind === 'edit');
  if (isEdit) return rebasedEdits(step, step.operations as readonly Edit[], theirs);
  const problem = problemOf(step, before, theirs);
  if (problem === null) return { step, conflicts: [] };
  return { step: null, conflicts: [{ kind: 'step', key: step.key, step, problem }] };
}

function rebasedEdits(step: Step, edits: readonly Edit[], theirs: VocabularyContents): Rebased {
  const conflicts: Conflict[] = [];
  const operations = edits.flatMap(({ before, after }): Edit[] => {
    const current = theirs.get(before.id);
    if (!current) {
      const gone: Step = { key: step.key, operations: [{ kind: 'edit', before, after }] };
      conflicts.push({ kind: 'step', key: step.key, step: gone, problem: 'gone' });
      return [];
    }
    const { concept, collisions } = mergeConcept(before, after, current);
    if (collisions.length > 0) conflicts.push({ kind: 'parts', key: step.key, id: before.id, collisions });
    return [{ kind: 'edit', before: current, after: concept }];
  });
  return { step: operations.length > 0 ? { ...step, operations } : null, conflicts };
}

/** Parts in which a place in the tree or a replacement is said; all else that an operation does adds up. */
const DECIDING = new Set<string>(['broaderId', 'status', 'replacedByIds']);

/** Why a step cannot be repeated upon other contents; null where it can. */
function problemOf(step: Step, before: VocabularyContents, theirs: VocabularyContents): StepProblem | null {
  const done = tryStep(before, step);
  if (done === null) return 'otherwise';
  for (const [id, after] of done) {
    const [was, is] = [before.get(id), theirs.get(id)];
    if (!was || !is || was === after) continue;
    const { collisions } = mergeConcept(was, after, is);
    if (collisions.some(({ field }) => DECIDING.has(field))) return 'otherwise';
  }
  try {
    applyStep(theirs, step);
    return null;
  } catch (error) {
    if (error instanceof OperationError) return refusalOf(error);
    throw error;
  }
}

function tryStep(contents: VocabularyContents, step: Step): VocabularyContents | null {
  try {
    return applyStep(contents, step);
  } catch (error) {
    if (error instanceof OperationError) return null;
    throw error;
  }
}

/** The contents after a step; the same ones where it changes nothing. @throws {OperationError} */
export function applyStep(contents: VocabularyContents, { operations }: Step): VocabularyContents {
  const after = operations.reduce(
    (current, operation) => applyOperation(current, asOperation(current, operation)),
    contents,
  );
  return isSame(contents, after) ? contents : after;
}

/** An operation as the server takes it: an edit puts the whole concept, with what others have made of the other parts. */
export function asOperation(contents: VocabularyContents, operation: LocalOperation): VocabularyOperation {
  if (operation.kind === 'edit') {
    const { before, after } = operation;
    const concept = mergeConcept(before, after, contents.get(before.id) ?? before).concept;
    return { kind: 'put', concepts: [concept] };
  }
  if (operation.kind !== 'remove') return operation;
  return { kind: 'remove', ids: operation.ids.filter((id) => contents.has(id)) };
}

function isSame(before: VocabularyContents, after: VocabularyContents): boolean {
  if (before.size !== after.size) return false;
  for (const [id, concept] of after) {
    const was = before.get(id);
    if (!was || (was !== concept && differingPlaces(was, concept).length > 0)) return false;
  }
  return true;
}
