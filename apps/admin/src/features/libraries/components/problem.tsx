import { Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** One line on what went wrong, where it went wrong. */
export function Problem({ children }: { readonly children: ReactNode }) {
  return (
    <Text
      component="span"
      display="flex"
      size="sm"
      c="var(--mantine-color-error)"
      mt={4}
      role="alert"
      style={{ gap: 6 }}
    >
      <IconAlertTriangle size={16} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
      <span>{children}</span>
    </Text>
  );
}
