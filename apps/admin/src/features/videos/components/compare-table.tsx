'use client';

import { Table, Text, Title, UnstyledButton } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { ConceptMark } from '../../../components/concept-mark.tsx';
import { ListTable } from '../../../components/list-table.tsx';
import { UNKNOWN_COLOR } from '../../../lib/concept-colors.ts';
import type { ComparedElement } from '../comparing/compared-elements.ts';
import { SIDES } from '../comparing/pair-plan.ts';
import type { Pair } from '../comparing/pair-plan.ts';
import type { Range } from '../timeline/ranges.ts';
import type { TrackConcept } from '../timeline/track.ts';
import classes from './compare.module.css';
import { useFormatTime } from './video-context.ts';

interface Props {
  /** Of the whole spans; null: there is no such video. */
  readonly lengthsMs: Pair<number | null>;
  readonly elements: readonly ComparedElement[];
  readonly concepts: readonly TrackConcept[];
  readonly onJump: (element: ComparedElement) => void;
}

const lengthOf = (range: Range | null) => (range ? range.endMs - range.startMs : null);

/** How long each element takes on either side, and by how much the right one differs. */
export function CompareTable({ lengthsMs, elements, concepts, onJump }: Props) {
  const t = useTranslations('compare.table');
  const unknown = useTranslations('videos')('unknown');
  const byId = new Map(concepts.map((concept) => [concept.id, concept]));
  if (elements.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('none')}
      </Text>
    );
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h4">
        {t('title')}
      </Title>
      <Text size="xs" c="dimmed" mb={6}>
        {t('hint')}
      </Text>
      <ListTable label={t('title')} minWidth={480}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('element')}</Table.Th>
            {[...SIDES, 'difference' as const].map((column) => (
              <Table.Th key={column} ta="right">
                {t(column)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {elements.map((element, index) => {
            const concept = byId.get(element.conceptId ?? '');
            const label = concept?.label ?? unknown;
            return (
              <Table.Tr key={index}>
                <Table.Td>
                  <UnstyledButton
                    fz="sm"
                    className={classes.element}
                    onClick={() => onJump(element)}
                    aria-label={t('jump', { label, number: index + 1 })}
                  >
                    <ConceptMark color={concept?.color ?? UNKNOWN_COLOR} />
                    {label}
                  </UnstyledButton>
                </Table.Td>
                <Figures leftMs={lengthOf(element.left)} rightMs={lengthOf(element.right)} />
              </Table.Tr>
            );
          })}
          <Table.Tr fw={600}>
            <Table.Td>{t('whole')}</Table.Td>
            <Figures leftMs={lengthsMs.left} rightMs={lengthsMs.right} />
          </Table.Tr>
        </Table.Tbody>
      </ListTable>
    </section>
  );
}

interface FiguresProps {
  /** Null: it is not there. */
  readonly leftMs: number | null;
  readonly rightMs: number | null;
}

function Figures({ leftMs, rightMs }: FiguresProps) {
  const t = useTranslations('compare.table');
  const format = useFormatTime();
  const difference = (rightMs ?? 0) - (leftMs ?? 0);
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : '±';
  const cells = [
    ['left', leftMs === null ? '–' : format(leftMs)],
    ['right', rightMs === null ? '–' : format(rightMs)],
    ['difference', `${sign}${format(Math.abs(difference))}`],
  ] as const;
  return cells.map(([column, text]) => (
    <Table.Td key={column} ta="right" className={classes.figure} data-label={t(column)}>
      {text}
    </Table.Td>
  ));
}
