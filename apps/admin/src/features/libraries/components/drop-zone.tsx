'use client';

import { Button, FileButton, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import classes from './libraries.module.css';

interface Props {
  readonly fileEndings: readonly string[];
  /** No library has been chosen yet. */
  readonly isDisabled: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Files can be dropped here, or picked. */
export function DropZone({ fileEndings, isDisabled, onFiles }: Props) {
  const t = useTranslations('libraries.upload');
  const [isOver, setIsOver] = useState(false);
  const reset = useRef<() => void>(null);
  useRefuseStrayDrops();
  return (
    <div
      className={classes.drop}
      data-over={(isOver && !isDisabled) || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        if (!isDisabled) onFiles([...event.dataTransfer.files]);
      }}
    >
      <IconUpload size={24} stroke={1.5} aria-hidden />
      <Text size="sm">{isDisabled ? t('chooseFirst') : t('drop')}</Text>
      <FileButton
        multiple
        accept={['video/*', ...fileEndings].join(',')}
        resetRef={reset}
        disabled={isDisabled}
        onChange={(files) => {
          onFiles(files);
          // So that the same file can be picked again.
          reset.current?.();
        }}
        inputProps={{ 'aria-label': t('pick') }}
      >
        {(props) => (
          <Button {...props} variant="default" disabled={isDisabled}>
            {t('pick')}
          </Button>
        )}
      </FileButton>
      <Text size="xs" c="dimmed">
        {t('kinds', { kinds: fileEndings.join(' ') })}
      </Text>
    </div>
  );
}

/** A file that is dropped beside the zone would replace the page. */
function useRefuseStrayDrops(): void {
  useEffect(() => {
    const refuse = (event: DragEvent) => event.preventDefault();
    window.addEventListener('dragover', refuse);
    window.addEventListener('drop', refuse);
    return () => {
      window.removeEventListener('dragover', refuse);
      window.removeEventListener('drop', refuse);
    };
  }, []);
}
