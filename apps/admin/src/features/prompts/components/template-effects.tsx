'use client';

import { Button, Table, Text, Title } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { WordingComparisonFragment } from '../../../../generated/graphql.ts';
import { ListTable } from '../../../components/list-table.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useShowMore } from '../../../components/use-show-more.tsx';
import { formatP } from '../../../lib/p-value.ts';
import { formatBounds, formatPoints } from '../../../lib/points.ts';
import { EffectsChart } from './effects-chart.tsx';
import classes from './lab.module.css';

type Effect = WordingComparisonFragment['templates'][number];

interface Props {
  readonly templates: readonly Effect[];
  /** Templates that B has now. */
  readonly droppable: readonly string[];
  readonly onDrop: (template: string) => void;
}

const FIRST_ROWS = 20;

/** What leaving out each template of A does, those best left out first. Of several harmful ones the worst is to go first. */
export function TemplateEffects({ templates, droppable, onDrop }: Props) {
  const t = useTranslations('promptLab.effects');
  const inOrder = useMemo(
    () => templates.toSorted((one, other) => other.withoutDifference.value - one.withoutDifference.value),
    [templates],
  );
  const charted = useMemo(() => inOrder.slice(0, FIRST_ROWS), [inOrder]);
  const harmful = inOrder.filter(({ isHarmful }) => isHarmful);
  const { shown, more } = useShowMore(inOrder, FIRST_ROWS);
  if (templates.length === 0) return null;
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h4" mb={2}>
        {t('title')}
      </Title>
      <Text size="sm" c="dimmed" mb={6}>
        {t('summary', { count: harmful.length })}
      </Text>
      <EffectsChart effects={charted} />
      <ListTable label={t('title')} minWidth={620}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('template')}</Table.Th>
            <Table.Th ta="right">{t('without')}</Table.Th>
            <Table.Th ta="right">{t('p')}</Table.Th>
            <Table.Th w={180} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((effect) => (
            <EffectRow
              key={effect.index}
              effect={effect}
              isWorst={effect === harmful[0]}
              isInOther={droppable.includes(effect.template)}
              onDrop={() => onDrop(effect.template)}
            />
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
  readonly effect: Effect;
  readonly isWorst: boolean;
  readonly isInOther: boolean;
  readonly onDrop: () => void;
}

function EffectRow({ effect, isWorst, isInOther, onDrop }: RowProps) {
  const t = useTranslations('promptLab.effects');
  const locale = useLocale();
  const { template, withoutDifference, pValue, isHarmful } = effect;
  const bounds = formatBounds(withoutDifference, locale);
  return (
    <Table.Tr>
      <Table.Td className={classes.template}>
        {template}
        {isHarmful ? (
          <Tag color="yellow" ml={8}>
            {t('harmful')}
          </Tag>
        ) : null}
      </Table.Td>
      <Table.Td ta="right" className={classes.unbroken} data-label={t('without')}>
        {t('points', { points: formatPoints(withoutDifference.value, locale) })}
        {bounds ? (
          <Text size="xs" c="dimmed">
            {t('interval', bounds)}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td ta="right" className={classes.unbroken} data-label={t('p')}>
        {formatP(pValue, locale)}
      </Table.Td>
      <Table.Td ta="right" data-act>
        {isHarmful && !isInOther ? (
          <Text size="xs" c="dimmed">
            {t('gone')}
          </Text>
        ) : isWorst ? (
          <Button size="compact-sm" onClick={onDrop} aria-label={t('dropOf', { template })}>
            {t('drop')}
          </Button>
        ) : isHarmful ? (
          <Text size="xs" c="dimmed">
            {t('later')}
          </Text>
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}
