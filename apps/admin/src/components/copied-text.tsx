'use client';

import { ActionIcon, CopyButton, Textarea, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import classes from './copied-text.module.css';

interface Props {
  readonly label: string;
  readonly text: string;
}

/** A text to take along: selected when it is come to, since browsers copy by a button only where the page came by https. */
export function CopiedText({ label, text }: Props) {
  const t = useTranslations('common.action');
  return (
    <Textarea
      label={label}
      value={text}
      readOnly
      autosize
      classNames={{ input: classes.code }}
      onFocus={({ currentTarget }) => currentTarget.select()}
      rightSectionProps={{ className: classes.copy }}
      rightSection={
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Tooltip label={t(copied ? 'copied' : 'copy')}>
              <ActionIcon
                variant="subtle"
                color={copied ? 'teal' : 'gray'}
                onClick={copy}
                aria-label={`${t(copied ? 'copied' : 'copy')}: ${label}`}
              >
                {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      }
    />
  );
}
