'use client';

import { Group, Select, Text } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { MoreButton } from '../../../components/more-button.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { useDecisions } from '../api/use-decisions.ts';
import { useQueue, useQueueVocabularies } from '../api/use-queue.ts';
import { BulkAccept } from './bulk-accept.tsx';
import { QueueList } from './queue-list.tsx';
import { QueueSkeleton } from './queue-skeleton.tsx';

/** Reviews whose concept was split: a person says which of the new ones it is. */
export function SplitReviews() {
  const t = useTranslations('reviews');
  const [vocabularyId, setVocabulary] = useUrlState('vocabulary');
  const { data: vocabularies = [] } = useQueueVocabularies();
  return (
    <>
      <Group justify="space-between" mb="md" gap="sm">
        <Text size="sm" c="dimmed" maw={640}>
          {t('hint')}
        </Text>
        <Select
          aria-label={t('vocabulary')}
          placeholder={t('allVocabularies')}
          clearable
          w={240}
          value={vocabularyId}
          data={vocabularies.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setVocabulary}
        />
      </Group>
      <Queue key={vocabularyId ?? ''} vocabularyId={vocabularyId} />
    </>
  );
}

/** What waits, and what has been decided since it was opened. */
function Queue({ vocabularyId }: { readonly vocabularyId: string | null }) {
  const t = useTranslations('reviews');
  const query = useQueue(vocabularyId);
  const decisions = useDecisions();
  const { decided } = decisions;
  return (
    <QueryView query={query} skeleton={<QueueSkeleton />}>
      {({ items, totalCount }) => {
        if (items.length === 0)
          return (
            <EmptyState
              icon={IconChecklist}
              title={t('empty.title')}
              hint={t('empty.hint')}
              act={{ href: '/vocabularies', label: t('empty.toVocabularies') }}
            />
          );
        const leftCount = Math.max(0, totalCount - decided.size);
        return (
          <>
            <Group justify="space-between" mb="sm" gap="xs">
              <Text size="sm" fw={600} role="status" className="figures">
                {t('left', { count: leftCount })}
                <Text span size="xs" c="dimmed" ml="md" fw={400} visibleFrom="sm" className="key-cap">
                  {t('keys')}
                </Text>
              </Text>
              <BulkAccept vocabularyId={vocabularyId} decisions={decisions} />
            </Group>
            {leftCount === 0 ? (
              <EmptyState icon={IconChecklist} title={t('finished.title')} hint={t('finished.hint')} />
            ) : null}
            <QueueList items={items} decisions={decisions} />
            <MoreButton query={query} />
          </>
        );
      }}
    </QueryView>
  );
}
