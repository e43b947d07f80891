import type { DeliveryErrorKind } from '../../../../generated/graphql.ts';

/** What came of an attempt. */
export interface Answer {
  readonly status: number | null;
  readonly errorKind: DeliveryErrorKind | null;
}

/** Without an address that may be reached, nothing goes out. */
export function isSent({ errorKind }: Pick<Answer, 'errorKind'>): boolean {
  return errorKind !== 'dns' && errorKind !== 'privateNetwork';
}

/** Why it has failed, as there are words for it: who does not believe the sender is mended otherwise than who has an error. */
export function reasonOf({ status, errorKind }: Answer): DeliveryErrorKind | 'denied' {
  return errorKind === 'status' && (status === 401 || status === 403) ? 'denied' : (errorKind ?? 'other');
}
