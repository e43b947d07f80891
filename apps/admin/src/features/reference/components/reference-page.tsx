'use client';

import { Anchor, Button, SegmentedControl, Stack, Tabs, TextInput, Title } from '@mantine/core';
import { IconDownload, IconSearch, IconZoomQuestion } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { entryAddress, REFERENCE_KINDS } from '../model/reference.ts';
import type { Reference, ReferenceEntry, ReferenceKind } from '../model/reference.ts';
import { ContractText } from './contract-text.tsx';
import { EntryTags } from './entry-tags.tsx';
import { Guide } from './guide.tsx';
import classes from './reference.module.css';

type OutlineEntry = Pick<ReferenceEntry, 'kind' | 'name' | 'section' | 'permission' | 'isNew' | 'deprecation'>;

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
            <Outline kind={each} entries={outline.filter((entry) => entry.kind === each)} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

interface OutlineProps {
  readonly kind: ReferenceKind;
  readonly entries: readonly OutlineEntry[];
}

function Outline({ kind, entries }: OutlineProps) {
  const t = useTranslations('reference');
  const [search, setSearch] = useUrlState('q');
  const [only, setOnly] = useUrlState('only');
  const wanted = (search ?? '').toLowerCase().replaceAll(/\s/g, '');
  const found = entries.filter(({ name, isNew }) => name.toLowerCase().includes(wanted) && (only !== 'new' || isNew));
  const sections = [...new Set(found.map(({ section }) => section))];
  return (
    <Stack gap="lg">
      <Stack gap="xs" maw={860}>
        <TextInput
          type="search"
          label={t('find', { kind: t(`kind.${kind}`) })}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search ?? ''}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('only')}
          value={only === 'new' ? 'new' : 'all'}
          onChange={(value) => setOnly(value === 'new' ? 'new' : null)}
          data={(['all', 'new'] as const).map((value) => ({ value, label: t(`onlyThese.${value}`) }))}
          style={{ alignSelf: 'start' }}
        />
      </Stack>
      {sections.map((section) => (
        <section key={section} aria-labelledby={section}>
          <Title order={2} size="h5" mb={4} id={section} lang="en">
            {section}
          </Title>
          <ul className={classes.outline}>
            {found
              .filter((entry) => entry.section === section)
              .map((entry) => (
                <li key={entry.name}>
                  <Anchor component={Link} href={entryAddress(entry)} className={classes.mono} lang="en">
                    {entry.name}
                  </Anchor>{' '}
                  <EntryTags {...entry} />
                </li>
              ))}
          </ul>
        </section>
      ))}
      {found.length === 0 ? (
        <EmptyState icon={IconZoomQuestion} title={t('none')}>
          <Button
            variant="default"
            onClick={() => {
              setSearch(null);
              setOnly(null);
            }}
          >
            {t('showAll')}
          </Button>
        </EmptyState>
      ) : null}
    </Stack>
  );
}
