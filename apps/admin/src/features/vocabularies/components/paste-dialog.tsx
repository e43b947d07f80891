'use client';

import { Alert, Button, Checkbox, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useState } from 'react';
import { addedConcepts } from '../model/added-concepts.ts';
import { hasMoreColumns, parsePastedLines } from '../model/pasted-lines.ts';
import type { DialogProps } from './editor-dialogs.tsx';

type Props = Pick<DialogProps, 'contents' | 'onAct' | 'onClose'>;

/** Several concepts at once, as they are copied from a sheet. */
export function PasteDialog(props: Props) {
  const t = useTranslations('vocabularies.paste');
  return (
    <Modal opened onClose={props.onClose} title={t('title')} size="lg" centered>
      <Form {...props} />
    </Modal>
  );
}

function Form({ contents, onAct, onClose }: Props) {
  const t = useTranslations('vocabularies.paste');
  const tAction = useTranslations('common.action');
  const [text, setText] = useState('');
  const [isSkipping, setIsSkipping] = useState(true);
  const wanted = useDeferredValue(text);
  const lines = useMemo(() => parsePastedLines(wanted, [...contents.values()]), [wanted, contents]);
  const knownCount = lines.filter(({ isKnown }) => isKnown).length;
  const added = isSkipping ? lines.filter(({ isKnown }) => !isKnown) : lines;
  const add = () => {
    const concepts = addedConcepts(contents, added);
    onAct([{ kind: 'put', concepts }], concepts[0]?.id);
  };
  return (
    <Stack gap="sm">
      <Textarea
        label={t('lines')}
        description={t('hint')}
        placeholder={t('example')}
        data-autofocus
        autosize
        minRows={8}
        maxRows={18}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // A sheet's separator can be typed, too; Shift+Tab leaves the field.
          if (event.key !== 'Tab' || event.shiftKey || text === '') return;
          event.preventDefault();
          const { selectionStart, selectionEnd } = event.currentTarget;
          event.currentTarget.setRangeText('\t', selectionStart, selectionEnd, 'end');
          setText(event.currentTarget.value);
        }}
      />
      <Checkbox
        label={t('skip', { count: knownCount })}
        checked={isSkipping}
        disabled={knownCount === 0}
        onChange={(event) => setIsSkipping(event.currentTarget.checked)}
      />
      {hasMoreColumns(wanted) ? (
        <Alert color="yellow" variant="light" role="alert">
          {t('moreColumns')}
        </Alert>
      ) : null}
      <Text size="sm" c="dimmed" aria-live="polite">
        {t('counts', { lines: lines.length, added: added.length })}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {tAction('cancel')}
        </Button>
        <Button disabled={added.length === 0} onClick={add}>
          {t('add', { count: added.length })}
        </Button>
      </Group>
    </Stack>
  );
}
