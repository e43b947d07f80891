'use client';

import { Select } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { Priority } from '../../../../generated/graphql.ts';

const PRIORITIES = ['high', 'normal', 'low'] as const satisfies readonly Priority[];

interface Props {
  readonly value: Priority;
  readonly onChange: (priority: Priority) => void;
  readonly disabled?: boolean;
  readonly size?: 'xs' | 'sm';
}

/** Whether a recognition comes before others that wait. */
export function PrioritySelect({ value, onChange, disabled = false, size = 'sm' }: Props) {
  const t = useTranslations('recognitions.priority');
  return (
    <Select
      label={t('label')}
      w={130}
      size={size}
      data={PRIORITIES.map((priority) => ({ value: priority, label: t(priority) }))}
      value={value}
      onChange={(priority) => priority && onChange(priority)}
      allowDeselect={false}
      disabled={disabled}
    />
  );
}
