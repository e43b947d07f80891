'use client';

import { SimpleGrid, Skeleton } from '@mantine/core';
import { IconCpu } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useEncoders, usePulls } from '../api/use-encoders.ts';
import { EncoderCard } from './encoder-card.tsx';

/** The catalogue: what there is, under which terms, and how to fetch it. */
export function EncodersPage() {
  const t = useTranslations('encoders');
  const query = useEncoders();
  const pulls = usePulls();
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')} />
      <QueryView query={query} skeleton={<Waiting />}>
        {({ encoders }) =>
          encoders.length === 0 ? (
            <EmptyState icon={IconCpu} title={t('empty')} hint={t('emptyHint')} />
          ) : (
            <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
              {encoders.map((encoder) => (
                <EncoderCard key={encoder.id} encoder={encoder} pull={pulls.get(encoder.id) ?? null} />
              ))}
            </SimpleGrid>
          )
        }
      </QueryView>
    </>
  );
}

function Waiting() {
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" aria-hidden>
      {Array.from({ length: 4 }, (_, index) => (
        <Skeleton key={index} h={360} />
      ))}
    </SimpleGrid>
  );
}
