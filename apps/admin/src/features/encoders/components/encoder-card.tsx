'use client';

import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslations } from 'next-intl';
import type { EncoderCardFragment, JobProgressFragment, EncoderStatus } from '../../../../generated/graphql.ts';
import { useEncoderTexts } from '../../../components/use-encoder-texts.ts';
import { EncoderFacts } from './encoder-facts.tsx';
import { EncoderPull } from './encoder-pull.tsx';
import { Warnings } from './warnings.tsx';

const COLORS: Readonly<Record<EncoderStatus, string>> = { bundled: 'teal', installed: 'teal', available: 'gray' };

interface Props {
  readonly encoder: EncoderCardFragment;
  /** Its latest download. */
  readonly pull: JobProgressFragment | null;
}

export function EncoderCard({ encoder, pull }: Props) {
  const t = useTranslations('encoders');
  const id = useId();
  const texts = useEncoderTexts(encoder);
  const { title, catalogueId, status } = encoder;
  return (
    <Paper component="article" withBorder p="md" aria-labelledby={id}>
      <Stack gap="sm" h="100%">
        <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
          <div>
            <Title order={2} size="h5" id={id}>
              {title}
            </Title>
            <Text size="xs" c="dimmed" ff="monospace">
              {catalogueId}
            </Text>
          </div>
          <Badge variant="light" color={COLORS[status]} tt="none" style={{ flexShrink: 0 }}>
            {t(`status.${status}`)}
          </Badge>
        </Group>
        <Text size="sm" lang={texts.lang}>
          {texts.recommendedUse}
        </Text>
        <EncoderFacts encoder={encoder} texts={texts} />
        <Warnings texts={texts} />
        {status === 'available' ? <EncoderPull encoder={encoder} pull={pull} /> : null}
      </Stack>
    </Paper>
  );
}
