'use client';

import { Button, Menu } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { LOCALE_COOKIE, LOCALES } from '../i18n/locale.ts';
import type { Locale } from '../i18n/locale.ts';

const NAMES: Readonly<Record<Locale, string>> = { ja: '日本語', en: 'English' };
const YEAR_S = 365 * 24 * 3600;

export function LanguageMenu() {
  const t = useTranslations('common');
  const locale = useLocale() as Locale;
  const router = useRouter();
  const choose = (chosen: Locale) => {
    document.cookie = `${LOCALE_COOKIE}=${chosen}; path=/; max-age=${YEAR_S}; samesite=lax`;
    router.refresh();
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconLanguage size={16} aria-hidden />}
          aria-label={t('language', { name: NAMES[locale] })}
        >
          {NAMES[locale]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LOCALES.map((name) => (
          <Menu.Item key={name} lang={name} onClick={() => choose(name)}>
            {NAMES[name]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
