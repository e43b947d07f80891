'use client';

import { Anchor, Skeleton, Table, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo, useState } from 'react';
import type { TouchedConceptFragment, VocabularyChangeKind } from '../../../../generated/graphql.ts';
import { QueryView } from '../../../components/query-view.tsx';
import { SpanThumbnail } from '../../../components/span-thumbnail.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useShowMore } from '../../../components/use-show-more.tsx';
import { useImpactExamples } from '../api/use-publish.ts';
import { FieldChanges } from './field-changes.tsx';
import classes from './publish.module.css';

interface Props {
  readonly versionId: string;
  readonly concepts: readonly TouchedConceptFragment[];
  readonly addressOf: (externalId: string) => string;
}

const COLORS: Partial<Record<VocabularyChangeKind, string>> = {
  merge: 'teal',
  split: 'yellow',
  deprecate: 'red',
  remove: 'red',
  restore: 'green',
};

/** Concept by concept: what its results count as afterwards, how many there are, and some of them to look at. */
export function ChangesTable({ versionId, concepts, addressOf }: Props) {
  const t = useTranslations('vocabularyPublish.changes');
  const { shown, more } = useShowMore(concepts);
  const nameOf = useNames(concepts);
  return (
    <>
      <Table.ScrollContainer minWidth={720}>
        <Table stickyHeader aria-label={t('label')} highlightOnHover={false}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={130}>{t('kind')}</Table.Th>
              <Table.Th>{t('concept')}</Table.Th>
              <Table.Th miw={200}>{t('fields')}</Table.Th>
              <Table.Th ta="right" style={{ whiteSpace: 'nowrap' }}>
                {t('segments')}
              </Table.Th>
              <Table.Th ta="right" style={{ whiteSpace: 'nowrap' }}>
                {t('reviews')}
              </Table.Th>
              <Table.Th w={110} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((concept) => (
              <ChangeRows key={concept.before.id} {...{ concept, versionId, addressOf, nameOf }} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {more}
    </>
  );
}

interface RowProps extends Omit<Props, 'concepts'> {
  readonly concept: TouchedConceptFragment;
  readonly nameOf: (externalId: string) => string;
}

/** Labels of the concepts that are touched, and of what they become. */
function useNames(concepts: Props['concepts']) {
  const names = useMemo(() => {
    const contents = concepts.flatMap(({ before, becomes }) => [before, ...becomes]);
    return new Map(contents.map(({ label, concept }) => [concept.externalId, label]));
  }, [concepts]);
  return useCallback((externalId: string) => names.get(externalId) ?? externalId, [names]);
}

function ChangeRows({ versionId, concept, addressOf, nameOf }: RowProps) {
  const t = useTranslations('vocabularyPublish');
  const [isOpen, setIsOpen] = useState(false);
  const { kind, before, fieldChanges, segmentCount, reviewCount } = concept;
  const Arrow = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <Table.Tr style={{ verticalAlign: 'top' }}>
        <Table.Td>
          <Tag color={COLORS[kind] ?? 'gray'}>{t(`kind.${kind}`)}</Tag>
        </Table.Td>
        <Table.Td>
          <Becomes concept={concept} addressOf={addressOf} />
        </Table.Td>
        <Table.Td>
          <FieldChanges changes={fieldChanges} nameOf={nameOf} />
        </Table.Td>
        <Table.Td ta="right">{segmentCount.toLocaleString()}</Table.Td>
        <Table.Td ta="right">{reviewCount.toLocaleString()}</Table.Td>
        <Table.Td ta="right">
          {segmentCount > 0 ? (
            <UnstyledButton
              fz="xs"
              c="var(--mantine-color-anchor)"
              aria-expanded={isOpen}
              aria-label={`${before.label}: ${isOpen ? t('changes.hide') : t('changes.examples')}`}
              onClick={() => setIsOpen(!isOpen)}
            >
              <Arrow size={14} style={{ verticalAlign: '-2px' }} aria-hidden />{' '}
              {isOpen ? t('changes.hide') : t('changes.examples')}
            </UnstyledButton>
          ) : null}
        </Table.Td>
      </Table.Tr>
      {isOpen ? (
        <Table.Tr>
          <Table.Td colSpan={6}>
            <Examples versionId={versionId} conceptId={before.concept.id} />
          </Table.Td>
        </Table.Tr>
      ) : null}
    </>
  );
}

function Examples({ versionId, conceptId }: { readonly versionId: string; readonly conceptId: string }) {
  const t = useTranslations('vocabularyPublish.changes');
  const query = useImpactExamples(versionId, conceptId);
  return (
    <QueryView query={query} skeleton={<Skeleton h={96} />}>
      {(examples) => (
        <div className={classes.examples}>
          {examples.length === 0 ? <Text size="xs">{t('noExamples')}</Text> : null}
          {examples.map(({ id, startMs, endMs, recognitionVideo: { video } }) => (
            <SpanThumbnail key={id} video={video} startMs={startMs} endMs={endMs} />
          ))}
        </div>
      )}
    </QueryView>
  );
}

/** `before ▸ after`, `before ▸ one or other`, `before ▸ counts as nothing`. */
function Becomes({
  concept: { before, becomes },
  addressOf,
}: Pick<Props, 'addressOf'> & { readonly concept: TouchedConceptFragment }) {
  const t = useTranslations('vocabularyPublish.changes');
  const [only] = becomes;
  const isSame = becomes.length === 1 && only?.concept.id === before.concept.id && only.label === before.label;
  if (isSame) {
    return (
      <Anchor component={Link} size="sm" href={addressOf(before.concept.externalId)}>
        {before.label}
      </Anchor>
    );
  }
  return (
    <Text size="sm" component="div">
      <span className={classes.was}>{before.label}</span> <span aria-hidden>▸</span>{' '}
      {becomes.length === 0 ? <em>{t('retired')}</em> : null}
      {becomes.map(({ id, label, concept }, index) => (
        <span key={id}>
          {index > 0 ? <span className={classes.was}> {t('or')} </span> : null}
          <Anchor component={Link} size="sm" className={classes.becomes} href={addressOf(concept.externalId)}>
            {label}
          </Anchor>
        </span>
      ))}
    </Text>
  );
}
