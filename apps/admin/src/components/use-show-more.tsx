'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ReactNode } from 'react';

/** The first items of a list that is all there, and a button for the next ones; null where there are no more. */
export function useShowMore<T>(
  items: readonly T[],
  step = 100,
): { readonly shown: readonly T[]; readonly more: ReactNode } {
  const t = useTranslations('common.action');
  const [count, setCount] = useState(step);
  const rest = items.length - count;
  const more =
    rest > 0 ? (
      <Button variant="default" mt="sm" onClick={() => setCount((before) => before + step)}>
        {t('moreCount', { count: rest })}
      </Button>
    ) : null;
  return { shown: items.slice(0, count), more };
}
