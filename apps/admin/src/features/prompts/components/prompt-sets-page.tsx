'use client';

import { Anchor, Button, Skeleton, Stack, Table } from '@mantine/core';
import { IconFlask, IconMessage2Code, IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { ListTable } from '../../../components/list-table.tsx';
import { MoreButton } from '../../../components/more-button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { inTerms } from '../../../components/term.tsx';
import { usePromptSets } from '../api/use-prompt-sets.ts';
import type { Summary } from '../api/use-prompt-sets.ts';
import { Origin } from './origin.tsx';

export function PromptSetsPage() {
  const t = useTranslations('prompts');
  const tLab = useTranslations('promptLab');
  const query = usePromptSets();
  const create = (
    <Permitted permission="curate">
      <Button component={Link} href="/prompts/new" leftSection={<IconPlus size={16} aria-hidden />}>
        {t('create')}
      </Button>
    </Permitted>
  );
  return (
    <>
      <PageHeader title={t('title')} hint={t.rich('hint', inTerms)}>
        <Button
          component={Link}
          href="/prompts/lab"
          variant="default"
          leftSection={<IconFlask size={16} aria-hidden />}
        >
          {tLab('open')}
        </Button>
        {create}
      </PageHeader>
      <QueryView query={query} skeleton={<TableSkeleton />}>
        {(promptSets) =>
          promptSets.length > 0 ? (
            <>
              <PromptSetTable promptSets={promptSets} />
              <MoreButton query={query} />
            </>
          ) : (
            <EmptyState icon={IconMessage2Code} title={t('list.empty')} hint={t('list.emptyHint')}>
              {create}
            </EmptyState>
          )
        }
      </QueryView>
    </>
  );
}

function PromptSetTable({ promptSets }: { readonly promptSets: readonly Summary[] }) {
  const t = useTranslations('prompts.list');
  const format = useFormatter();
  return (
    <ListTable label={t('label')} minWidth={680}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('name')}</Table.Th>
          <Table.Th>{t('language')}</Table.Th>
          <Table.Th ta="right">{t('templates')}</Table.Th>
          <Table.Th ta="right">{t('version')}</Table.Th>
          <Table.Th>{t('source')}</Table.Th>
          <Table.Th>{t('licence')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {promptSets.map(({ id, name, source, licence, latest }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <Anchor component={Link} href={`/prompts/${id}`} fw={600} size="sm">
                {name}
              </Anchor>
            </Table.Td>
            <Table.Td data-label={t('language')}>{latest.language}</Table.Td>
            <Table.Td ta="right" data-label={t('templates')}>
              {format.number(latest.templates.length)}
            </Table.Td>
            <Table.Td ta="right" data-label={t('version')}>
              {latest.number}
            </Table.Td>
            <Table.Td>
              <Origin text={source} />
            </Table.Td>
            <Table.Td>{licence}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ListTable>
  );
}

function TableSkeleton() {
  return (
    <Stack gap={6}>
      {[1, 2, 3, 4].map((line) => (
        <Skeleton key={line} height={36} />
      ))}
    </Stack>
  );
}
