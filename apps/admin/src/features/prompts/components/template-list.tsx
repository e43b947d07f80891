'use client';

import { Button, Group, Text, Title } from '@mantine/core';
import { IconClipboardText, IconPlus } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { SLOTS } from '../model/template-problem.ts';
import type { RowAction, TemplateRow } from '../model/template-rows.ts';
import classes from './template-list.module.css';
import { TemplateLine } from './template-line.tsx';
import { TemplatePasteDialog } from './template-paste-dialog.tsx';

interface Props {
  readonly rows: readonly TemplateRow[];
  /** What is wrong, line by line. */
  readonly messages: readonly (string | undefined)[];
  readonly language: string;
  readonly isReadOnly: boolean;
  readonly dispatch: (action: RowAction) => void;
}

export function TemplateList({ rows, messages, language, isReadOnly, dispatch }: Props) {
  const t = useTranslations('prompts');
  const list = useRef<HTMLOListElement>(null);
  /** Where the cursor was last: slots are inserted there. */
  const last = useRef<{ index: number; start: number; end: number } | null>(null);
  const [isPasting, setIsPasting] = useState(false);

  const focusLine = (index: number, caret?: number) =>
    requestAnimationFrame(() => {
      const input = list.current?.querySelectorAll<HTMLTextAreaElement>('textarea:not([aria-hidden])')[index];
      input?.focus();
      if (caret !== undefined) input?.setSelectionRange(caret, caret);
    });
  const insert = (index: number, texts: readonly string[]) => {
    dispatch({ type: 'insert', index, texts });
    focusLine(index + texts.length - 1);
  };
  const insertSlot = (slot: string) => {
    const index = Math.min(last.current?.index ?? rows.length - 1, rows.length - 1);
    const { text } = rows[index]!;
    const { start, end } = last.current ?? { start: text.length, end: text.length };
    dispatch({ type: 'change', index, text: `${text.slice(0, start)}{${slot}}${text.slice(end)}` });
    focusLine(index, start + slot.length + 2);
  };
  return (
    <section aria-labelledby="templates-title">
      <Group gap="xs" mb={6} className={classes.tools}>
        <Title order={2} size="h4" id="templates-title">
          {t('templates.title')}{' '}
          <Text span c="dimmed" size="sm">
            {t('templates.count', { count: rows.length })}
          </Text>
        </Title>
        {isReadOnly ? null : (
          <Group gap={4} ml="auto" role="toolbar" aria-label={t('templates.insert')}>
            {SLOTS.map((slot) => (
              <Button
                key={slot}
                variant="default"
                size="compact-sm"
                aria-label={t('templates.insertSlot', { slot: `{${slot}}` })}
                title={t(`slot.${slot}`)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => insertSlot(slot)}
              >
                {`{${slot}}`}
              </Button>
            ))}
          </Group>
        )}
      </Group>
      <ol ref={list} className={classes.list} data-read-only={isReadOnly || undefined}>
        {rows.map((row, index) => (
          <TemplateLine
            key={row.key}
            row={row}
            index={index}
            count={rows.length}
            message={messages[index]}
            language={language}
            isReadOnly={isReadOnly}
            onSelect={(start, end) => {
              last.current = { index, start, end };
            }}
            onInsert={insert}
            onFocus={focusLine}
            dispatch={dispatch}
          />
        ))}
      </ol>
      {isReadOnly ? null : (
        <Group gap="xs" mt="xs">
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => insert(rows.length, [''])}
          >
            {t('templates.add')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconClipboardText size={16} aria-hidden />}
            onClick={() => setIsPasting(true)}
          >
            {t('templates.paste')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('templates.keys')}
          </Text>
        </Group>
      )}
      <TemplatePasteDialog
        isOpen={isPasting}
        onClose={() => setIsPasting(false)}
        onAdd={(texts) => {
          setIsPasting(false);
          const isEmpty = rows.length === 1 && rows[0]!.text.trim() === '';
          if (isEmpty) dispatch({ type: 'reset', templates: texts });
          else insert(rows.length, texts);
        }}
      />
    </section>
  );
}
