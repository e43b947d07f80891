'use client';

import { useTranslations } from 'next-intl';
import { OF_PLACES, useErrorText } from './use-error-text.ts';
import type { UserError } from './user-errors.ts';
import { UserErrors } from './user-errors.ts';

/** Codes whose meaning needs no more words than the code tells; the others keep the server's message. */
const OWN_TEXT = [...OF_PLACES, 'TAKEN', 'STALE', 'NOT_FOUND'] as const;

/** Gives what tells people of a failed change, in their language where the code tells enough. */
export function useProblemText() {
  const t = useTranslations('common.error');
  const errorText = useErrorText();
  const textOf = ({ code, message }: UserError) => {
    const known = OWN_TEXT.find((name) => name === code);
    return known ? t(known) : message;
  };
  return {
    /** At an input field; undefined where there is nothing to say there. */
    at: (error: Error | null, field: string): string | undefined => {
      const found =
        error instanceof UserErrors ? error.errors.find((each) => each.field?.join('.') === field) : undefined;
      return found && textOf(found);
    },
    /** What is not about one of these fields; null where all is told there. */
    besides: (error: Error | null, fields: readonly string[]): string | null => {
      if (!error) return null;
      if (!(error instanceof UserErrors)) return errorText(error);
      const others = error.errors.filter(({ field }) => !fields.includes(field?.join('.') ?? ''));
      return others.length > 0 ? others.map(textOf).join('\n') : null;
    },
  };
}
