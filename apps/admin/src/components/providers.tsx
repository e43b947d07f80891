'use client';

import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { NextIntlClientProvider, useLocale } from 'next-intl';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { createQueryClient } from '../lib/query-client.ts';
import { cssVariables, theme } from '../lib/theme.ts';

export function Providers({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Notifications position="bottom-right" />
        <BrowserTimes>{children}</BrowserTimes>
      </MantineProvider>
    </QueryClientProvider>
  );
}

/** Times are told in the browser's zone. What the server renders has no times: they come with data, which the browser asks for. */
function BrowserTimes({ children }: { readonly children: ReactNode }) {
  return (
    <NextIntlClientProvider locale={useLocale()} timeZone={new Intl.DateTimeFormat().resolvedOptions().timeZone}>
      {children}
    </NextIntlClientProvider>
  );
}
