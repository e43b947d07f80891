import { Group, Paper, Title } from '@mantine/core';
import { useId } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly title: ReactNode;
  /** At the right of the title. */
  readonly link?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of the page. */
export function Section({ title, link, children }: Props) {
  const id = useId();
  return (
    <Paper component="section" withBorder p="md" h="100%" aria-labelledby={id}>
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2} size="h5" id={id}>
          {title}
        </Title>
        {link}
      </Group>
      {children}
    </Paper>
  );
}
