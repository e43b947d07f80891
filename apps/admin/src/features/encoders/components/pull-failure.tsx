'use client';

import { ActionIcon, Alert, Code, CopyButton, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { remedyOf } from '../pull-failure.ts';
import classes from './encoders.module.css';

interface Props {
  readonly catalogueId: string;
  readonly error: { readonly code: string; readonly message: string };
}

/** Why a download failed, and the way around. */
export function PullFailure({ catalogueId, error }: Props) {
  const t = useTranslations('encoders');
  const command = `npx actionary models pull ${catalogueId} --from`;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('failed.title')}>
      <Text size="sm" mb={4}>
        {t(`failed.${remedyOf(error.code)}`)}
      </Text>
      <div className={classes.command}>
        <Code>
          {command} {t('folder')}
        </Code>
        <CopyButton value={`${command} `}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? t('copied') : t('copy')}>
              <ActionIcon variant="default" onClick={copy} aria-label={t('copy')}>
                {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </div>
      <Text size="xs" lang="en" c="dimmed" mt="xs" style={{ overflowWrap: 'anywhere' }}>
        {error.message}
      </Text>
    </Alert>
  );
}
