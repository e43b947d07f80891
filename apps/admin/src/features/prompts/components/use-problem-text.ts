'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { LongPrompt } from '../model/long-prompts.ts';
import type { TemplateProblem } from '../model/template-problem.ts';

/** What is wrong with a template, in words; undefined where nothing is. */
export function useProblemText() {
  const t = useTranslations('prompts.problem');
  return useCallback(
    (problem: TemplateProblem | null, long: LongPrompt | null): string | undefined => {
      if (problem?.kind === 'unknownSlot') return t('unknownSlot', { slot: problem.slot });
      if (problem?.kind === 'repeated') return t('repeated', { number: problem.number });
      if (problem) return t(problem.kind);
      if (!long) return undefined;
      return t('tooManyTokens', { concept: long.concept, count: long.tokenCount, max: long.contextLength });
    },
    [t],
  );
}
