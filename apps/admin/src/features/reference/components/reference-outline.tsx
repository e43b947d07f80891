'use client';

import { Anchor, Button, SegmentedControl, Stack, TextInput, Title } from '@mantine/core';
import { IconSearch, IconZoomQuestion } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { findEntries } from '../model/find-entries.ts';
import type { FoundEntries, OutlineEntry } from '../model/find-entries.ts';
import { entryAddress } from '../model/reference.ts';
import type { ReferenceKind } from '../model/reference.ts';
import { EntryTags } from './entry-tags.tsx';
import classes from './reference.module.css';

interface Props {
  readonly kind: ReferenceKind;
  /** Of all kinds. */
  readonly outline: readonly OutlineEntry[];
}

/** The names of a kind by what they are about; what is looked for is found among all. */
export function ReferenceOutline({ kind, outline }: Props) {
  const t = useTranslations('reference');
  const [search, setSearch] = useUrlState('q');
  const [only, setOnly] = useUrlState('only');
  const found = findEntries(outline, { kind, search: search ?? '', isNewOnly: only === 'new' });
  return (
    <Stack gap="lg">
      <Stack gap="xs" maw={860}>
        <TextInput
          type="search"
          label={t('find')}
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
      {found.map((each) => (
        <Sections key={each.kind} {...each} isOther={each.kind !== kind} />
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

/** @param isOther of another tab, which is named then */
function Sections({ kind, entries, isOther }: FoundEntries & { readonly isOther: boolean }) {
  const t = useTranslations('reference');
  const sections = [...new Set(entries.map(({ section }) => section))];
  return (
    <>
      {isOther ? (
        <Title order={2} size="h4" mt="md">
          {t('elsewhere', { kind: t(`kind.${kind}`) })}
        </Title>
      ) : null}
      {sections.map((section) => (
        <section key={section} aria-label={section}>
          <Title order={isOther ? 3 : 2} size="h5" mb={4} lang="en">
            {section}
          </Title>
          <ul className={classes.outline}>
            {entries
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
    </>
  );
}
