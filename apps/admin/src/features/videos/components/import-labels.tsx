'use client';

import { Select, Table, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'next-intl';
import type { AnnotationPreview } from '../api/use-annotations.ts';
import type { TrackConcept } from '../timeline/track.ts';
import classes from './import.module.css';

interface Props {
  readonly labels: AnnotationPreview['labels'];
  readonly concepts: readonly TrackConcept[];
  readonly onMeaning: (label: string, conceptId: string | null) => void;
}

/** What the labels of a file mean, those that nobody knows first. */
export function ImportLabels({ labels, concepts, onMeaning }: Props) {
  const t = useTranslations('annotations');
  const data = concepts
    .filter(({ isActive }) => isActive)
    .map(({ id, label, notation, searchText }) => ({
      value: id,
      label: [notation, label].filter(Boolean).join(' '),
      searchText,
    }));
  const isOpen = ({ concept, match }: Props['labels'][number]) => concept === null && match !== 'given';
  const inOrder = labels.toSorted((one, other) => Number(isOpen(other)) - Number(isOpen(one)));
  return (
    <div className={classes.labels} role="region" aria-label={t('labels')} tabIndex={0}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('label')}</Table.Th>
            <Table.Th ta="right" className={classes.unbroken}>
              {t('count')}
            </Table.Th>
            <Table.Th>{t('meaning')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {inOrder.map((label) => (
            <Table.Tr key={label.text}>
              <Table.Td className={classes.label}>{label.text}</Table.Td>
              <Table.Td ta="right" className="figures">
                {label.annotationCount.toLocaleString()}
              </Table.Td>
              <Table.Td>
                <Select
                  size="xs"
                  searchable
                  clearable
                  limit={100}
                  aria-label={label.text}
                  placeholder={t(label.match === 'given' ? 'leftOut' : 'choose')}
                  nothingFoundMessage={t('noConcept')}
                  data={data}
                  value={label.concept?.concept.id ?? null}
                  onChange={(conceptId) => onMeaning(label.text, conceptId)}
                />
                <Meaning label={label} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Meaning({ label: { concept, match, candidates } }: { readonly label: Props['labels'][number] }) {
  const t = useTranslations('annotations');
  const format = useFormatter();
  const text =
    concept !== null
      ? match && t(`match.${match}`)
      : match === 'given'
        ? null
        : candidates.length > 0
          ? t('several', { count: candidates.length, names: format.list(candidates.map(({ label }) => label)) })
          : t('unknownLabel');
  return text === null ? null : (
    <Text size="xs" c="dimmed" mt={2}>
      {text}
    </Text>
  );
}
