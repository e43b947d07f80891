'use client';

import { List, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { EncoderTexts } from '../../../components/use-encoder-texts.ts';

/** What people should know before they use an encoder. */
export function Warnings({ texts: { warnings, lang } }: { readonly texts: EncoderTexts }) {
  const t = useTranslations('encoders');
  if (warnings.length === 0) return null;
  return (
    <div>
      <Text size="xs" fw={600} c="dimmed" mb={2}>
        {t('warnings')}
      </Text>
      <List size="sm" spacing={2} lang={lang}>
        {warnings.map((warning) => (
          <List.Item key={warning}>{warning}</List.Item>
        ))}
      </List>
    </div>
  );
}
