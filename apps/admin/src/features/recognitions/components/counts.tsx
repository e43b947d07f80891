'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';

interface Props {
  readonly videoCount: number;
  readonly succeededCount: number;
  readonly failedCount: number;
  readonly cancelledCount: number;
}

/** How many are through, and what became of them: `12 / 12 videos · 1 failed` */
export function Counts({ videoCount, succeededCount, failedCount, cancelledCount }: Props) {
  const t = useTranslations('recognitions.counts');
  return (
    <Text component="span" size="sm" className="figures">
      {t('done', { done: succeededCount + failedCount, total: videoCount })}
      {failedCount > 0 ? (
        <Text component="span" size="sm" c="red">
          {' · '}
          {t('failed', { count: failedCount })}
        </Text>
      ) : null}
      {cancelledCount > 0 ? ` · ${t('cancelled', { count: cancelledCount })}` : null}
    </Text>
  );
}
