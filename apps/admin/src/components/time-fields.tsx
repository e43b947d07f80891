'use client';

import { TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';

type Part = 'from' | 'until';

interface Props {
  /** As the fields have them: of who looks. */
  readonly times: Readonly<Record<Part, string | null>>;
  readonly onTime: (part: Part, time: string | null) => void;
}

/** From when until when. */
export function TimeFields({ times, onTime }: Props) {
  const t = useTranslations('common.time');
  return (['from', 'until'] as const).map((part) => (
    <TextInput
      key={part}
      size="xs"
      type="datetime-local"
      label={t(part)}
      value={times[part] ?? ''}
      onChange={({ currentTarget }) => onTime(part, currentTarget.value || null)}
    />
  ));
}
