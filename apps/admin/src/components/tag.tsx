import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  /** Of the surface; the text keeps its contrast on any. */
  readonly color?: string;
  readonly size?: 'sm' | 'md' | 'lg';
  readonly ml?: number;
  readonly mr?: number;
  readonly children: ReactNode;
}

/** A word on a coloured surface. */
export function Tag({ color = 'gray', size = 'md', ml = 0, mr = 0, children }: Props) {
  return (
    <Badge
      variant="light"
      color={color}
      c="var(--mantine-color-text)"
      tt="none"
      radius="sm"
      fw={600}
      size={size}
      miw="max-content"
      ml={ml}
      mr={mr}
    >
      {children}
    </Badge>
  );
}
