'use client';

import { Button, Group, Skeleton, Stack, Switch } from '@mantine/core';
import { IconBook2, IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { MoreButton } from '../../../components/more-button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { inTerms } from '../../../components/term.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { useVocabularies } from '../api/use-vocabularies.ts';
import { DetailsDialog } from './details-dialog.tsx';
import { VocabularyTable } from './vocabulary-table.tsx';

export function VocabulariesPage() {
  const t = useTranslations('vocabularies');
  const [archived, setArchived] = useUrlState('archived');
  const [isCreating, setIsCreating] = useState(false);
  const query = useVocabularies(archived !== null);
  const create = (
    <Permitted permission="curate">
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsCreating(true)}>
        {t('details.create')}
      </Button>
    </Permitted>
  );
  return (
    <>
      <PageHeader title={t('title')} hint={t.rich('hint.page', inTerms)}>
        <Button component={Link} variant="default" href="/vocabularies/presets">
          {t('presets')}
        </Button>
        <Permitted permission="curate">
          <Button component={Link} variant="default" href="/vocabularies/import">
            {t('import')}
          </Button>
        </Permitted>
        {create}
      </PageHeader>
      <Group mb="sm">
        <Switch
          label={t('list.showArchived')}
          checked={archived !== null}
          onChange={(event) => setArchived(event.currentTarget.checked ? '1' : null)}
        />
      </Group>
      <QueryView query={query} skeleton={<TableSkeleton />}>
        {(vocabularies) =>
          vocabularies.length > 0 ? (
            <>
              <VocabularyTable vocabularies={vocabularies} />
              <MoreButton query={query} />
            </>
          ) : (
            <EmptyState icon={IconBook2} title={t('list.empty')} hint={t('list.emptyHint')}>
              {create}
            </EmptyState>
          )
        }
      </QueryView>
      <DetailsDialog isOpen={isCreating} onClose={() => setIsCreating(false)} />
    </>
  );
}

function TableSkeleton() {
  return (
    <Stack gap={6}>
      {[1, 2, 3, 4, 5].map((line) => (
        <Skeleton key={line} height={36} />
      ))}
    </Stack>
  );
}
