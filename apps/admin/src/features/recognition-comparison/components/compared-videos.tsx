'use client';

import { ActionIcon, Anchor, Group, Skeleton, Table, Title } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Fragment, useState } from 'react';
import { ListTable } from '../../../components/list-table.tsx';
import { MoreButton } from '../../../components/more-button.tsx';
import { LoadError } from '../../../components/query-view.tsx';
import { formatLength, formatPercent } from '../../../lib/format.ts';
import { useComparedVideos } from '../api/use-comparison.ts';
import type { ComparedVideo, Comparison } from '../api/use-comparison.ts';
import { ChangedSpans } from './changed-spans.tsx';
import classes from './comparison.module.css';

interface Props extends Pick<Comparison, 'concepts'> {
  /** Of the recognition. */
  readonly id: string;
}

/** Videos in which most is different; each opens to the parts that are. */
export function ComparedVideos({ id, concepts }: Props) {
  const t = useTranslations('recognitionComparison.videos');
  const [openId, setOpenId] = useState<string | null>(null);
  const query = useComparedVideos(id);
  if (query.isError) return <LoadError error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton h={240} />;
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h4" mb={6}>
        {t('title')}
      </Title>
      <ListTable label={t('title')} minWidth={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('video')}</Table.Th>
            <Table.Th ta="right">{t('share')}</Table.Th>
            <Table.Th ta="right">{t('time')}</Table.Th>
            <Table.Th ta="right">{t('parts')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {query.data.pages
            .flatMap(({ nodes }) => nodes)
            .map((compared) => (
              <Fragment key={compared.video.id}>
                <VideoRow
                  compared={compared}
                  isOpen={openId === compared.video.id}
                  onToggle={() => setOpenId(openId === compared.video.id ? null : compared.video.id)}
                />
                {openId === compared.video.id ? (
                  <Table.Tr>
                    <Table.Td colSpan={4}>
                      <ChangedSpans id={id} videoId={compared.video.id} concepts={concepts} />
                    </Table.Td>
                  </Table.Tr>
                ) : null}
              </Fragment>
            ))}
        </Table.Tbody>
      </ListTable>
      <MoreButton query={query} />
    </section>
  );
}

interface RowProps {
  readonly compared: ComparedVideo;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function VideoRow({ compared, isOpen, onToggle }: RowProps) {
  const t = useTranslations('recognitionComparison.videos');
  const locale = useLocale();
  const { video, before, after, comparedMs, changedMs, changeCount } = compared;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-expanded={isOpen}
            aria-label={t(isOpen ? 'hide' : 'show', { name: video.name })}
            onClick={onToggle}
          >
            <Chevron size={16} aria-hidden />
          </ActionIcon>
          <Anchor
            component={Link}
            size="sm"
            href={`/videos/${video.id}?recognition=${after.id}&compare=${before.id}`}
            prefetch={false}
          >
            {video.name}
          </Anchor>
        </Group>
      </Table.Td>
      <Table.Td ta="right" className={classes.figure} data-label={t('share')}>
        {formatPercent(changedMs / comparedMs, locale)}
      </Table.Td>
      <Table.Td ta="right" className={classes.figure} data-label={t('time')}>
        {formatLength(changedMs)}
      </Table.Td>
      <Table.Td ta="right" className={classes.figure} data-label={t('parts')}>
        {changeCount}
      </Table.Td>
    </Table.Tr>
  );
}
