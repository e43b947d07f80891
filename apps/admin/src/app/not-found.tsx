'use client';

import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../components/empty-state.tsx';

export default function NotFound() {
  const t = useTranslations('common.state');
  return (
    <EmptyState icon={IconMapOff} title={t('notFound')} hint={t('notFoundHint')}>
      <Button component={Link} href="/" variant="default">
        {t('toHome')}
      </Button>
    </EmptyState>
  );
}
