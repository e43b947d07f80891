'use client';

import { Anchor, Button, Table, Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Permitted } from '../../../components/permitted.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useShowMore } from '../../../components/use-show-more.tsx';
import { editorAddress } from '../../../lib/editor-address.ts';
import type { CheckedVersion, ConfusablePair } from '../api/use-checks.ts';
import { sortPairs } from '../model/sort-pairs.ts';
import type { PairOrder } from '../model/sort-pairs.ts';
import { MergeDialog } from './merge-dialog.tsx';

interface Props {
  readonly vocabularyId: string;
  readonly version: CheckedVersion;
  readonly pairs: readonly ConfusablePair[];
}

const COLORS = { merge: 'teal', addPrompt: 'yellow', rename: 'gray' } as const;

export function PairTable({ vocabularyId, version, pairs }: Props) {
  const t = useTranslations('vocabularyChecks.confusable');
  const [order, setOrder] = useState<PairOrder>('similarity');
  const [merging, setMerging] = useState<ConfusablePair | null>(null);
  const sorted = useMemo(() => sortPairs(pairs, order), [pairs, order]);
  const { shown, more } = useShowMore(sorted, 30);
  const isDraft = version.status === 'draft';
  const head = { order, onSort: setOrder };
  return (
    <>
      <Table.ScrollContainer minWidth={680}>
        <Table aria-label={t('table')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('pair')}</Table.Th>
              <SortHead {...head} by="similarity" label={t('similarity')} title={t('sortSimilarity')} />
              <SortHead {...head} by="advice" label={t('advice')} title={t('sortAdvice')} />
              {isDraft ? <Table.Th>{t('acts')}</Table.Th> : null}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((pair) => (
              <Table.Tr key={`${pair.one.id} ${pair.other.id}`}>
                <Table.Td>
                  <Names
                    pair={pair}
                    addressOf={(externalId) => editorAddress(vocabularyId, version.number, externalId)}
                  />
                </Table.Td>
                <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                  {pair.similarity.toFixed(3)}
                </Table.Td>
                <Table.Td>
                  <Advice advice={pair.advice} />
                </Table.Td>
                {isDraft ? (
                  <Table.Td>
                    <Permitted permission="curate">
                      <Button
                        variant="default"
                        size="compact-sm"
                        aria-label={t('mergeOf', { one: pair.one.label, other: pair.other.label })}
                        onClick={() => setMerging(pair)}
                      >
                        {t('merge')}
                      </Button>
                    </Permitted>
                  </Table.Td>
                ) : null}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {more}
      {merging ? <MergeDialog pair={merging} version={version} onClose={() => setMerging(null)} /> : null}
    </>
  );
}

interface HeadProps {
  readonly by: PairOrder;
  readonly order: PairOrder;
  readonly label: string;
  readonly title: string;
  readonly onSort: (order: PairOrder) => void;
}

function SortHead({ by, order, label, title, onSort }: HeadProps) {
  const isSorted = by === order;
  return (
    <Table.Th
      ta={by === 'similarity' ? 'right' : undefined}
      style={{ whiteSpace: 'nowrap' }}
      aria-sort={isSorted ? (by === 'similarity' ? 'descending' : 'ascending') : 'none'}
    >
      <UnstyledButton fz="inherit" fw="inherit" title={title} onClick={() => onSort(by)}>
        {label} {isSorted ? <IconArrowDown size={12} aria-hidden /> : null}
      </UnstyledButton>
    </Table.Th>
  );
}

interface NamesProps {
  readonly pair: ConfusablePair;
  readonly addressOf: (externalId: string) => string;
}

function Names({ pair: { one, other }, addressOf }: NamesProps) {
  return [one, other].map(({ id, label, concept }, index) => (
    <span key={id}>
      {index > 0 ? (
        <Text span c="dimmed">
          {' ↔ '}
        </Text>
      ) : null}
      <Anchor component={Link} size="sm" href={addressOf(concept.externalId)}>
        {label}
      </Anchor>
    </span>
  ));
}

function Advice({ advice }: Pick<ConfusablePair, 'advice'>) {
  const t = useTranslations('vocabularyChecks.advice');
  return (
    <>
      <Tag color={COLORS[advice]}>{t(advice)}</Tag>
      <Text size="xs" c="dimmed">
        {t(`${advice}Hint`)}
      </Text>
    </>
  );
}
