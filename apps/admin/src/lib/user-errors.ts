/** An expected failure, as payloads carry it. */
export interface UserError {
  readonly code: string;
  readonly field?: readonly string[] | null;
  readonly message: string;
}

/** Expected failures of a mutation, thrown so that TanStack Query sees it as failed. */
export class UserErrors extends Error {
  override readonly name = 'UserErrors';
  readonly errors: readonly UserError[];

  constructor(errors: readonly UserError[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.errors = errors;
  }

  /** Message at an input field, e.g. `templates.2`; undefined where there is none. */
  at(field: string): string | undefined {
    return this.errors.find((error) => error.field?.join('.') === field)?.message;
  }
}

/** The payload, where nothing is wrong with it. @throws {UserErrors} */
export function accepted<T extends { readonly userErrors: readonly UserError[] }>(payload: T): T {
  if (payload.userErrors.length > 0) throw new UserErrors(payload.userErrors);
  return payload;
}
