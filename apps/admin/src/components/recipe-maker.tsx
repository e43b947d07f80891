'use client';

import { Button, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { CreateRecipeInput } from '../../generated/graphql.ts';
import { useProblemText } from '../lib/problem-text.ts';
import { OnlyFor, Permitted } from './permitted.tsx';
import { useMakeRecipe } from './use-make-recipe.ts';

interface Props {
  /** Null: none can be made. */
  readonly input: CreateRecipeInput | null;
  /** What it is called unless somebody says otherwise. */
  readonly suggestedName: string;
  /** What it will be. */
  readonly hint: string;
}

/** Makes a recipe with what was learned, then leads to where videos are chosen for it. */
export function RecipeMaker({ input, suggestedName, hint }: Props) {
  const t = useTranslations('recipeMaker');
  const make = useMakeRecipe();
  return (
    <Paper withBorder p="md" component="section" aria-label={t('title')} className="screen-only">
      <Title order={2} size="h5">
        {t(make.data ? 'made' : 'title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm" role={make.data ? 'status' : undefined}>
        {make.data ? t('madeHint') : input ? hint : t('native')}
      </Text>
      {make.data ? (
        <Button component={Link} href={`/recognitions/new?recipe=${make.data.id}&hold=yes`}>
          {t('start')}
        </Button>
      ) : input ? (
        <NamingForm
          suggestedName={suggestedName}
          error={make.error}
          isBusy={make.isPending}
          onNamed={(named) => make.mutate({ ...input, ...named })}
        />
      ) : null}
    </Paper>
  );
}

interface NamingFormProps {
  readonly suggestedName: string;
  readonly error: Error | null;
  readonly isBusy: boolean;
  readonly onNamed: (named: Pick<CreateRecipeInput, 'name' | 'externalId'>) => void;
}

function NamingForm({ suggestedName, error, isBusy, onNamed }: NamingFormProps) {
  const t = useTranslations('recipeMaker');
  const form = useTranslations('recognitions.form');
  const problems = useProblemText();
  const [name, setName] = useState(suggestedName);
  const [externalId, setExternalId] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const id = externalId.trim();
    onNamed({ name: name.trim() || suggestedName, ...(id === '' ? {} : { externalId: id }) });
  };
  const rest = problems.besides(error, ['externalId']);
  return (
    <Stack component="form" gap="sm" maw={560} onSubmit={submit}>
      <OnlyFor permission="operate">
        <TextInput label={t('name')} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
        <TextInput
          label={form('ownExternalId')}
          description={form('ownExternalIdHint')}
          value={externalId}
          onChange={({ currentTarget }) => setExternalId(currentTarget.value)}
          error={problems.at(error, 'externalId')}
        />
      </OnlyFor>
      {rest ? (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {rest}
        </Text>
      ) : null}
      <div>
        <Permitted permission="operate">
          <Button type="submit" loading={isBusy}>
            {t('make')}
          </Button>
        </Permitted>
      </div>
    </Stack>
  );
}
