import type { OperationError } from '@actionary/inference/domain';
import type { UserError } from '../../../lib/user-errors.ts';

/** What does not fit the draft here, as the server would refuse it. */
export function refusalOf({ message, reason: { reason, ...parameters } }: OperationError): UserError {
  return {
    code: 'INVALID',
    message,
    reason,
    parameters: Object.entries(parameters).map(([name, value]) => ({ name, value: String(value) })),
  };
}
