'use client';

import { Alert, Anchor, Button, Paper, Select, Skeleton, Stack, Text } from '@mantine/core';
import { IconChecklist, IconTimeline } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { useLabChoices, useLabReviews } from '../api/use-lab.ts';
import type { LabChoices, LabReviews } from '../api/use-lab.ts';
import { LabBench } from './lab-bench.tsx';

/** Two ways of wording the same concepts, compared on what has been reviewed. */
export function PromptLabPage() {
  const t = useTranslations('promptLab');
  const query = useLabChoices();
  return (
    <>
      <Anchor component={Link} href="/prompts" size="sm">
        {t('back')}
      </Anchor>
      <PageHeader title={t('title')} hint={t('hint')} />
      <QueryView query={query} skeleton={<Skeleton h={420} />}>
        {(choices) =>
          choices.recipes.length === 0 ? (
            <Paper withBorder>
              <EmptyState icon={IconTimeline} title={t('noRecipe.title')} hint={t('noRecipe.hint')}>
                <Button component={Link} href="/recognitions/new">
                  {t('noRecipe.start')}
                </Button>
              </EmptyState>
            </Paper>
          ) : (
            <OfRecipe choices={choices} />
          )
        }
      </QueryView>
    </>
  );
}

function OfRecipe({ choices }: { readonly choices: LabChoices }) {
  const t = useTranslations('promptLab');
  const [chosen, choose] = useUrlState('recipe');
  const { recipes } = choices;
  const recipe = recipes.find(({ id }) => id === chosen) ?? recipes[0]!;
  const query = useLabReviews(recipe.id);
  return (
    <Stack gap="md">
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
      <QueryView query={query} skeleton={<Skeleton h={420} />}>
        {(reviews) => (
          <>
            <Reviewed reviews={reviews} recipeId={recipe.id} />
            {reviews.spanCount > 0 ? (
              <LabBench key={recipe.id} recipe={recipe} versions={choices.versions} reviews={reviews} />
            ) : null}
          </>
        )}
      </QueryView>
    </Stack>
  );
}

interface ReviewedProps {
  readonly reviews: LabReviews;
  readonly recipeId: string;
}

/** What there is to compare on, or how to get it. */
function Reviewed({ reviews, recipeId }: ReviewedProps) {
  const t = useTranslations('promptLab.reviewed');
  const { spanCount, videoCount, unembeddedCount } = reviews;
  return (
    <>
      {spanCount > 0 ? (
        <Text size="sm" className="figures">
          {t('summary', { spans: spanCount, videos: videoCount })}{' '}
          <Anchor component={Link} href="/reviews" inherit underline="always">
            {t('review')}
          </Anchor>
        </Text>
      ) : (
        <Paper withBorder>
          <EmptyState icon={IconChecklist} title={t('none')} hint={t('noneHint')}>
            <Button component={Link} href="/reviews">
              {t('review')}
            </Button>
          </EmptyState>
        </Paper>
      )}
      {unembeddedCount > 0 ? (
        <Alert color="yellow" variant="light">
          {t('unembedded', { count: unembeddedCount })}{' '}
          <Anchor component={Link} href={`/recognitions/new?recipe=${recipeId}`} inherit underline="always">
            {t('recognise')}
          </Anchor>
        </Alert>
      ) : null}
    </>
  );
}
