'use client';

import { Anchor, Button, Group, Select, Text } from '@mantine/core';
import { IconChecklist, IconTimeline } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useRecognizedRecipes } from '../../../components/use-recognized-recipes.ts';
import type { RecognizedRecipe } from '../../../components/use-recognized-recipes.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useAnswers, useProposals } from '../api/use-proposals.ts';
import type { Proposals } from '../api/use-proposals.ts';
import { ProposalList } from './proposal-list.tsx';
import { QueueSkeleton } from './queue-skeleton.tsx';

/** What to review next, so that it teaches most. */
export function NextReviews() {
  const t = useTranslations('reviews.next');
  const recipes = useRecognizedRecipes();
  return (
    <QueryView query={recipes} skeleton={<QueueSkeleton />}>
      {(found) =>
        found.length === 0 ? (
          <EmptyState icon={IconTimeline} title={t('noRecipe.title')} hint={t('noRecipe.hint')}>
            <Button component={Link} href="/recognitions/new">
              {t('noRecipe.start')}
            </Button>
          </EmptyState>
        ) : (
          <OfRecipe recipes={found} />
        )
      }
    </QueryView>
  );
}

function OfRecipe({ recipes }: { readonly recipes: readonly RecognizedRecipe[] }) {
  const t = useTranslations('reviews.next');
  const [chosen, choose] = useUrlState('recipe');
  const recipe = recipes.find(({ id }) => id === chosen) ?? recipes[0]!;
  const query = useProposals(recipe.id);
  return (
    <>
      <Group justify="space-between" mb="md" gap="sm" align="end">
        <Text size="sm" c="dimmed" maw={640}>
          {t('hint')}
        </Text>
        <Select
          label={t('recipe')}
          w={{ base: '100%', sm: 320 }}
          allowDeselect={false}
          searchable={recipes.length > 6}
          data={recipes.map(({ id, name, externalId }) => ({ value: id, label: `${name} (${externalId})` }))}
          value={recipe.id}
          onChange={choose}
        />
      </Group>
      <QueryView query={query} skeleton={<QueueSkeleton />}>
        {(found) => (
          <Proposed
            // What was answered belongs to the list it was answered in.
            key={`${recipe.id} ${query.dataUpdatedAt}`}
            found={found}
            recipeId={recipe.id}
            isBusy={query.isFetching}
            onMore={() => void query.refetch()}
          />
        )}
      </QueryView>
    </>
  );
}

interface Props {
  readonly found: Proposals;
  readonly recipeId: string;
  readonly isBusy: boolean;
  readonly onMore: () => void;
}

function Proposed({ found, recipeId, isBusy, onMore }: Props) {
  const t = useTranslations('reviews.next');
  const { proposals, candidateCount, concepts, newestStation, vocabularyId } = found;
  const answers = useAnswers(vocabularyId);
  if (proposals.length === 0)
    return (
      <EmptyState
        icon={IconChecklist}
        title={t('empty.title')}
        hint={t('empty.hint')}
        act={{ href: '/recognitions/new', label: t('empty.recognise') }}
      />
    );
  const gain = proposals.reduce((sum, { expectedGain }) => sum + expectedGain, 0);
  const doneCount = answers.answers.size;
  const enough = concepts.filter(({ content, spanCount, wantedCount }) => {
    const here = [...answers.answers.values()].filter((answer) => answer?.conceptId === content.concept.id);
    return spanCount + here.length >= wantedCount;
  });
  return (
    <>
      <Text size="sm" fw={600} className="figures">
        {t('worth', { count: proposals.length, gain: Math.round(gain), candidates: candidateCount })}
      </Text>
      <Group justify="space-between" gap="xs" mb="sm">
        <Text size="sm" c="dimmed" className="figures" role="status">
          {t('done', { done: doneCount, count: proposals.length })}
          {' · '}
          {t('enough', { enough: enough.length, concepts: concepts.length })}{' '}
          <Anchor component={Link} href={`/adapters?recipe=${recipeId}`} inherit underline="always">
            {t('train')}
          </Anchor>
          {newestStation ? ` · ${t('newest', { station: newestStation.name })}` : ''}
        </Text>
        <Text size="xs" c="dimmed" visibleFrom="sm" className="key-cap">
          {t('keys')}
        </Text>
      </Group>
      <ProposalList proposals={proposals} concepts={concepts.map(({ content }) => content)} answers={answers} />
      <Group justify="center" mt="lg">
        <Button
          variant={doneCount === proposals.length ? 'filled' : 'default'}
          loading={isBusy}
          onClick={() => void answers.settled().then(onMore)}
        >
          {t('more')}
        </Button>
      </Group>
    </>
  );
}
