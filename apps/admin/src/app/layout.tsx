import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './globals.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata, Viewport } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Providers } from '../components/providers.tsx';
import { Shell } from '../components/shell.tsx';
import { JobsRing } from '../features/jobs/components/jobs-ring.tsx';
import { SearchButton } from '../features/search/components/search-button.tsx';

export const metadata: Metadata = { title: { default: 'Actionary', template: '%s · Actionary' } };
export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang={await getLocale()} {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" />
      </head>
      <body>
        <NextIntlClientProvider>
          <Providers>
            <Shell
              tools={
                <>
                  <JobsRing />
                  <SearchButton />
                </>
              }
            >
              {children}
            </Shell>
          </Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
