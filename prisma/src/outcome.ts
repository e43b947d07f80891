import type { OperationReason, Reason, TemplateReason } from '@actionary/inference/domain';
import { Prisma } from '../generated/client.ts';

/** Why something that people asked for was not done. */
export interface Problem {
  readonly code: ProblemCode;
  /** The field of the input that it is about; `null` where it is about the whole. */
  readonly field: string | null;
  /** For people: what is wrong, and what to do. */
  readonly message: string;
  /** For who tells it in words of their own; absent where only the message tells. */
  readonly reason?: Reason<ProblemReason>;
}

/** What exactly is wrong, where a code alone does not tell. */
export type ProblemReason =
  | OperationReason
  | TemplateReason
  | 'required'
  | 'outOfRange'
  | 'inThePast'
  | 'reversed'
  | 'notAnEmail'
  | 'notAWebAddress'
  | 'addressWithSecret'
  | 'notAPath'
  | 'unknownConcept'
  | 'tooLong'
  | 'controlCharacters'
  | 'notALanguage'
  | 'notAnIri'
  | 'labelNeeded'
  | 'exampleOfNothing'
  | 'replacedButActive'
  | 'ended'
  | 'notFinished'
  | 'paused'
  | 'notPaused'
  | 'nothingToRepeat'
  | 'noVideos'
  | 'resultsExist'
  | 'noResults'
  | 'notPublished'
  | 'replacedSince'
  | 'resultsRemoved'
  | 'versionPublished'
  | 'versionIsDraft'
  | 'noConcepts'
  | 'checksFail'
  | 'nothingChanged'
  | 'nothingToUndo'
  | 'lastAdministrator'
  | 'nodeInItself'
  | 'nodeInUse'
  | 'adapterRefused'
  | 'otherEncoder'
  | 'calibrationOfOther'
  | 'tooManySegments'
  | 'decidedAlready'
  | 'tooManyEndpoints'
  | 'endpointDisabled'
  | 'delivered'
  | 'tooManyChanges';

export type ProblemCode =
  /** What the input names does not exist. */
  | 'NOT_FOUND'
  /** The name or id is in use. */
  | 'TAKEN'
  /** Someone else has changed it in the meantime; read it again. */
  | 'STALE'
  /** The same external id stands for other contents. */
  | 'CONFLICT'
  /** Something else refers to it. */
  | 'IN_USE'
  /** The input breaks a rule. */
  | 'INVALID';

/** What a change that may be refused gives: expected failures are values. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Carries a problem out of a transaction, which it rolls back. */
class Refusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Ends the {@link attempt} around with a problem. */
export function refuse(
  code: ProblemCode,
  field: string | null,
  message: string,
  reason?: Reason<ProblemReason> | ProblemReason | null,
): never {
  const named = typeof reason === 'string' ? { reason } : reason;
  throw new Refusal({ code, field, message, ...(named ? { reason: named } : {}) });
}

/** Refuses (INVALID) a name that says nothing. @param name `undefined`: it stays as it is */
export function requireName(name: string | undefined): void {
  if (name?.trim() === '') refuse('INVALID', 'name', 'a name is needed', 'required');
}

/** Runs a change; refusals and broken uniques and references become problems, everything else is thrown. */
export async function attempt<T>(change: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await change() };
  } catch (error) {
    const problem = toProblem(error);
    if (!problem) throw error;
    return { ok: false, problem };
  }
}

function toProblem(error: unknown): Problem | null {
  if (error instanceof Refusal) return error.problem;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  if (error.code === 'P2025') return { code: 'NOT_FOUND', field: 'id', message: 'it does not exist' };
  if (error.code === 'P2002') {
    const field = constrainedFields(error).at(-1) ?? null;
    return { code: 'TAKEN', field, message: `${field ?? 'it'} is in use already` };
  }
  if (error.code !== 'P2003') return null;
  return {
    code: 'NOT_FOUND',
    field: constrainedFields(error).at(0) ?? null,
    message: 'what it refers to does not exist',
  };
}

interface DriverMeta {
  readonly driverAdapterError?: { readonly cause?: { readonly constraint?: Constraint } };
}

interface Constraint {
  readonly fields?: readonly string[];
  /** Of a foreign key: `Video_libraryId_fkey` */
  readonly index?: string;
}

function constrainedFields({ meta }: Prisma.PrismaClientKnownRequestError): string[] {
  const constraint = (meta as DriverMeta | undefined)?.driverAdapterError?.cause?.constraint;
  if (constraint?.index) return constraint.index.split('_').slice(1, -1);
  return (constraint?.fields ?? []).map((field) => field.replaceAll('"', ''));
}
