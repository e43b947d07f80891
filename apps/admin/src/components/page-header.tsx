import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly title: ReactNode;
  /** One sentence on what the page is for. */
  readonly hint?: ReactNode;
  /** Buttons at the right. */
  readonly children?: ReactNode;
}

export function PageHeader({ title, hint, children }: Props) {
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <Stack gap={2} maw={720}>
        <Title order={1}>{title}</Title>
        {hint ? (
          <Text c="dimmed" size="sm">
            {hint}
          </Text>
        ) : null}
      </Stack>
      {children ? <Group gap="xs">{children}</Group> : null}
    </Group>
  );
}
