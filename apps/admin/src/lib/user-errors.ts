import type { ProblemFragment } from '../../generated/graphql.ts';

/** An expected failure, as payloads carry it. */
export type UserError = Omit<ProblemFragment, 'field'> & { readonly field?: readonly string[] | null };

/** Expected failures of a mutation, thrown so that TanStack Query sees it as failed. */
export class UserErrors extends Error {
  override readonly name = 'UserErrors';
  readonly errors: readonly UserError[];

  constructor(errors: readonly UserError[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.errors = errors;
  }
}

/** What is told of an input field, e.g. `templates.2`; undefined where there is nothing. */
export function errorAt(error: Error | null, field: string): UserError | undefined {
  return error instanceof UserErrors ? error.errors.find((each) => each.field?.join('.') === field) : undefined;
}

/** The payload, where nothing is wrong with it. @throws {UserErrors} */
export function accepted<T extends { readonly userErrors: readonly UserError[] }>(payload: T): T {
  if (payload.userErrors.length > 0) throw new UserErrors(payload.userErrors);
  return payload;
}
