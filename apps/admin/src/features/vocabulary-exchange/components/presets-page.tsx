'use client';

import { Badge, Button, Group, Paper, Skeleton, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBooks } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { languageName } from '../../../lib/language-name.ts';
import { PageHeader } from '../../../components/page-header.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { SourceText } from '../../../components/source-text.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { usePresets, useTakePreset } from '../api/use-presets.ts';
import type { Preset } from '../api/use-presets.ts';
import classes from './exchange.module.css';

/** Words that come with the product, with where they are from. */
export function PresetsPage() {
  const t = useTranslations('vocabularyExchange.presets');
  const query = usePresets();
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')} />
      <QueryView query={query} skeleton={<PresetsSkeleton />}>
        {(presets) =>
          presets.length > 0 ? (
            <ul className={classes.presets} aria-label={t('list')}>
              {presets.map((preset) => (
                <li key={preset.id}>
                  <PresetCard preset={preset} />
                </li>
              ))}
            </ul>
          ) : (
            <EmptyState
              icon={IconBooks}
              title={t('empty')}
              hint={t('emptyHint')}
              act={{ href: '/vocabularies/import', label: t('import') }}
            />
          )
        }
      </QueryView>
    </>
  );
}

function PresetCard({ preset }: { readonly preset: Preset }) {
  const t = useTranslations('vocabularyExchange.presets');
  const { id, name, description, conceptCount, sample } = preset;
  return (
    <Paper withBorder p="md" className={classes.preset} component="article" aria-label={name}>
      <div>
        <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
          <Title order={2} size="h4">
            {name}
          </Title>
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {t('count', { count: conceptCount })}
          </Text>
        </Group>
        <Text size="sm">{description}</Text>
      </div>
      <Group gap={4} aria-label={t('sample')} role="group">
        {sample.map((label) => (
          <Badge key={label} variant="default" tt="none" radius="sm" fw={400}>
            {label}
          </Badge>
        ))}
        {conceptCount > sample.length ? (
          <Text size="xs" c="dimmed" component="span" ml={4}>
            {t('more', { count: conceptCount - sample.length })}
          </Text>
        ) : null}
      </Group>
      <Origin preset={preset} />
      <TakeButton id={id} name={name} />
    </Paper>
  );
}

function Origin({ preset: { source, licence, languages } }: { readonly preset: Preset }) {
  const t = useTranslations('vocabularyExchange.presets');
  const locale = useLocale();
  const format = useFormatter();
  return (
    <dl className={classes.facts}>
      <dt>{t('source')}</dt>
      <dd>
        <SourceText source={source} />
      </dd>
      <dt>{t('licence')}</dt>
      <dd>{licence}</dd>
      <dt>{t('languages')}</dt>
      <dd>{format.list(languages.map((tag) => languageName(tag, locale)))}</dd>
    </dl>
  );
}

function TakeButton({ id, name }: Pick<Preset, 'id' | 'name'>) {
  const t = useTranslations('vocabularyExchange.presets');
  const errorText = useErrorText();
  const router = useRouter();
  const take = useTakePreset();
  const onClick = () =>
    take.mutate(id, {
      onSuccess: (vocabulary) => {
        if (!vocabulary) return;
        notifications.show({ message: t('done', { name: vocabulary.name }) });
        router.push(`/vocabularies/${vocabulary.id}`);
      },
      onError: (error) => notifications.show({ color: 'red', message: errorText(error), autoClose: 12_000 }),
    });
  return (
    <Permitted permission="curate">
      <Button variant="light" mt="auto" loading={take.isPending} aria-description={name} onClick={onClick}>
        {t('use')}
      </Button>
    </Permitted>
  );
}

function PresetsSkeleton() {
  return (
    <div className={classes.presets} aria-hidden>
      {[1, 2, 3, 4, 5, 6].map((place) => (
        <Skeleton key={place} height={240} />
      ))}
    </div>
  );
}
