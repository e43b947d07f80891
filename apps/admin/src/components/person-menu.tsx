'use client';

import { ActionIcon, Indicator, Popover, Text, TextInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconUser } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { PERSON_KEY } from '../lib/person.ts';

/** Who works here: a name that stands beside what is changed. Kept in the browser; it is no login. */
export function PersonMenu() {
  const t = useTranslations('common.person');
  const [name, setName] = useLocalStorage({
    key: PERSON_KEY,
    defaultValue: '',
    serialize: (value: string) => value,
    deserialize: (value) => value ?? '',
  });
  const isNamed = name.trim() !== '';
  return (
    <Popover position="bottom-end" width={280} trapFocus withArrow>
      <Indicator disabled={isNamed} size={7} offset={5} color="yellow">
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={isNamed ? t('labelNamed', { name }) : t('label')}
            title={isNamed ? name : t('label')}
          >
            <IconUser size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown>
        <TextInput
          label={t('name')}
          autoComplete="name"
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Text size="xs" c="dimmed" mt={6}>
          {t('hint')}
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
