'use client';

import { Anchor, Table } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { useFieldName, useFieldValue } from '../../../components/field-name.ts';
import { Tag } from '../../../components/tag.tsx';
import { useShowMore } from '../../../components/use-show-more.tsx';
import { editorAddress } from '../../../lib/editor-address.ts';
import type { ComparedVersion } from '../api/use-comparison.ts';
import type { DifferingConcept } from '../model/differing-concepts.ts';
import { wordDifference } from '../model/word-difference.ts';
import type { TextPart } from '../model/word-difference.ts';
import classes from './comparison.module.css';

interface Props {
  readonly vocabularyId: string;
  readonly from: ComparedVersion;
  readonly to: ComparedVersion;
  readonly concepts: readonly DifferingConcept[];
  /** Label of a concept by its external id, where it is known. */
  readonly nameOf: (externalId: string) => string;
}

/** One line per field that differs; what is the same in both texts is quiet. */
export function DifferenceTable({ vocabularyId, from, to, concepts, nameOf }: Props) {
  const t = useTranslations('vocabularyComparison');
  const { shown, more } = useShowMore(concepts);
  return (
    <>
      <Table.ScrollContainer minWidth={680}>
        <Table aria-label={t('tableLabel')} highlightOnHover={false} className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="20%">{t('concept')}</Table.Th>
              <Table.Th w="18%">{t('field')}</Table.Th>
              <Table.Th>{t('before', { number: from.number })}</Table.Th>
              <Table.Th>{t('after', { number: to.number })}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          {shown.map((concept) => (
            <ConceptLines
              key={`${concept.kind} ${concept.id}`}
              concept={concept}
              nameOf={nameOf}
              href={editorAddress(
                vocabularyId,
                concept.kind === 'removed' ? from.number : to.number,
                concept.externalId,
              )}
            />
          ))}
        </Table>
      </Table.ScrollContainer>
      {more}
    </>
  );
}

interface LinesProps extends Pick<Props, 'nameOf'> {
  readonly concept: DifferingConcept;
  readonly href: string;
}

const ConceptLines = memo(function ConceptLines({ concept: { kind, label, fieldChanges }, href, nameOf }: LinesProps) {
  const t = useTranslations('vocabularyComparison');
  const fieldName = useFieldName();
  const fieldValue = useFieldValue(nameOf);
  const name = (
    <Table.Th scope="rowgroup" rowSpan={Math.max(1, fieldChanges.length)} fw={400}>
      <Anchor component={Link} href={href} size="sm">
        {label}
      </Anchor>
    </Table.Th>
  );
  if (kind !== 'changed') {
    const mark = (
      <Tag color={kind === 'added' ? 'green' : 'red'}>{t(kind === 'added' ? 'addedMark' : 'removedMark')}</Tag>
    );
    return (
      <Table.Tbody>
        <Table.Tr>
          {name}
          <Table.Td />
          <Table.Td>{kind === 'removed' ? mark : null}</Table.Td>
          <Table.Td>{kind === 'added' ? mark : null}</Table.Td>
        </Table.Tr>
      </Table.Tbody>
    );
  }
  return (
    <Table.Tbody>
      {fieldChanges.map(({ field, language, from, to }, index) => {
        const { before, after } = wordDifference(
          fieldValue(field, from ?? ''),
          fieldValue(field, to ?? ''),
          language ?? 'ja',
        );
        return (
          <Table.Tr key={`${field} ${language ?? ''}`}>
            {index === 0 ? name : null}
            <Table.Td>{fieldName(field, language)}</Table.Td>
            <Table.Td className={classes.text}>
              {from === null ? t('absent') : <Parts parts={before} as="del" />}
            </Table.Td>
            <Table.Td className={classes.text}>{to === null ? t('absent') : <Parts parts={after} as="ins" />}</Table.Td>
          </Table.Tr>
        );
      })}
    </Table.Tbody>
  );
});

function Parts({ parts, as: Mark }: { readonly parts: readonly TextPart[]; readonly as: 'del' | 'ins' }) {
  return parts.map(({ text, isSame }, index) =>
    isSame ? (
      <span key={index}>{text}</span>
    ) : (
      <Mark key={index} className={classes[Mark]}>
        {text}
      </Mark>
    ),
  );
}
