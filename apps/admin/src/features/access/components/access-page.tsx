'use client';

import { Alert, Tabs } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageHeader } from '../../../components/page-header.tsx';
import { inTerms } from '../../../components/term.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { useViewer } from '../../../lib/use-viewer.ts';
import { AccountsPanel } from './accounts-panel.tsx';
import { TokensPanel } from './tokens-panel.tsx';

const TABS = ['accounts', 'tokens', 'webhooks', 'audit'] as const;

interface Props {
  /** The tab of who is told of changes. */
  readonly webhooks: ReactNode;
  /** The tab of who has done what. */
  readonly audit: ReactNode;
}

/** Who gets in: people by accounts, programs by tokens; who is told, and what has been done. */
export function AccessPage({ webhooks, audit }: Props) {
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
        value={TABS.find((tab) => tab === shown) ?? 'accounts'}
        onChange={(tab) => show(tab === 'accounts' ? null : tab)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`tab.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="accounts">
          <AccountsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="tokens">
          <TokensPanel />
        </Tabs.Panel>
        <Tabs.Panel value="webhooks">{webhooks}</Tabs.Panel>
        <Tabs.Panel value="audit">{audit}</Tabs.Panel>
      </Tabs>
    </>
  );
}
