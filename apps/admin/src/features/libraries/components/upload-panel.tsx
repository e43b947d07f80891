'use client';

import { Button, CloseButton, Group, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { LibraryFragment } from '../../../../generated/graphql.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { useUploadLimits } from '../api/use-upload-limits.ts';
import type { UploadItem } from '../uploads/upload-queue.ts';
import { uploads } from '../uploads/use-uploads.ts';
import { refusalOf } from '../uploads/video-files.ts';
import type { FileRefusal } from '../uploads/video-files.ts';
import { DropZone } from './drop-zone.tsx';
import { Problem } from './problem.tsx';
import { UnfinishedUploads } from './unfinished-uploads.tsx';
import { UploadList } from './upload-list.tsx';

interface Props {
  readonly items: readonly UploadItem[];
  readonly libraries: readonly LibraryFragment[];
  /** Where uploads go unless people say otherwise. */
  readonly preferredId: string | null;
  readonly onAddLibrary: () => void;
  readonly onClose: () => void;
}

interface Refused {
  readonly name: string;
  readonly reason: FileRefusal;
}

/** Takes files, says where they go, and follows them. */
export function UploadPanel({ items, libraries, preferredId, onAddLibrary, onClose }: Props) {
  const t = useTranslations('libraries.upload');
  const [chosenId, choose] = useState<string | null>(null);
  const { data: limits } = useUploadLimits();
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const takers = libraries.filter(({ bucket }) => bucket === null);
  const target = [chosenId, preferredId]
    .map((wanted) => takers.find(({ id }) => id === wanted))
    .concat(takers.find(({ isOwnFolder }) => isOwnFolder))
    .find((library) => library !== undefined);
  const take = (files: readonly File[]) => {
    if (!target || !limits) return;
    const judged = files.map((file) => ({ file, reason: refusalOf(file, limits) }));
    setRefused(judged.flatMap(({ file: { name }, reason }) => (reason ? [{ name, reason }] : [])));
    uploads.add(
      target.id,
      judged.filter(({ reason }) => reason === null).map(({ file }) => file),
    );
  };
  const isBusy = items.some(({ state }) => state !== 'done');
  const close = () => {
    for (const { id, state } of items) if (state === 'done') uploads.remove(id);
    onClose();
  };
  return (
    <Paper component="section" withBorder p="md" aria-label={t('title')}>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h6">
          {t('title')}
        </Title>
        {isBusy ? null : <CloseButton aria-label={t('close')} onClick={close} />}
      </Group>
      {takers.length === 0 ? (
        <EmptyState icon={IconFolderPlus} title={t('noLibrary')} hint={t('noLibraryHint')}>
          <Button onClick={onAddLibrary}>{t('addLibrary')}</Button>
        </EmptyState>
      ) : (
        <Stack gap="sm">
          <Select
            label={t('target')}
            placeholder={t('targetPlaceholder')}
            description={
              target?.folder && !target.isOwnFolder ? t('targetFolder', { folder: target.folder }) : undefined
            }
            data={takers.map(({ id, name }) => ({ value: id, label: name }))}
            value={target?.id ?? null}
            onChange={choose}
            allowDeselect={false}
            searchable
            maw={420}
          />
          <DropZone fileEndings={limits?.fileEndings ?? []} isDisabled={!target || !limits} onFiles={take} />
          {refused.map(({ name, reason }) => (
            <Problem key={name}>{t(`refused.${reason}`, { name })}</Problem>
          ))}
          <UploadList items={items} libraries={libraries} />
          <UnfinishedUploads items={items} libraries={libraries} />
          {isBusy ? (
            <Text size="xs" c="dimmed">
              {t('keepOpen')}
            </Text>
          ) : null}
        </Stack>
      )}
    </Paper>
  );
}
