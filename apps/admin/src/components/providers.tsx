'use client';

import { createTheme, MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { NextIntlClientProvider, useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { CharacterKeysProvider } from '../lib/page-keys.tsx';
import { createQueryClient } from '../lib/query-client.ts';
import { cssVariables, theme } from '../lib/theme.ts';

export function Providers({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const spokenTheme = useSpokenTheme();
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={spokenTheme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Notifications position="bottom-right" />
        <CharacterKeysProvider>
          <BrowserTimes>{children}</BrowserTimes>
        </CharacterKeysProvider>
      </MantineProvider>
    </QueryClientProvider>
  );
}

/** The theme, in which buttons that show only a cross say what they do. */
function useSpokenTheme() {
  const t = useTranslations('common.action');
  const label = t('close');
  return useMemo(() => {
    const closing = { defaultProps: { closeButtonProps: { 'aria-label': label } } };
    return mergeThemeOverrides(
      theme,
      createTheme({ components: { Modal: closing, Drawer: closing, Notification: closing } }),
    );
  }, [label]);
}

/** Times are told in the browser's zone. What the server renders has no times: they come with data, which the browser asks for. */
function BrowserTimes({ children }: { readonly children: ReactNode }) {
  return (
    <NextIntlClientProvider locale={useLocale()} timeZone={new Intl.DateTimeFormat().resolvedOptions().timeZone}>
      {children}
    </NextIntlClientProvider>
  );
}
