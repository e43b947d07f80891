'use client';

import { Group, Switch, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Matrix } from '../api/use-checks.ts';
import { HeatMap } from './heat-map.tsx';
import { MatrixTable } from './matrix-table.tsx';

interface Props {
  readonly matrix: Matrix;
  readonly threshold: number;
}

/** The similarities as a map, or as figures. */
export function MatrixSection({ matrix, threshold }: Props) {
  const t = useTranslations('vocabularyChecks.matrix');
  const [isTable, setIsTable] = useState(false);
  return (
    <section aria-label={t('title')}>
      <Group justify="space-between" mb="xs" gap="xs">
        <div>
          <Title order={3} size="h5">
            {t('title')}
          </Title>
          <Text size="xs" c="dimmed">
            {t('hint')}
          </Text>
        </div>
        <Switch label={t('asTable')} checked={isTable} onChange={(event) => setIsTable(event.currentTarget.checked)} />
      </Group>
      {isTable ? <MatrixTable matrix={matrix} /> : <HeatMap matrix={matrix} threshold={threshold} />}
    </section>
  );
}
