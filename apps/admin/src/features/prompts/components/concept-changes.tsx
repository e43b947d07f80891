'use client';

import { Button, Group, Table, Text, Title } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronRight, IconX } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { Fragment, useState } from 'react';
import type { WordingComparisonFragment } from '../../../../generated/graphql.ts';
import { ListTable } from '../../../components/list-table.tsx';
import { SpanThumbnail } from '../../../components/span-thumbnail.tsx';
import { useShowMore } from '../../../components/use-show-more.tsx';
import { formatLength } from '../../../lib/format.ts';
import classes from './lab.module.css';

type Figures = WordingComparisonFragment['concepts'][number];
type Change = Figures['changes'][number];

const FIRST_ROWS = 20;

/** What is right of each concept under A and under B, and the spans that one of them sees otherwise. */
export function ConceptChanges({ concepts }: { readonly concepts: readonly Figures[] }) {
  const t = useTranslations('promptLab.concepts');
  const inOrder = concepts.toSorted((one, other) => other.changeCount - one.changeCount);
  const { shown, more } = useShowMore(inOrder, FIRST_ROWS);
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h4" mb={6}>
        {t('title')}
      </Title>
      <ListTable label={t('title')} minWidth={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('concept')}</Table.Th>
            <Table.Th ta="right">{t('spans')}</Table.Th>
            <Table.Th ta="right">{t('right')}</Table.Th>
            <Table.Th ta="right">{t('difference')}</Table.Th>
            <Table.Th ta="right">{t('changed')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((figures) => (
            <ConceptRows key={figures.content.id} figures={figures} />
          ))}
        </Table.Tbody>
      </ListTable>
      {more}
    </section>
  );
}

function ConceptRows({ figures }: { readonly figures: Figures }) {
  const t = useTranslations('promptLab.concepts');
  const [isOpen, setIsOpen] = useState(false);
  const { content, spanCount, oneRightCount, otherRightCount, changeCount, changes } = figures;
  const Icon = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Fragment>
      <Table.Tr>
        <Table.Td>{content.label}</Table.Td>
        <Table.Td ta="right" data-label={t('spans')}>
          {spanCount}
        </Table.Td>
        <Table.Td ta="right" className={classes.unbroken} data-label={t('right')}>
          {`${oneRightCount} ▸ ${otherRightCount}`}
        </Table.Td>
        <Table.Td ta="right" className={classes.unbroken} data-label={t('difference')}>
          {differenceOf(otherRightCount - oneRightCount)}
        </Table.Td>
        <Table.Td ta="right" data-act>
          {changeCount > 0 ? (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<Icon size={14} aria-hidden />}
              aria-expanded={isOpen}
              aria-label={t('showOf', { name: content.label, count: changeCount })}
              onClick={() => setIsOpen(!isOpen)}
            >
              {t('show', { count: changeCount })}
            </Button>
          ) : null}
        </Table.Td>
      </Table.Tr>
      {isOpen ? (
        <Table.Tr>
          <Table.Td colSpan={5}>
            <ul className={classes.changes} aria-label={t('changesOf', { name: content.label })}>
              {changes.map((change, index) => (
                <li key={index}>
                  <ChangeView change={change} truthId={content.id} />
                </li>
              ))}
            </ul>
            {changeCount > changes.length ? (
              <Text size="xs" c="dimmed">
                {t('first', { count: changes.length, all: changeCount })}
              </Text>
            ) : null}
          </Table.Td>
        </Table.Tr>
      ) : null}
    </Fragment>
  );
}

function ChangeView({ change, truthId }: { readonly change: Change; readonly truthId: string }) {
  const t = useTranslations('promptLab.concepts');
  const { video, startMs, endMs, oneContent, otherContent } = change;
  return (
    <>
      {video ? (
        <SpanThumbnail video={video} startMs={startMs} endMs={endMs} />
      ) : (
        <Text size="xs" c="dimmed">
          {t('gone', { time: `${formatLength(startMs)} – ${formatLength(endMs)}` })}
        </Text>
      )}
      <dl className={classes.said}>
        <Said by="A" content={oneContent} isRight={oneContent.id === truthId} />
        <Said by="B" content={otherContent} isRight={otherContent.id === truthId} />
      </dl>
    </>
  );
}

interface SaidProps {
  readonly by: string;
  readonly content: { readonly label: string };
  readonly isRight: boolean;
}

function Said({ by, content, isRight }: SaidProps) {
  const t = useTranslations('promptLab.concepts');
  return (
    <>
      <dt>{by}</dt>
      <dd>
        <span>{content.label}</span>
        <Group gap={0}>
          {isRight ? (
            <IconCheck size={14} color="var(--mantine-color-teal-text)" aria-label={t('isRight')} />
          ) : (
            <IconX size={14} color="var(--mantine-color-dimmed)" aria-label={t('isWrong')} />
          )}
        </Group>
      </dd>
    </>
  );
}

function differenceOf(count: number): string {
  if (count === 0) return '±0';
  return count > 0 ? `▲ +${count}` : `▼ −${-count}`;
}
