'use client';

import { Button, Modal, Stack, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileImport } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FileDrop } from '../../../components/file-drop.tsx';
import { useMayNot } from '../../../lib/use-viewer.ts';
import { readAnnotationFile } from '../api/use-annotations.ts';
import type { AnnotationFile, AnnotationTarget } from '../api/use-annotations.ts';
import type { ReviewStore } from '../reviewing/review-store.ts';
import type { TrackConcept } from '../timeline/track.ts';
import { ImportForm } from './import-form.tsx';

const EXTENSIONS = ['.eaf', '.json', '.csv', '.vtt'] as const;
const MAX_BYTES = 20_000_000;

interface Props {
  readonly target: AnnotationTarget;
  readonly concepts: readonly TrackConcept[];
  readonly store: ReviewStore;
  /** Whether the words on show are those that can be said today. */
  readonly isOpen: boolean;
}

/** Takes what was annotated with another program, after a look at what that would do. */
export function ImportButton({ isOpen, ...props }: Props) {
  const t = useTranslations('annotations');
  const may = useTranslations('common.may');
  const mayNotReview = useMayNot('curate');
  const [isShown, dialog] = useDisclosure();
  const [file, setFile] = useState<AnnotationFile | null>(null);
  const open = () => {
    setFile(null);
    dialog.open();
  };
  return (
    <>
      <Tooltip label={mayNotReview ? may('curate') : t('closed')} disabled={isOpen}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFileImport size={14} aria-hidden />}
          data-disabled={!isOpen || undefined}
          aria-disabled={!isOpen}
          onClick={() => isOpen && open()}
        >
          {t('open')}
        </Button>
      </Tooltip>
      <Modal opened={isShown} onClose={dialog.close} title={t('title')} size="xl">
        <Stack gap="md">
          {file ? (
            <ImportForm {...props} file={file} onAgain={() => setFile(null)} onDone={dialog.close} />
          ) : (
            <>
              <Text size="sm">{t('hint')}</Text>
              <FileDrop
                extensions={EXTENSIONS}
                kinds={t('kinds')}
                maxBytes={MAX_BYTES}
                read={readAnnotationFile}
                onFile={setFile}
              />
            </>
          )}
        </Stack>
      </Modal>
    </>
  );
}
