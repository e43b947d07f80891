'use client';

import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import classes from './code-block.module.css';

interface Props {
  /** What it is, for those who do not see it. */
  readonly label: string;
  readonly code: string;
  /** Scrolls within itself from some lines on. */
  readonly isLong?: boolean;
}

/** Lines to take along. */
export function CodeBlock({ label, code, isLong = false }: Props) {
  const t = useTranslations('common.action');
  return (
    <div className={classes.block}>
      <pre
        className={classes.code}
        data-long={isLong || undefined}
        tabIndex={0}
        role="region"
        aria-label={label}
        lang="en"
      >
        <code>{code}</code>
      </pre>
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Tooltip label={t(copied ? 'copied' : 'copy')}>
            <ActionIcon
              className={classes.copy}
              variant="default"
              onClick={copy}
              aria-label={`${t(copied ? 'copied' : 'copy')}: ${label}`}
            >
              {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
