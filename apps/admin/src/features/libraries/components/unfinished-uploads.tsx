'use client';

import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { LibraryFragment } from '../../../../generated/graphql.ts';
import { formatBytes } from '../../../lib/format.ts';
import { discardUnfinished } from '../uploads/unfinished-uploads.ts';
import type { UnfinishedUpload } from '../uploads/unfinished-uploads.ts';
import type { UploadItem } from '../uploads/upload-queue.ts';
import { uploads, useUnfinishedUploads } from '../uploads/use-uploads.ts';
import { Problem } from './problem.tsx';

interface Props {
  readonly items: readonly UploadItem[];
  readonly libraries: readonly LibraryFragment[];
}

/** Uploads that a reload has cut off: browsers keep no files, so people pick them again. */
export function UnfinishedUploads({ items, libraries }: Props) {
  const t = useTranslations('libraries.upload');
  const { unfinished, reload } = useUnfinishedUploads(items);
  const known = unfinished.filter(({ libraryId }) => libraries.some(({ id }) => id === libraryId));
  if (known.length === 0) return null;
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {t('unfinished')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('unfinishedHint')}
      </Text>
      {known.map((upload) => (
        <Unfinished key={upload.key} upload={upload} onGone={() => void reload()} />
      ))}
    </Stack>
  );
}

interface UnfinishedProps {
  readonly upload: UnfinishedUpload;
  readonly onGone: () => void;
}

function Unfinished({ upload, onGone }: UnfinishedProps) {
  const t = useTranslations('libraries.upload');
  const locale = useLocale();
  const [isOther, setIsOther] = useState(false);
  const { name, sizeBytes, libraryId } = upload;
  const goOn = (file: File | null) => {
    if (!file) return;
    const isSame = file.name === name && file.size === sizeBytes;
    setIsOther(!isSame);
    if (isSame) uploads.add(libraryId, [file]);
  };
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {name}{' '}
          <Text span size="xs" c="dimmed">
            {formatBytes(sizeBytes, locale)}
          </Text>
        </Text>
        <Group gap={6}>
          <FileButton onChange={goOn} inputProps={{ 'aria-label': t('pickAgainName', { name }) }}>
            {(props) => (
              <Button {...props} size="compact-sm" variant="default" aria-label={t('pickAgainName', { name })}>
                {t('pickAgain')}
              </Button>
            )}
          </FileButton>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t('cancel', { name })}
            onClick={() => void discardUnfinished(upload).then(onGone)}
          >
            {t('discard')}
          </Button>
        </Group>
      </Group>
      {isOther ? <Problem>{t('otherFile', { name })}</Problem> : null}
    </div>
  );
}
