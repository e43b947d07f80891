import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly label: ReactNode;
  readonly value: ReactNode;
  /** What is worth knowing about it. */
  readonly note?: ReactNode;
}

/** A number that tells. */
export function Figure({ label, value, note }: Props) {
  return (
    <Paper withBorder px="md" py="xs">
      <Text size="xs" c="dimmed" component="dt">
        {label}
      </Text>
      <Text component="dd" m={0} fw={700} fz={22} lh={1.3} className="figures">
        {value}
      </Text>
      {note ? (
        <Text component="dd" m={0} size="xs" c="dimmed">
          {note}
        </Text>
      ) : null}
    </Paper>
  );
}
