'use client';

import { Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Tag } from '../../../components/tag.tsx';
import { useWithAside } from '../../../lib/use-with-aside.ts';
import type { ImportRow } from '../api/use-import.ts';
import { rowMessage } from '../model/row-message.ts';
import classes from './exchange.module.css';
import { usePlaceText, useRowText } from './row-text.ts';

const COLORS = { error: 'red', warning: 'yellow', hint: 'gray' } as const;
const ROW_PX = 48;

/** Remarks in the order of the file; only those in sight are there. */
export function RowList({ rows }: { readonly rows: readonly ImportRow[] }) {
  const t = useTranslations('vocabularyExchange.import');
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  });
  return (
    <div
      ref={scroller}
      className={classes.rows}
      role="table"
      aria-label={t('rows')}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
    >
      <div role="row" aria-rowindex={1} className={`${classes.row} ${classes.head}`}>
        <span role="columnheader">{t('place')}</span>
        <span role="columnheader">{t('concept')}</span>
        <span role="columnheader">{t('message')}</span>
      </div>
      <div role="rowgroup" style={{ position: 'relative', height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            ref={list.measureElement}
            data-index={index}
            role="row"
            aria-rowindex={index + 2}
            className={`${classes.row} ${classes.line}`}
            style={{ transform: `translateY(${start}px)` }}
          >
            <Cells row={rows[index]!} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Cells({ row }: { readonly row: ImportRow }) {
  const t = useTranslations('vocabularyExchange.import');
  const rowText = useRowText();
  const placeText = usePlaceText();
  const withAside = useWithAside();
  const { place, externalId, severity, fixed, code, message } = row;
  // An id that is made from the label is known only to the message.
  const ids = rowMessage(code, message).ids ?? externalId;
  return (
    <>
      <span role="cell" className="figures">
        {placeText(place)}
      </span>
      <span role="cell">{ids}</span>
      <span role="cell">
        <Tag color={COLORS[severity]} size="sm" mr={6}>
          {t(`severity.${severity}`)}
        </Tag>
        {rowText(row)}
        {fixed ? (
          <Text span size="xs" c="dimmed">
            {withAside('', t('fixed'))}
          </Text>
        ) : null}
      </span>
    </>
  );
}
