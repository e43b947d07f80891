'use client';

import { Button, Paper, Stack, TextInput, Title } from '@mantine/core';
import { IconBook, IconSearch } from '@tabler/icons-react';
import { foldText } from '@actionary/inference/domain';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { TERM_GROUPS, TERMS } from '../../../lib/terms.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import classes from './glossary.module.css';

/** What the words on the pages mean. */
export function GlossaryPage() {
  const t = useTranslations('glossary');
  const [search, setSearch] = useUrlState('q');
  const wanted = foldText(search ?? '');
  const groups = TERM_GROUPS.map((group) => {
    const terms = TERMS[group].map((name) => ({
      key: name,
      name: t(`term.${name}.name`),
      also: t(`term.${name}.also`),
      definition: t(`term.${name}.definition`),
    }));
    return { group, terms: terms.filter(({ name, also }) => foldText(`${name} ${also}`).includes(wanted)) };
  }).filter(({ terms }) => terms.length > 0);
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')} />
      <Stack gap="lg" maw={820}>
        <TextInput
          type="search"
          label={t('find')}
          description={t('findHint')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search ?? ''}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {groups.map(({ group, terms }) => (
          <section key={group} aria-label={t(`group.${group}`)}>
            <Title order={2} size="h4" mb={6}>
              {t(`group.${group}`)}
            </Title>
            <Paper withBorder component="dl" className={classes.terms}>
              {terms.map(({ key, name, also, definition }) => (
                <div key={key}>
                  <dt>
                    {name} <span>{also}</span>
                  </dt>
                  <dd>{definition}</dd>
                </div>
              ))}
            </Paper>
          </section>
        ))}
        {groups.length === 0 ? (
          <EmptyState icon={IconBook} title={t('none')} hint={t('noneHint')}>
            <Button variant="default" onClick={() => setSearch(null)}>
              {t('showAll')}
            </Button>
          </EmptyState>
        ) : null}
      </Stack>
    </>
  );
}
