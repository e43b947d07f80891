'use client';

import { Alert, Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { LearningProgress } from '../../../components/learning-progress.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { isLearning, useLatestLearning } from '../../../components/use-learning-jobs.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useCalibrate } from '../api/use-calibrating.ts';
import type { RecognizedRecipe } from '../../../components/use-recognized-recipes.ts';

const PER_CENT = { suffix: ' %', min: 50, max: 99, allowDecimal: false, clampBehavior: 'strict' } as const;

/** Whose probabilities are calibrated, and what is to be promised. */
export function CalibrateForm({ recipes }: { readonly recipes: readonly RecognizedRecipe[] }) {
  const t = useTranslations('calibrations.form');
  const errorText = useErrorText();
  const [chosen, choose] = useState<string | null>(null);
  const [precision, setPrecision] = useState<string | number>(80);
  const [coverage, setCoverage] = useState<string | number>(90);
  const recipe = recipes.find(({ id }) => id === chosen) ?? recipes[0]!;
  const latest = useLatestLearning('calibrate');
  const calibrate = useCalibrate();
  const isBusy = calibrate.isPending || (latest !== null && isLearning(latest));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const shares = { wantedPrecision: shareOf(precision, 80), coverage: shareOf(coverage, 90) };
    calibrate.mutate({ recipeId: recipe.id, ...shares });
  };
  return (
    <Stack component="form" gap="md" onSubmit={submit}>
      <Select
        label={t('recipe')}
        description={t('recipeHint')}
        maw={560}
        data={recipes.map(({ id, name, externalId }) => ({ value: id, label: `${name} (${externalId})` }))}
        value={recipe.id}
        onChange={choose}
        searchable
        allowDeselect={false}
      />
      <Group gap="md" align="flex-start" maw={560} grow>
        <NumberInput
          {...PER_CENT}
          label={t('precision')}
          description={t('precisionHint')}
          value={precision}
          onChange={setPrecision}
        />
        <NumberInput
          {...PER_CENT}
          label={t('coverage')}
          description={t('coverageHint')}
          value={coverage}
          onChange={setCoverage}
        />
      </Group>
      <Group gap="md">
        <Permitted permission="operate">
          <Button type="submit" disabled={isBusy} aria-describedby={isBusy ? 'calibrate-reason' : undefined}>
            {t('start')}
          </Button>
        </Permitted>
        {isBusy ? (
          <Text id="calibrate-reason" size="sm" c="dimmed">
            {t('busy')}
          </Text>
        ) : null}
      </Group>
      {calibrate.error ? (
        <Alert color="red" variant="light" role="alert">
          {errorText(calibrate.error)}
        </Alert>
      ) : null}
      {latest ? <LearningProgress makes="calibrations" job={latest} isOwn={latest.id === calibrate.data?.id} /> : null}
    </Stack>
  );
}

const shareOf = (percent: string | number, usual: number) => (Number(percent) || usual) / 100;
