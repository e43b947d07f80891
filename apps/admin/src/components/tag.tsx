import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  /** Of the surface; the text keeps its contrast on any. */
  readonly color?: string;
  readonly size?: 'sm' | 'md' | 'lg';
  readonly ml?: number;
  readonly mr?: number;
  /** Goes on in further lines where there is no room; else it stays in one. */
  readonly isWrapped?: boolean;
  readonly children: ReactNode;
}

const ONE_LINE = { miw: 'max-content' };
const WRAPPED = {
  maw: '100%',
  h: 'auto',
  mih: 'var(--badge-height)',
  styles: { label: { whiteSpace: 'normal', overflowWrap: 'anywhere', textAlign: 'start' } },
} as const;

/** A word on a coloured surface. */
export function Tag({ color = 'gray', size = 'md', ml = 0, mr = 0, isWrapped = false, children }: Props) {
  return (
    <Badge
      variant="light"
      color={color}
      c="var(--mantine-color-text)"
      tt="none"
      radius="sm"
      fw={600}
      size={size}
      {...(isWrapped ? WRAPPED : ONE_LINE)}
      ml={ml}
      mr={mr}
    >
      {children}
    </Badge>
  );
}
