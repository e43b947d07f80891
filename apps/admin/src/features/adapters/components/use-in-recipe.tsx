'use client';

import { Button, Group, Paper, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Permitted } from '../../../components/permitted.tsx';
import { succeedingRecipe } from '../../../lib/succeeding-recipe.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useMakeRecipe } from '../api/use-adapters.ts';
import type { ReportedAdapter } from '../api/use-adapters.ts';

/** Makes the recipe that recognises with the adapter, then leads to where videos are chosen for it. */
export function UseInRecipe({ adapter }: { readonly adapter: ReportedAdapter }) {
  const t = useTranslations('adapters.use');
  const kinds = useTranslations('adapters.train.kinds');
  const locale = useLocale();
  const errorText = useErrorText();
  const make = useMakeRecipe();
  const { id, kind, recipe, createdAt } = adapter;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'short' }).format(new Date(createdAt));
  // The name of a recipe with an adapter tells of that one.
  const base = recipe.adapter ? recipe.vocabularyVersion.vocabulary.name : recipe.name;
  const name = t('name', { recipe: base, kind: kinds(`${kind}.name`), day });
  const input = succeedingRecipe(recipe, { adapterId: id, name });
  return (
    <Paper withBorder p="md" component="section" aria-label={t('title')} className="screen-only">
      <Group justify="space-between" gap="md">
        <div style={{ flex: '1 1 300px' }}>
          <Title order={2} size="h5">
            {t(make.data ? 'made' : 'title')}
          </Title>
          <Text size="sm" c="dimmed" role={make.data ? 'status' : undefined}>
            {t(make.data ? 'madeHint' : input ? 'hint' : 'native', { name: recipe.name })}
          </Text>
          {make.error ? (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {errorText(make.error)}
            </Text>
          ) : null}
        </div>
        {make.data ? (
          <Button component={Link} href={`/recognitions/new?recipe=${make.data.id}&hold=yes`}>
            {t('start')}
          </Button>
        ) : input ? (
          <Permitted permission="operate">
            <Button loading={make.isPending} onClick={() => make.mutate(input)}>
              {t('make')}
            </Button>
          </Permitted>
        ) : null}
      </Group>
    </Paper>
  );
}
