'use client';

import { Group, Progress, Text } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import type { LibraryFragment } from '../../../../generated/graphql.ts';
import { formatRemaining } from '../../../lib/remaining.ts';
import { formatBytes } from '../../../lib/format.ts';
import { summarize } from '../uploads/summary.ts';
import type { UploadItem } from '../uploads/upload-queue.ts';
import classes from './libraries.module.css';
import { UploadRow } from './upload-row.tsx';

interface Props {
  readonly items: readonly UploadItem[];
  readonly libraries: readonly LibraryFragment[];
}

/** Each file, and all of them together. */
export function UploadList({ items, libraries }: Props) {
  const t = useTranslations('libraries.upload');
  if (items.length === 0) return null;
  const names = new Map(libraries.map(({ id, name }) => [id, name]));
  return (
    <>
      {items.length > 1 ? <Total items={items} /> : null}
      <ul className={classes.uploads} aria-label={t('files')}>
        {items.map((item) => (
          <UploadRow key={item.id} item={item} libraryName={names.get(item.libraryId) ?? ''} />
        ))}
      </ul>
    </>
  );
}

function Total({ items }: { readonly items: readonly UploadItem[] }) {
  const t = useTranslations('libraries.upload');
  const locale = useLocale();
  const { sentBytes, sizeBytes, doneCount, bytesPerSecond, etaMs } = summarize(items);
  const figures = [
    t('totalCount', { done: doneCount, total: items.length }),
    t('totalBytes', { sent: formatBytes(sentBytes, locale), total: formatBytes(sizeBytes, locale) }),
    bytesPerSecond > 0 ? t('rate', { rate: formatBytes(bytesPerSecond, locale) }) : null,
    etaMs === null ? null : t('eta', { time: formatRemaining(etaMs, locale) }),
  ];
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={4}>
        <Text size="sm" fw={600}>
          {t('total')}
        </Text>
        <Text size="xs" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {figures.filter((figure) => figure !== null).join(' · ')}
        </Text>
      </Group>
      <Progress value={(sentBytes / Math.max(1, sizeBytes)) * 100} size={8} aria-label={t('total')} />
    </div>
  );
}
