'use client';

import { Alert, Button, FileButton, Stack, Text, Textarea } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { DragEvent } from 'react';
import { EXTENSIONS, MAX_BYTES, pastedFile, readFile } from '../model/import-file.ts';
import type { ImportFile } from '../model/import-file.ts';
import classes from './exchange.module.css';

interface Props {
  readonly onFile: (file: ImportFile) => void;
}

/** A file can be dropped or picked, or lines be pasted. */
export function FilePlace({ onFile }: Props) {
  const t = useTranslations('vocabularyExchange.import');
  const [isOver, setIsOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File | null | undefined) => {
    if (!file) return;
    if (file.size > MAX_BYTES) {
      setProblem(t('tooLarge'));
      return;
    }
    try {
      onFile(await readFile(file));
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
    <Stack gap="lg" maw={860}>
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
          accept={EXTENSIONS.join(',')}
          onChange={(file) => void take(file)}
          inputProps={{ 'aria-label': t('pick') }}
        >
          {(props) => <Button {...props}>{t('pick')}</Button>}
        </FileButton>
        <Text size="xs" c="dimmed">
          {t('kinds')}
        </Text>
      </div>
      <PastePlace onFile={onFile} />
    </Stack>
  );
}

function PastePlace({ onFile }: Props) {
  const t = useTranslations('vocabularyExchange.import');
  const [text, setText] = useState('');
  return (
    <div>
      <Textarea
        label={t('paste')}
        description={t('pasteHint')}
        autosize
        minRows={4}
        maxRows={14}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        mt="xs"
        variant="default"
        disabled={text.trim() === ''}
        onClick={() => onFile(pastedFile(text, t('pasteName')))}
      >
        {t('pasteAct')}
      </Button>
    </div>
  );
}
