'use client';

import { Table, Text, Title } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import type { CalibratedConceptFragment } from '../../../../generated/graphql.ts';
import { ListTable } from '../../../components/list-table.tsx';
import { useShowMore } from '../../../components/use-show-more.tsx';
import { formatPercent } from '../../../lib/format.ts';
import type { ReportedCalibration } from '../api/use-calibrations.ts';
import classes from './calibrations.module.css';

const FIRST_ROWS = 20;

/** From which probability on a concept counts as found, what shows that, and how much more has to be reviewed. */
export function ThresholdTable({ calibration }: { readonly calibration: ReportedCalibration }) {
  const t = useTranslations('calibrations.report.thresholds');
  const locale = useLocale();
  const { concepts, wantedPrecision, recipe } = calibration;
  const { shown, more } = useShowMore(concepts, FIRST_ROWS);
  const shownCount = concepts.filter(({ threshold }) => threshold !== null).length;
  const wanted = formatPercent(wantedPrecision, locale);
  const hasSets = concepts.some(({ sets }) => sets !== null);
  const own = formatPercent(recipe.decode.minProbability, locale);
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h4" mb={6}>
        {t('title')}
      </Title>
      <Text size="sm" mb="xs">
        {t('summary', { wanted, shown: shownCount, concepts: concepts.length, own })}
      </Text>
      <ListTable label={t('title')} minWidth={720}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('concept')}</Table.Th>
            <Table.Th ta="right">{t('threshold')}</Table.Th>
            <Table.Th ta="right">{t('counts')}</Table.Th>
            <Table.Th ta="right">{t('low')}</Table.Th>
            <Table.Th ta="right">{t('missing')}</Table.Th>
            <Table.Th ta="right">{t('spans')}</Table.Th>
            {hasSets ? <Table.Th ta="right">{t('sets')}</Table.Th> : null}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((concept, index) => (
            <ThresholdRow key={concept.contents[0]?.id ?? index} concept={concept} own={own} hasSets={hasSets} />
          ))}
        </Table.Tbody>
      </ListTable>
      {more}
      <Text size="xs" c="dimmed" mt={4}>
        {t('note')}
      </Text>
    </section>
  );
}

interface RowProps {
  readonly concept: CalibratedConceptFragment;
  /** The recipe's own least probability. */
  readonly own: string;
  readonly hasSets: boolean;
}

function ThresholdRow({ concept, own, hasSets }: RowProps) {
  const t = useTranslations('calibrations.report.thresholds');
  const locale = useLocale();
  const { contents, spanCount, threshold, foundCount, rightCount, precisionLow, missingCount, sets } = concept;
  const cell = { ta: 'right', className: classes.unbroken! } as const;
  return (
    <Table.Tr>
      <Table.Td>{contents.map(({ label }) => label).join(' / ') || t('gone')}</Table.Td>
      <Table.Td {...cell} data-label={t('threshold')} fw={threshold === null ? undefined : 600}>
        {threshold === null ? (
          <Text span size="sm" c="dimmed">
            {t('own', { own })}
          </Text>
        ) : (
          formatPercent(threshold, locale)
        )}
      </Table.Td>
      <Table.Td {...cell} data-label={t('counts')}>
        {t('of', { right: rightCount, found: foundCount })}
      </Table.Td>
      <Table.Td {...cell} data-label={t('low')}>
        {foundCount === 0 ? '–' : formatPercent(precisionLow, locale)}
      </Table.Td>
      <Table.Td {...cell} data-label={t('missing')}>
        {missingCount === 0 ? t('nothing') : t('atLeast', { count: missingCount })}
      </Table.Td>
      <Table.Td {...cell} data-label={t('spans')}>
        {spanCount}
      </Table.Td>
      {hasSets ? (
        <Table.Td {...cell} data-label={t('sets')}>
          {sets ? t('setsOf', { covered: formatPercent(sets.covered, locale), size: sets.size.toFixed(1) }) : '–'}
        </Table.Td>
      ) : null}
    </Table.Tr>
  );
}
