'use client';

import { Button, Stack, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FileDrop } from '../../../components/file-drop.tsx';
import { EXTENSIONS, MAX_BYTES, pastedFile, readFile } from '../model/import-file.ts';
import type { ImportFile } from '../model/import-file.ts';

interface Props {
  readonly onFile: (file: ImportFile) => void;
}

/** A file can be dropped or picked, or lines be pasted. */
export function FilePlace({ onFile }: Props) {
  const t = useTranslations('vocabularyExchange.import');
  return (
    <Stack gap="lg" maw={860}>
      <FileDrop extensions={EXTENSIONS} kinds={t('kinds')} maxBytes={MAX_BYTES} read={readFile} onFile={onFile} />
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
