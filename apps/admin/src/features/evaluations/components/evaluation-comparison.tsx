'use client';

import { Group, Select, Skeleton, Table, Text, Title } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { ListTable } from '../../../components/list-table.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { formatMoment } from '../../../lib/format.ts';
import { formatPoints, formatShare } from '../../../lib/points.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useEvaluation, useEvaluations } from '../api/use-evaluations.ts';
import type { FoundEvaluation } from '../api/use-evaluations.ts';
import { figuresOf, pairFigures } from '../model/figures.ts';
import type { FigurePair } from '../model/figures.ts';
import { useMethodName } from './use-method-name.ts';

/** Another evaluation by the same protocol beside this one, figure by figure. The address holds which. */
export function EvaluationComparison({ evaluation }: { readonly evaluation: FoundEvaluation }) {
  const t = useTranslations('evaluations.compare');
  const locale = useLocale();
  const [otherId, chooseOther] = useUrlState('with');
  const list = useEvaluations({ recipeId: null, protocol: evaluation.protocol });
  const other = useEvaluation(otherId);
  const others = (list.data?.pages ?? [])
    .flatMap((page) => page.evaluations.nodes)
    .filter(({ id }) => id !== evaluation.id);
  if (others.length === 0) return null;
  return (
    <section aria-label={t('title')}>
      <Group justify="space-between" gap="sm" mb={6}>
        <Title order={2} size="h4">
          {t('title')}
        </Title>
        <Select
          aria-label={t('choose')}
          placeholder={t('choose')}
          w={{ base: '100%', sm: 420 }}
          data={others.map(({ id, recipe, spanCount, createdAt }) => ({
            value: id,
            label: t('other', { recipe: recipe.name, spans: spanCount, when: formatMoment(createdAt, locale) }),
          }))}
          value={otherId}
          onChange={chooseOther}
          clearable
        />
      </Group>
      {otherId ? (
        <QueryView query={other} skeleton={<Skeleton h={240} />}>
          {(found) =>
            found?.protocol === evaluation.protocol ? (
              <PairTable pairs={pairFigures(figuresOf(evaluation.report), figuresOf(found.report))} />
            ) : (
              <Text size="sm" c="dimmed">
                {t('notFound')}
              </Text>
            )
          }
        </QueryView>
      ) : (
        <Text size="sm" c="dimmed">
          {t('hint')}
        </Text>
      )}
    </section>
  );
}

function PairTable({ pairs }: { readonly pairs: readonly FigurePair[] }) {
  const t = useTranslations('evaluations');
  const methods = useMethodName();
  const locale = useLocale();
  const conditionOf = (under: string) => {
    const [corruption, strength] = under.split(' ');
    if (!corruption) return t('robustness.unchanged');
    return `${t(`robustness.corruption.${corruption as 'blur'}`)} ${strength}`;
  };
  const measureOf = ({ measure, under = '' }: FigurePair) =>
    measure === 'shots'
      ? t('fewShot.shots', { count: Number(under) })
      : [t(`measure.${measure}`), measure === 'accuracy' ? conditionOf(under) : under].join(' ').trim();
  return (
    <ListTable label={t('compare.title')} minWidth={560}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('method')}</Table.Th>
          <Table.Th>{t('compare.measure')}</Table.Th>
          <Table.Th ta="right">{t('compare.this')}</Table.Th>
          <Table.Th ta="right">{t('compare.that')}</Table.Th>
          <Table.Th ta="right">{t('compare.difference')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {pairs.map(({ one, other, ...figure }) => (
          <Table.Tr key={`${figure.method} ${figure.measure} ${figure.under}`}>
            <Table.Td>{figure.method ? methods(figure.method) : t('timeline.recipe')}</Table.Td>
            <Table.Td data-label={t('compare.measure')}>{measureOf({ ...figure, one, other })}</Table.Td>
            <Table.Td ta="right" data-label={t('compare.this')}>
              {formatShare(one, locale)}
            </Table.Td>
            <Table.Td ta="right" data-label={t('compare.that')}>
              {formatShare(other, locale)}
            </Table.Td>
            <Table.Td ta="right" data-label={t('compare.difference')}>
              {formatPoints(other - one, locale)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ListTable>
  );
}
