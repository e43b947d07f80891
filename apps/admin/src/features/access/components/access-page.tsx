'use client';

import { Alert, Tabs } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { PageHeader } from '../../../components/page-header.tsx';
import { inTerms } from '../../../components/term.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { useViewer } from '../../../lib/use-viewer.ts';
import { AccountsPanel } from './accounts-panel.tsx';
import { TokensPanel } from './tokens-panel.tsx';

/** Who gets in: people by accounts, programs by tokens. */
export function AccessPage() {
  const t = useTranslations('access');
  const [shown, show] = useUrlState('show');
  const viewer = useViewer();
  return (
    <>
      <PageHeader title={t('title')} hint={t.rich('hint', inTerms)} />
      {viewer?.email === null ? (
        <Alert variant="light" color="yellow" mb="md" title={t('open')}>
          {t('openHint')}
        </Alert>
      ) : null}
      <Tabs
        value={shown === 'tokens' ? 'tokens' : 'accounts'}
        onChange={(tab) => show(tab === 'tokens' ? tab : null)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="accounts">{t('tab.accounts')}</Tabs.Tab>
          <Tabs.Tab value="tokens">{t('tab.tokens')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="accounts">
          <AccountsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="tokens">
          <TokensPanel />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
