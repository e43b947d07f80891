'use client';

import type { ReactNode } from 'react';
import { errorLines, useErrorText, useUserErrorWords } from './use-error-text.ts';
import { errorAt, UserErrors } from './user-errors.ts';

/** Gives what tells people of a failed change, in their language, field by field. */
export function useProblemText() {
  const errorText = useErrorText();
  const wordsOf = useUserErrorWords();
  return {
    /** At an input field; undefined where there is nothing to say there. */
    at: (error: Error | null, field: string): ReactNode => {
      const found = errorAt(error, field);
      return found && errorLines([wordsOf(found)]);
    },
    /** What is not about one of these fields; null where all is told there. */
    besides: (error: Error | null, fields: readonly string[]): ReactNode => {
      if (!error) return null;
      if (!(error instanceof UserErrors)) return errorText(error);
      const others = error.errors.filter(({ field }) => !fields.includes(field?.join('.') ?? ''));
      return others.length > 0 ? errorLines(others.map(wordsOf)) : null;
    },
  };
}
