'use client';

import { Button, Group, Text, Title } from '@mantine/core';
import { IconClipboardText, IconPlus } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SLOTS } from '../model/template-problem.ts';
import type { RowAction, TemplateRow } from '../model/template-rows.ts';
import classes from './template-list.module.css';
import { TemplateLine } from './template-line.tsx';
import { TemplatePasteDialog } from './template-paste-dialog.tsx';
import { useTemplateLines } from './use-template-lines.ts';

interface Props {
  readonly rows: readonly TemplateRow[];
  /** What is wrong, line by line. */
  readonly messages: readonly (string | undefined)[];
  readonly language: string;
  readonly isReadOnly: boolean;
  readonly dispatch: (action: RowAction) => void;
}

export function TemplateList({ rows, messages, language, isReadOnly, dispatch }: Props) {
  const t = useTranslations('prompts.templates');
  const lines = useTemplateLines({ rows, dispatch });
  return (
    <section aria-labelledby="templates-title">
      <Group gap="xs" mb={6} className={classes.tools}>
        <Title order={2} size="h4" id="templates-title">
          {t('title')}{' '}
          <Text span c="dimmed" size="sm">
            {t('count', { count: rows.length })}
          </Text>
        </Title>
        {isReadOnly ? null : <SlotButtons onSlot={lines.putSlot} />}
      </Group>
      <ol ref={lines.list} className={classes.list} data-read-only={isReadOnly || undefined}>
        {rows.map((row, index) => (
          <TemplateLine
            key={row.key}
            row={row}
            index={index}
            count={rows.length}
            message={messages[index]}
            language={language}
            isReadOnly={isReadOnly}
            onSelect={(start, end) => lines.noteCursor(index, { start, end })}
            onInsert={lines.insert}
            onFocus={lines.focus}
            dispatch={dispatch}
          />
        ))}
      </ol>
      {isReadOnly ? null : <AddButtons onAdd={() => lines.insert(rows.length, [''])} onPasted={lines.append} />}
    </section>
  );
}

function SlotButtons({ onSlot }: { readonly onSlot: (slot: string) => void }) {
  const t = useTranslations('prompts');
  return (
    <Group gap={4} ml="auto" role="toolbar" aria-label={t('templates.insert')}>
      {SLOTS.map((slot) => (
        <Button
          key={slot}
          variant="default"
          size="compact-sm"
          aria-label={t('templates.insertSlot', { slot: `{${slot}}` })}
          title={t(`slot.${slot}`)}
          // The line keeps the cursor.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onSlot(slot)}
        >
          {`{${slot}}`}
        </Button>
      ))}
    </Group>
  );
}

interface AddButtonsProps {
  readonly onAdd: () => void;
  readonly onPasted: (texts: readonly string[]) => void;
}

function AddButtons({ onAdd, onPasted }: AddButtonsProps) {
  const t = useTranslations('prompts.templates');
  const [isPasting, setIsPasting] = useState(false);
  return (
    <Group gap="xs" mt="xs">
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
        {t('add')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconClipboardText size={16} aria-hidden />}
        onClick={() => setIsPasting(true)}
      >
        {t('paste')}
      </Button>
      <Text size="xs" c="dimmed">
        {t('keys')}
      </Text>
      <TemplatePasteDialog
        isOpen={isPasting}
        onClose={() => setIsPasting(false)}
        onAdd={(texts) => {
          setIsPasting(false);
          onPasted(texts);
        }}
      />
    </Group>
  );
}
