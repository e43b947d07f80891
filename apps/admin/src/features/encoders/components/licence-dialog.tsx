'use client';

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import type { EncoderCardFragment } from '../../../../generated/graphql.ts';
import { useEncoderTexts } from '../../../components/use-encoder-texts.ts';
import { formatBytes } from '../../../lib/format.ts';
import classes from './encoders.module.css';
import { Warnings } from './warnings.tsx';

interface Props {
  readonly encoder: EncoderCardFragment;
  readonly isOpen: boolean;
  readonly onAccept: () => void;
  readonly onClose: () => void;
}

/** Shows the terms before anything is fetched. */
export function LicenceDialog({ encoder, isOpen, onAccept, onClose }: Props) {
  const t = useTranslations('encoders');
  const cancel = useTranslations('common.action')('cancel');
  const locale = useLocale();
  const texts = useEncoderTexts(encoder);
  const { title, sizeBytes, licence } = encoder;
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('accept.title', { title })} size="lg" centered>
      <Stack gap="sm">
        <Text size="sm">
          {sizeBytes === null ? t('accept.introUnknown') : t('accept.intro', { size: formatBytes(sizeBytes, locale) })}
        </Text>
        <dl className={classes.facts}>
          <dt>{t('licence')}</dt>
          <dd lang="en">{licence}</dd>
          <dt>{t('provenance')}</dt>
          <dd lang={texts.lang}>{texts.provenance}</dd>
        </dl>
        <Warnings texts={texts} />
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" onClick={onClose}>
            {cancel}
          </Button>
          <Button onClick={onAccept}>{t('accept.action')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
