'use client';

import { Button, Stack, Tabs, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { PageHeader } from '../../../components/page-header.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import type { OutlineEntry } from '../model/find-entries.ts';
import { REFERENCE_KINDS } from '../model/reference.ts';
import type { Reference } from '../model/reference.ts';
import { ContractText } from './contract-text.tsx';
import { EventFiles } from './event-files.tsx';
import { Guide } from './guide.tsx';
import { ReferenceOutline } from './reference-outline.tsx';

interface Props extends Omit<Reference, 'entries'> {
  readonly outline: readonly OutlineEntry[];
}

const VIEWS = ['guide', ...REFERENCE_KINDS] as const;

/** The API's contract, and how to begin with it. */
export function ReferencePage({ version, releasedVersion, introduction, examples, outline }: Props) {
  const t = useTranslations('reference');
  const [kind, setKind] = useUrlState('kind');
  const shown = VIEWS.find((view) => view === kind) ?? 'guide';
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint', { version, releasedVersion })}>
        <Tag>{version}</Tag>
        <Button
          component="a"
          href="/schema.graphql"
          download
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('download')}
        </Button>
      </PageHeader>
      <Tabs value={shown} onChange={(view) => setKind(view === 'guide' ? null : view)} keepMounted={false}>
        <Tabs.List mb="md">
          {VIEWS.map((view) => (
            <Tabs.Tab key={view} value={view}>
              {t(`kind.${view}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="guide">
          <Stack gap="xl" maw={860}>
            <Guide examples={examples} />
            <EventFiles />
            <section aria-labelledby="rules">
              <Title order={2} size="h4" mb={6} id="rules">
                {t('rules')}
              </Title>
              <ContractText text={introduction} />
            </section>
          </Stack>
        </Tabs.Panel>
        {REFERENCE_KINDS.map((each) => (
          <Tabs.Panel key={each} value={each}>
            <ReferenceOutline kind={each} outline={outline} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
