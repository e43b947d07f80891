'use client';

import { Anchor, Button, Skeleton, Table, Text } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { HomeRecognitionFragment } from '../../../../generated/graphql.ts';
import { DateTime } from '../../../components/date-time.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ListTable } from '../../../components/list-table.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { RunBadge } from '../../../components/run-badge.tsx';
import { useHome } from '../api/use-home.ts';
import classes from './home.module.css';
import { Section } from './section.tsx';

/** The last recognitions, with what has become of their videos. */
export function LatestRecognitions() {
  const t = useTranslations('home');
  const query = useHome();
  const link = (
    <Anchor component={Link} href="/recognitions" size="sm">
      {t('allRecognitions')}
    </Anchor>
  );
  return (
    <Section title={t('recognitions')} link={link}>
      <QueryView query={query} skeleton={<Skeleton h={96} />}>
        {({ recognitions: { nodes } }) => (nodes.length === 0 ? <None /> : <Recognitions recognitions={nodes} />)}
      </QueryView>
    </Section>
  );
}

function None() {
  const t = useTranslations('home');
  return (
    <EmptyState icon={IconTimeline} title={t('noRecognitions')} hint={t('noRecognitionsHint')}>
      <Permitted permission="operate">
        <Button component={Link} href="/recognitions/new" variant="default">
          {t('start')}
        </Button>
      </Permitted>
    </EmptyState>
  );
}

function Recognitions({ recognitions }: { readonly recognitions: readonly HomeRecognitionFragment[] }) {
  const t = useTranslations('home');
  return (
    <ListTable label={t('recognitions')} minWidth={460}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('recipe')}</Table.Th>
          <Table.Th>{t('state')}</Table.Th>
          <Table.Th className={classes.number}>{t('done')}</Table.Th>
          <Table.Th className={classes.number}>{t('when')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {recognitions.map((recognition) => (
          <Row key={recognition.id} recognition={recognition} />
        ))}
      </Table.Tbody>
    </ListTable>
  );
}

function Row({ recognition }: { readonly recognition: HomeRecognitionFragment }) {
  const t = useTranslations('home');
  const format = useFormatter();
  const { id, state, pausedAt, recipe, videoCount, succeededCount, failedCount, progress, createdAt } = recognition;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} href={`/recognitions/${id}`} size="sm">
          {recipe.name}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <RunBadge state={state} hasFailures={failedCount > 0} isPaused={pausedAt !== null} />{' '}
        {state === 'running' ? format.number(progress, { style: 'percent' }) : null}
      </Table.Td>
      <Table.Td className={classes.number}>
        {format.number(succeededCount + failedCount)} / {format.number(videoCount)}
        {failedCount > 0 ? (
          <Text size="xs" c="red">
            {t('failedCount', { count: failedCount })}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td className={classes.number}>
        <DateTime iso={createdAt} />
      </Table.Td>
    </Table.Tr>
  );
}
