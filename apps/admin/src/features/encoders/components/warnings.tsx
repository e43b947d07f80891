'use client';

import { List, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';

/** What people should know before they use an encoder. */
export function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  const t = useTranslations('encoders');
  return (
    <div>
      <Text size="xs" fw={600} c="dimmed" mb={2}>
        {t('warnings')}
      </Text>
      <List size="sm" spacing={2} lang="en">
        {warnings.map((warning) => (
          <List.Item key={warning}>{warning}</List.Item>
        ))}
      </List>
    </div>
  );
}
