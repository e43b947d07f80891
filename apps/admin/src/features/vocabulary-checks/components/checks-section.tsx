import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly hint: string;
  /** At the right of the title. */
  readonly tools?: ReactNode;
  readonly isBusy?: boolean;
  readonly children: ReactNode;
}

export function ChecksSection({ title, hint, tools, isBusy = false, children }: Props) {
  return (
    <section aria-label={title} aria-busy={isBusy}>
      <Group justify="space-between" align="flex-end" mb="xs" gap="xs">
        <div>
          <Title order={2} size="h4">
            {title}
          </Title>
          <Text size="xs" c="dimmed">
            {hint}
          </Text>
        </div>
        {tools}
      </Group>
      {children}
    </section>
  );
}
