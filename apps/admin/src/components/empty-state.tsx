import { Button, Stack, Text, ThemeIcon } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

interface Props {
  readonly icon: Icon;
  readonly title: ReactNode;
  /** What people can do about it. */
  readonly hint?: ReactNode;
  /** Where that is done. */
  readonly act?: { readonly href: string; readonly label: string };
  /** Other buttons. */
  readonly children?: ReactNode;
}

/** Says why there is nothing, and what to do next. */
export function EmptyState({ icon: Icon, title, hint, act, children }: Props) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <ThemeIcon variant="light" color="gray" size={44} radius="xl">
        <Icon size={22} stroke={1.5} aria-hidden />
      </ThemeIcon>
      <Text fw={600}>{title}</Text>
      {hint ? (
        <Text c="dimmed" size="sm" maw={420}>
          {hint}
        </Text>
      ) : null}
      {act ? (
        <Button component={Link} href={act.href} variant="default" mt={4}>
          {act.label}
        </Button>
      ) : null}
      {children}
    </Stack>
  );
}
