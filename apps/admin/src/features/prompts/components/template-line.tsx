'use client';

import { ActionIcon, Textarea } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { templateLines } from '../model/template-rows.ts';
import type { RowAction, TemplateRow } from '../model/template-rows.ts';
import classes from './template-list.module.css';

interface Props {
  readonly row: TemplateRow;
  readonly index: number;
  readonly count: number;
  readonly message: string | undefined;
  readonly language: string;
  readonly isReadOnly: boolean;
  /** The cursor or selection has moved. */
  readonly onSelect: (start: number, end: number) => void;
  readonly onInsert: (index: number, texts: readonly string[]) => void;
  readonly onFocus: (index: number, caret?: number) => void;
  readonly dispatch: (action: RowAction) => void;
}

export function TemplateLine(props: Props) {
  const { row, index, message, language, isReadOnly, onSelect, onInsert, dispatch } = props;
  const t = useTranslations('prompts.templates');
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const texts = templateLines(event.clipboardData.getData('text/plain'));
    if (texts.length < 2) return;
    event.preventDefault();
    if (row.text.trim() === '') {
      dispatch({ type: 'change', index, text: texts[0]! });
      onInsert(index + 1, texts.slice(1));
    } else onInsert(index + 1, texts);
  };
  return (
    <li className={classes.line}>
      <span className={classes.number} aria-hidden>
        {index + 1}
      </span>
      <Textarea
        aria-label={t('label', { number: index + 1 })}
        lang={language}
        autosize
        minRows={1}
        spellCheck={false}
        value={row.text}
        error={message}
        readOnly={isReadOnly}
        onChange={(event) =>
          dispatch({ type: 'change', index, text: event.currentTarget.value.replaceAll(/[\r\n]+/g, ' ') })
        }
        onSelect={({ currentTarget: { selectionStart, selectionEnd } }) => onSelect(selectionStart, selectionEnd)}
        onPaste={isReadOnly ? undefined : onPaste}
        onKeyDown={isReadOnly ? undefined : (event) => onKeyDown(event, props)}
      />
      {isReadOnly ? null : <Acts {...props} />}
    </li>
  );
}

function Acts({ index, count, dispatch, onFocus }: Props) {
  const t = useTranslations('prompts.templates');
  const move = (to: number) => dispatch({ type: 'move', from: index, to });
  return (
    <span className={classes.acts}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('up')}
        disabled={index === 0}
        onClick={() => move(index - 1)}
      >
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('down')}
        disabled={index === count - 1}
        onClick={() => move(index + 1)}
      >
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('remove', { number: index + 1 })}
        onClick={() => {
          dispatch({ type: 'remove', index });
          onFocus(Math.max(0, index - 1));
        }}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </span>
  );
}

function onKeyDown(
  event: KeyboardEvent<HTMLTextAreaElement>,
  { row, index, count, dispatch, onInsert, onFocus }: Props,
) {
  if (event.nativeEvent.isComposing) return;
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  if (event.key === 'Enter') onInsert(index + 1, ['']);
  else if (event.altKey && step !== 0) {
    dispatch({ type: 'move', from: index, to: index + step });
    onFocus(Math.max(0, Math.min(count - 1, index + step)));
  } else if (event.key === 'Backspace' && row.text === '' && count > 1) {
    dispatch({ type: 'remove', index });
    onFocus(Math.max(0, index - 1));
  } else return;
  event.preventDefault();
}
