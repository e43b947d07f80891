'use client';

import { Anchor, Group, Table, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ListTable } from '../../../components/list-table.tsx';
import { useShowMore } from '../../../components/use-show-more.tsx';
import { formatLength, formatTime } from '../../../lib/format.ts';
import { spanAddress } from '../api/span-address.ts';
import type { Comparison } from '../api/use-comparison.ts';
import classes from './comparison.module.css';
import { useConceptNames } from './use-concept-names.ts';

const FIRST_ROWS = 10;

/** Which concept's time is another one's now, with examples to look at. */
export function SwapTable({ comparison: { swaps, swapCount, concepts } }: { readonly comparison: Comparison }) {
  const t = useTranslations('recognitionComparison.swaps');
  const nameOf = useConceptNames(concepts);
  const { shown, more } = useShowMore(swaps, FIRST_ROWS);
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h4" mb={6}>
        {t('title')}
      </Title>
      <ListTable label={t('title')} minWidth={720}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{`${t('from')} → ${t('to')}`}</Table.Th>
            <Table.Th ta="right">{t('time')}</Table.Th>
            <Table.Th ta="right">{t('parts')}</Table.Th>
            <Table.Th>{t('examples')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ beforeId, afterId, durationMs, count, examples }) => (
            <Table.Tr key={`${beforeId} ${afterId}`}>
              <Table.Td>
                {nameOf(beforeId)} → <strong>{nameOf(afterId)}</strong>
              </Table.Td>
              <Table.Td ta="right" className={classes.figure} data-label={t('time')}>
                {formatLength(durationMs)}
              </Table.Td>
              <Table.Td ta="right" className={classes.figure} data-label={t('parts')}>
                {count}
              </Table.Td>
              <Table.Td>
                <Group gap="4px 12px">
                  {examples.map((span) => (
                    <Anchor
                      key={span.video.id}
                      component={Link}
                      href={spanAddress(span)}
                      size="sm"
                      aria-label={t('example', { name: span.video.name, time: formatTime(span.startMs) })}
                    >
                      {span.video.name} {formatLength(span.startMs)}
                    </Anchor>
                  ))}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ListTable>
      {more}
      {swapCount > swaps.length ? (
        <Text size="xs" c="dimmed" mt={6}>
          {t('more', { count: swaps.length, all: swapCount })}
        </Text>
      ) : null}
    </section>
  );
}
