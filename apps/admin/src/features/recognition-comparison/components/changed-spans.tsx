'use client';

import { Anchor, Skeleton, Table } from '@mantine/core';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { QueryView } from '../../../components/query-view.tsx';
import { useShowMore } from '../../../components/use-show-more.tsx';
import type { ChangedSpanFactsFragment } from '../../../../generated/graphql.ts';
import { formatPercent, formatTime } from '../../../lib/format.ts';
import { spanAddress } from '../api/span-address.ts';
import { useChangedSpans } from '../api/use-comparison.ts';
import type { Comparison } from '../api/use-comparison.ts';
import classes from './comparison.module.css';
import { useConceptNames } from './use-concept-names.ts';

interface Props extends Pick<Comparison, 'concepts'> {
  /** Of the recognition. */
  readonly id: string;
  readonly videoId: string;
}

/** The parts of one video that are labelled otherwise. */
export function ChangedSpans({ id, videoId, concepts }: Props) {
  return (
    <QueryView query={useChangedSpans(id, videoId)} skeleton={<Skeleton h={120} />}>
      {({ compareRecognition: { video } }) => <SpanTable spans={video?.spans ?? []} concepts={concepts} />}
    </QueryView>
  );
}

interface TableProps extends Pick<Comparison, 'concepts'> {
  readonly spans: readonly ChangedSpanFactsFragment[];
}

function SpanTable({ spans, concepts }: TableProps) {
  const t = useTranslations('recognitionComparison.spans');
  const locale = useLocale();
  const nameOf = useConceptNames(concepts);
  const { shown, more } = useShowMore(spans, 50);
  return (
    <div className={classes.spans}>
      <Table withRowBorders={false} aria-label={t('when')}>
        <Table.Tbody>
          {shown.map((span) => (
            <Table.Tr key={span.startMs}>
              <Table.Td className={classes.figure}>
                <Anchor component={Link} size="sm" href={spanAddress(span)} prefetch={false}>
                  {formatTime(span.startMs)} – {formatTime(span.endMs)}
                </Anchor>
              </Table.Td>
              <Table.Td>
                {nameOf(span.beforeId)} → <strong>{nameOf(span.afterId)}</strong>
              </Table.Td>
              <Table.Td className={classes.figure} data-label={t('probability')}>
                {formatPercent(span.beforeProbability, locale)} → {formatPercent(span.afterProbability, locale)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more}
    </div>
  );
}
