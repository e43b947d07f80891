'use client';

import { Alert, Button, FileButton, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { DragEvent } from 'react';
import classes from './file-drop.module.css';

interface Props<F> {
  /** With their dots. */
  readonly extensions: readonly string[];
  /** What kinds of files are read. */
  readonly kinds: string;
  readonly maxBytes: number;
  /** @throws where it cannot be read */
  readonly read: (file: File) => Promise<F>;
  readonly onFile: (file: F) => void;
}

/** A file can be dropped or picked. */
export function FileDrop<F>({ extensions, kinds, maxBytes, read, onFile }: Props<F>) {
  const t = useTranslations('common.file');
  const [isOver, setIsOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File | null | undefined) => {
    if (!file) return;
    if (file.size > maxBytes) {
      setProblem(t('tooLarge', { size: maxBytes / 1e6 }));
      return;
    }
    try {
      onFile(await read(file));
    } catch {
      setProblem(t('unreadable'));
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <>
      {problem ? (
        <Alert color="red" variant="light" role="alert">
          {problem}
        </Alert>
      ) : null}
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
      >
        <IconUpload size={28} stroke={1.5} aria-hidden />
        <Text size="sm">{t('drop')}</Text>
        <FileButton
          accept={extensions.join(',')}
          onChange={(file) => void take(file)}
          inputProps={{ 'aria-label': t('pick') }}
        >
          {(props) => <Button {...props}>{t('pick')}</Button>}
        </FileButton>
        <Text size="xs" c="dimmed">
          {kinds}
        </Text>
      </div>
    </>
  );
}
