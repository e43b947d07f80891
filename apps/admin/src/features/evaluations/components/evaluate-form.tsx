'use client';

import { Alert, Anchor, Group, NumberInput, Paper, Select, Skeleton, Stack, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { AdapterKind, EvaluationProtocol } from '../../../../generated/graphql.ts';
import { LearningProgress } from '../../../components/learning-progress.tsx';
import { isLearning, useLatestLearning } from '../../../components/use-learning-jobs.ts';
import { QueryView } from '../../../components/query-view.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useEvaluateRecipe } from '../api/use-evaluate.ts';
import { useReadiness } from '../api/use-evaluations.ts';
import type { RecognizedRecipe } from '../../../components/use-recognized-recipes.ts';
import { ProtocolChoice } from './protocol-choice.tsx';

const KINDS = ['linear', 'temporal', 'bottleneck'] as const;

/** Which reviews are used, and by which protocol. The address holds the recipe. */
export function EvaluateForm({ recipes }: { readonly recipes: readonly RecognizedRecipe[] }) {
  const t = useTranslations('evaluations.form');
  const train = useTranslations('adapters.train');
  const reviewed = useTranslations('adapters.readiness');
  const errorText = useErrorText();
  const [chosen, choose] = useUrlState('recipe');
  const [kind, setKind] = useState<AdapterKind>('linear');
  const [seed, setSeed] = useState<string | number>(1);
  const recipe = recipes.find(({ id }) => id === chosen) ?? recipes[0]!;
  const query = useReadiness(recipe.id);
  const latest = useLatestLearning('evaluate');
  const evaluate = useEvaluateRecipe();
  const start = (protocol: EvaluationProtocol) =>
    evaluate.mutate({ recipeId: recipe.id, protocol, kind, seed: Number(seed) || 1 });
  return (
    <Paper withBorder p="md" component="section" aria-label={t('title')}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {t('title')}
        </Title>
        <Group gap="md" align="flex-start">
          <Select
            label={train('recipe')}
            description={t('recipeHint')}
            style={{ flex: '3 1 320px' }}
            maw={560}
            data={recipes.map(({ id, name, externalId }) => ({ value: id, label: `${name} (${externalId})` }))}
            value={recipe.id}
            onChange={choose}
            searchable
            allowDeselect={false}
          />
          <Select
            label={train('kind')}
            description={t('kindHint')}
            style={{ flex: '1 1 180px' }}
            maw={240}
            data={KINDS.map((value) => ({ value, label: train(`kinds.${value}.name`) }))}
            value={kind}
            onChange={(value) => setKind(value as AdapterKind)}
            allowDeselect={false}
          />
          <NumberInput
            label={train('seed')}
            description={t('seedHint')}
            style={{ flex: '1 1 140px' }}
            maw={200}
            value={seed}
            onChange={setSeed}
            min={0}
            max={2_147_483_647}
            allowDecimal={false}
          />
        </Group>
        <QueryView query={query} skeleton={<Skeleton h={220} />}>
          {(readiness) => (
            <>
              <Text size="sm" className="figures">
                {t('reviewed', { spans: readiness.spanCount, videos: readiness.videoCount })}{' '}
                <Anchor component={Link} href="/reviews" inherit underline="always">
                  {t('toReviews')}
                </Anchor>
              </Text>
              {readiness.unembeddedCount > 0 ? (
                <Text size="sm">{reviewed('unembedded', { count: readiness.unembeddedCount })}</Text>
              ) : null}
              <ProtocolChoice
                readiness={readiness}
                isBusy={evaluate.isPending || (latest !== null && isLearning(latest))}
                onStart={start}
              />
            </>
          )}
        </QueryView>
        {evaluate.error ? (
          <Alert color="red" variant="light" role="alert">
            {errorText(evaluate.error)}
          </Alert>
        ) : null}
        {latest ? <LearningProgress makes="evaluations" job={latest} isOwn={latest.id === evaluate.data?.id} /> : null}
      </Stack>
    </Paper>
  );
}
