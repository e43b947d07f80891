'use client';

import { Anchor, Group, Select, Skeleton, Table, Text, Title } from '@mantine/core';
import { IconChartDots } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { EvaluationProtocol, ListedEvaluationFragment } from '../../../../generated/graphql.ts';
import { DateTime } from '../../../components/date-time.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ListTable } from '../../../components/list-table.tsx';
import { MoreButton } from '../../../components/more-button.tsx';
import { LoadError } from '../../../components/query-view.tsx';
import { useEvaluations } from '../api/use-evaluations.ts';
import type { RecognizedRecipe } from '../../../components/use-recognized-recipes.ts';
import { PROTOCOLS } from '../model/protocols.ts';

/** What was found, latest first; of one recipe or protocol where people choose so. */
export function EvaluationList({ recipes }: { readonly recipes: readonly RecognizedRecipe[] }) {
  const t = useTranslations('evaluations');
  const [recipeId, setRecipeId] = useState<string | null>(null);
  const [protocol, setProtocol] = useState<EvaluationProtocol | null>(null);
  const query = useEvaluations({ recipeId, protocol });
  const evaluations = (query.data?.pages ?? []).flatMap((page) => page.evaluations.nodes);
  const isFiltered = recipeId !== null || protocol !== null;
  return (
    <section aria-label={t('list.title')}>
      <Group justify="space-between" mb={6} gap="sm">
        <Title order={2} size="h4">
          {t('list.title')}
        </Title>
        <Group gap="sm">
          <Select
            aria-label={t('list.recipe')}
            placeholder={t('list.allRecipes')}
            data={recipes.map(({ id, name }) => ({ value: id, label: name }))}
            value={recipeId}
            onChange={setRecipeId}
            clearable
          />
          <Select
            aria-label={t('list.protocol')}
            placeholder={t('list.allProtocols')}
            data={PROTOCOLS.map((value) => ({ value, label: t(`protocol.${value}.name`) }))}
            value={protocol}
            onChange={(value) => setProtocol(value as EvaluationProtocol | null)}
            clearable
          />
        </Group>
      </Group>
      {query.isError ? (
        <LoadError error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton h={160} />
      ) : evaluations.length === 0 ? (
        <EmptyState
          icon={IconChartDots}
          title={t(isFiltered ? 'list.none' : 'list.empty')}
          {...(isFiltered ? {} : { hint: t('list.emptyHint'), act: { href: '/reviews', label: t('list.toReviews') } })}
        />
      ) : (
        <EvaluationTable evaluations={evaluations} />
      )}
      <MoreButton query={query} />
    </section>
  );
}

function EvaluationTable({ evaluations }: { readonly evaluations: readonly ListedEvaluationFragment[] }) {
  const t = useTranslations('evaluations');
  const kinds = useTranslations('adapters.train.kinds');
  return (
    <ListTable label={t('list.title')} minWidth={720}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('list.protocol')}</Table.Th>
          <Table.Th>{t('list.recipe')}</Table.Th>
          <Table.Th ta="right">{t('list.spans')}</Table.Th>
          <Table.Th ta="right">{t('list.videos')}</Table.Th>
          <Table.Th>{t('list.when')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {evaluations.map(({ id, protocol, kind, seed, recipe, spanCount, videoCount, createdAt }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <Anchor component={Link} href={`/evaluations/${id}`} size="sm" fw={600}>
                {t(`protocol.${protocol}.name`)}
              </Anchor>
              <Text size="xs" c="dimmed">
                {t('list.settings', { kind: kinds(`${kind}.name`), seed })}
              </Text>
            </Table.Td>
            <Table.Td>{recipe.name}</Table.Td>
            <Table.Td ta="right" data-label={t('list.spans')}>
              {spanCount}
            </Table.Td>
            <Table.Td ta="right" data-label={t('list.videos')}>
              {videoCount}
            </Table.Td>
            <Table.Td>
              <DateTime iso={createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ListTable>
  );
}
